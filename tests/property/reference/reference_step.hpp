#pragma once

#include <chokepoint/dynamics/day_step.hpp>
#include <chokepoint/network/directory.hpp>
#include <chokepoint/policy/action.hpp>
#include <chokepoint/policy/damage.hpp>
#include <compare>
#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <span>
#include <vector>

namespace chokepoint {

/// A second day step that checks the first: maps and edge lists instead of sparse arrays, USD instead of multiples of
/// the baseline, the level of a rationed supplier by bisection instead of sorting, and openness asked of every action
/// on every day. It shares the input structs with the library, but no code.
class ReferenceStep {
   public:
    /// The key of a stock: who buys which product, and from whom if every supplier has its own stock.
    struct Slot {
        std::uint32_t customer = 0;
        std::uint32_t product = 0;
        std::uint32_t supplier = kNone;  ///< kNone: one stock for all of them.
        auto operator<=>(const Slot&) const = default;
    };

    struct Link {
        std::uint32_t supplier = 0;
        Slot slot;
        double flow = 0.0;     ///< z̄, USD a day.
        double standby = 0.0;  ///< USD a day.
        double openness = 1.0;
        double moved_here = 0.0;  ///< Re-sourced flow, USD a day.
        double more = 0.0;        ///< Asked for in addition, in one round.
        double ordered = 0.0;
        double delivered = 0.0;
    };

    struct Input {
        double need = 0.0;  ///< A = a·x̄, USD a day.
        double dependence = 1.0;
        double target_days = 0.0;
        double stock = 0.0;      ///< S, USD.
        double under_way = 0.0;  ///< USD.
        double received = 0.0;
        double order = 0.0;  ///< For the whole slot if all of its links were open, USD.
        double can_be_made =
            1.0;  ///< If orders are split by capacity: the share of the open flow that suppliers can make.
        int days_blocked = 0;
    };

    struct Node {
        double normal = 0.0;        ///< x̄.
        double normal_final = 0.0;  ///< F̄.
        std::uint32_t product = 0;
        double output = 0.0;
        double orders = 0.0;
        double fresh = 0.0;
        double fresh_served = 0.0;
        double backlog = 0.0;
        double backlog_served = 0.0;
        double goodwill = 1.0;
        double gained = 0.0;
        double redeployed = 0.0;
        double planned = 0.0;
        double spare = 0.0;   ///< Capacity left; negative: overbooked.
        double asked = 0.0;   ///< Of this capacity, in one round.
        double denied = 0.0;  ///< Baseline sales refused, USD a day.
        double ramp = 1.0;
        double intact = 1.0;    ///< 1 − the largest loss of the day.
        double effort = 1.0;    ///< α of overproduction, or labour l/l̄.
        double capacity = 1.0;  ///< cap/x̄ of the day.
        bool suspended = false;
        bool closed = false;
    };

    ReferenceStep(const network::SupplyNetwork& network, const dynamics::Behaviour& behaviour,
                  const network::Directory& directory, std::span<const policy::Action> actions,
                  std::span<const std::uint32_t> arm, std::span<const policy::Damage> damage, Date start);

    void advance();

    /// Takes over the other step's state, so that a comparison covers a single day. The days that slots have been
    /// blocked, closed links and denied sales stay its own.
    void adopt(const network::SupplyNetwork& network, const dynamics::DayStep& other);

    /// The order of a slot in the other step's state, as a multiple of its need. If orders are split by capacity, the
    /// state keeps it per unit of what the open suppliers could make together.
    static double order_in(const network::SupplyNetwork& network, const dynamics::DayStep& step, std::uint32_t slot);

    const std::vector<Node>& nodes() const { return nodes_; }
    const std::map<Slot, Input>& inputs() const { return inputs_; }
    const Input& input(const network::SupplyNetwork& network, std::uint32_t slot) const {
        return inputs_.at(key_of(network, slot));
    }
    const std::vector<Link>& links() const { return links_; }
    const std::vector<double>& cash_usd() const { return cash_usd_; }

   private:
    /// A slot that looks for suppliers: USD a day, and the links that can carry it.
    struct Search {
        double wanted = 0.0;
        double urgency = 1.0;  ///< Capacity that a USD of flow takes.
        bool by_standby = false;
        double given_up = 0.0;  ///< The part above the links' share, in one round.
        std::vector<Link*> open;
    };

    Slot key_of(const network::SupplyNetwork& network, std::uint32_t slot) const;
    double lag_of(const Slot& slot) const;
    void close_insolvent();
    void react_to_yesterday();
    double update_customers(Node& node) const;
    void compete(const std::vector<std::uint32_t>& market, const std::vector<double>& lost);
    void open_and_close_links();
    double openness_of(const Link& link) const;
    void move_to_open_suppliers();
    void run_resourcing_round(std::vector<Search>& searches, bool first);
    void damage_nodes();
    double joint_stock_days(const Slot& slot) const;
    double share_by_input(const Input& input, double days) const;
    double share_by_inputs(std::uint32_t i, const std::function<double(const Slot&)>& days) const;
    double input_share(std::uint32_t i, double enough_days) const;
    double purchasable_share(std::uint32_t i) const;
    void suspend_or_restart(std::uint32_t i, Node& node, double demand);
    double largest_output(const Node& node) const;
    void place_orders();
    void update_effort(Node& node, double demand);
    void hire_and_fire(std::uint32_t i, Node& node, double demand);
    void produce();
    void split(std::uint32_t j, Node& node);
    void deliver();
    double order_of(const Node& node, const Slot& slot, const Input& input) const;
    void order();
    void update_supplier_capacity();
    void account();

    const dynamics::Behaviour& behaviour_;
    const network::Directory& directory_;
    std::span<const policy::Action> actions_;
    std::span<const std::uint32_t> arm_;
    std::span<const policy::Damage> damage_;
    Date start_;
    std::vector<Node> nodes_;
    std::map<Slot, Input> inputs_;
    std::vector<Link> links_;  ///< In the order of the network.
    std::vector<double> cash_usd_;
    std::set<std::uint32_t> out_of_cash_;  ///< Accounts that close on the next morning.
    int day_ = 0;
};

}  // namespace chokepoint
