#pragma once

#include <chokepoint/base/parallel.hpp>
#include <chokepoint/dynamics/adaptation.hpp>
#include <chokepoint/dynamics/capacity.hpp>
#include <chokepoint/dynamics/cash_book.hpp>
#include <chokepoint/dynamics/control/link_control.hpp>
#include <chokepoint/dynamics/control/stock_control.hpp>
#include <chokepoint/dynamics/day_state.hpp>
#include <chokepoint/dynamics/sweep/sweep_plan.hpp>

namespace chokepoint::dynamics {

/// Which nodes a day evaluates. Both choices give the same bytes.
enum class NodeSweep : std::uint8_t {
    automatic,  ///< Only nodes whose inputs changed, while these are few; otherwise all nodes.
    full,       ///< All nodes, every day.
};

/// The memory of a DayStep in bytes, to within a few per cent: 16 per slot and lane (24 with cash accounts, 8 more with
/// transit times), 128 per node and lane, 8 for every link after the first of its slot, and under a policy 4 per slot
/// and node.
std::size_t day_step_bytes(const network::SupplyNetwork& network, const Behaviour& behaviour, bool policy,
                           unsigned lanes = 1);

/// Runs one arm, or a batch of samples in lock step, one day at a time. Every lane gets the bytes that it would get
/// alone. The samples and the team must outlive the DayStep.
class DayStep {
   public:
    /// `team` divides the nodes among its threads. Without a team, only the calling thread works.
    explicit DayStep(std::span<const Sample> samples, NodeSweep sweep = NodeSweep::automatic,
                     ThreadTeam* team = nullptr);
    /// A single sample.
    DayStep(const network::SupplyNetwork& network, const Behaviour& behaviour, const policy::OpennessSchedule& schedule,
            NodeSweep sweep = NodeSweep::automatic, ThreadTeam* team = nullptr)
        : DayStep(std::vector<Sample>{{&network, &behaviour, &schedule}}, sweep, team) {}
    DayStep(const DayStep&) = delete;
    DayStep& operator=(const DayStep&) = delete;

    /// Computes the next day, starting with the first of the calendar. Final demand adapts on the next morning, so that
    /// state() is entirely the state of the day just computed.
    void advance();
    /// From now on records what every slot receives in state().received, even without cash accounts.
    void keep_received();
    /// Leaves state().bound and state().bound_slot empty. Call it before the first day.
    void leave_out_bounds();

    /// Days computed so far.
    int days_done() const { return day_; }
    const DayState& state() const { return state_; }
    const LinkControl& links() const { return links_; }
    const Batch& batch() const { return batch_; }
    /// The number of nodes that the last day evaluated for production and for deliveries.
    std::size_t nodes_produced() const { return produced_; }
    std::size_t nodes_delivered() const { return delivered_; }
    /// Whether account `a` of a lane was below zero on any day. False if the initial cash is unknown.
    bool ran_out_of_cash(std::size_t a, unsigned lane = 0) const { return ran_out_[a * batch_.lanes() + lane] != 0; }

   private:
    static constexpr std::size_t kNodeWork = 4;  ///< A node costs as much as four links.

    /// A set of nodes, with a byte per node so that each is listed once.
    struct NodeSet {
        std::vector<std::uint8_t> has;
        std::vector<std::uint32_t> list;
        std::size_t work = 0;  ///< Total work of the listed nodes, in links.
        void add(std::uint32_t node, std::size_t its_work) {
            if (has[node] != 0) return;
            has[node] = 1;
            list.push_back(node);
            work += its_work;
        }
        void clear() {
            for (const std::uint32_t node : list)
                has[node] = 0;
            list.clear();
            work = 0;
        }
    };

    DayContext context() const { return {batch_, links_, day_}; }
    const network::SupplyNetwork& network() const { return batch_.network(); }
    template <class Kernel>
    void on_parts(const Kernel& kernel);
    void adapt();
    void mark_changed_links();
    void sweep_all();
    void sweep_active();
    void plan_next_day(std::span<const std::uint32_t> delivered);
    void will_produce(std::uint32_t node);
    void will_deliver(std::uint32_t node);
    bool few() const;
    void take_all();
    void pay_cash_events();
    void close_insolvent();

    Batch batch_;  ///< Constant except for the targets of stockpiled slots.
    const NodeSweep sweep_;
    ThreadTeam* team_;
    std::vector<NodeSweepPlan> plans_;  ///< One per thread.
    LinkControl links_;
    DamageControl damage_;
    StockControl stocks_;
    DayState state_;
    FinalDemand final_demand_;
    CashBook cash_;
    NodeSet to_produce_;
    NodeSet to_deliver_;
    std::vector<std::vector<std::uint32_t>> unsettled_;  ///< By thread.
    std::vector<std::size_t> changed_;                   ///< Number of changed nodes by thread.
    std::vector<std::uint32_t> worked_;  ///< Nodes evaluated by the last day; of a full sweep, the unsettled ones.
    std::vector<std::uint8_t> ran_out_;
    bool all_worked_ = true;
    bool all_ = false;  ///< Today's sweep takes all nodes; the sets are then not kept.
    std::size_t produced_ = 0;
    std::size_t delivered_ = 0;
    std::vector<std::size_t> next_cash_;  ///< One a lane.
    int day_ = 0;
};

}  // namespace chokepoint::dynamics
