#pragma once

#include <chokepoint/dynamics/behaviour.hpp>
#include <chokepoint/network/supply_network.hpp>
#include <chokepoint/policy/openness.hpp>
#include <cstdint>
#include <span>
#include <vector>

namespace chokepoint::dynamics {

/// What one run needs; all of it outlives the run.
struct Sample {
    const network::SupplyNetwork* network = nullptr;
    const Behaviour* behaviour = nullptr;
    const policy::OpennessSchedule* schedule = nullptr;
};

/// Numbers that the lanes of a batch share, one an entry, or have of their own: then lane l of entry e stands at
/// e·lanes + l.
class LaneColumn {
   public:
    LaneColumn() = default;
    LaneColumn(const double* data, unsigned lanes) : data_(data), lanes_(lanes), step_(lanes > 1 ? 1 : 0) {}
    double at(std::size_t entry, unsigned lane) const { return data_[entry * lanes_ + lane * step_]; }
    const double* data() const { return data_; }
    /// Each of several lanes has numbers of its own.
    bool is_own() const { return step_ != 0; }

   private:
    const double* data_ = nullptr;
    unsigned lanes_ = 1;
    unsigned step_ = 0;
};

/// The samples of a batch, which advance in lock step so that each read of the graph serves them all. Their networks
/// have the same nodes, slots and links, their behaviours the same rules, markets and accounts, their schedules the
/// same controlled links; numbers may differ. Where all samples point to one network (or behaviour), it is not copied.
class Batch {
   public:
    /// 1, 8 or 16 samples; throws std::invalid_argument for another number, and where the samples do not match.
    explicit Batch(std::span<const Sample> samples);
    Batch(const Batch&) = delete;
    Batch& operator=(const Batch&) = delete;

    unsigned lanes() const { return static_cast<unsigned>(samples_.size()); }
    /// Nodes, slots and links of every lane; numbers of lane 0.
    const network::SupplyNetwork& network(unsigned lane = 0) const { return *samples_[lane].network; }
    const Rules& rules(unsigned lane = 0) const { return samples_[lane].behaviour->rules; }
    const Behaviour& behaviour(unsigned lane) const { return *samples_[lane].behaviour; }
    const policy::OpennessSchedule& schedule(unsigned lane = 0) const { return *samples_[lane].schedule; }
    const ProductBehaviour& product(std::uint32_t number, unsigned lane) const {
        return samples_[lane].behaviour->products[number];
    }
    /// What node `node` sells.
    const ProductBehaviour& product_of(std::size_t node, unsigned lane) const {
        return product(network().node_product[node], lane);
    }
    bool own_flows() const { return own_flows_; }            ///< The lanes' networks differ.
    bool own_parameters() const { return own_parameters_; }  ///< The lanes' behaviours differ, or may come to.
    bool has_transit() const { return has_transit_; }        ///< Some product of some lane has a transit time.

    LaneColumn link_flow, sale_flow, slot_need, output, final_demand;  ///< Of the networks.
    LaneColumn dependence;                                             ///< By slot, as the production rule counts it.
    LaneColumn held_days;                                              ///< Target stocks of the behaviours, by slot.
    LaneColumn stock_days;                                             ///< The same as set_stock_days() moved it.
    /// Changes the target stock of a slot; only where a schedule has stockpiles.
    void set_stock_days(std::uint32_t slot, unsigned lane, double days) {
        packed_.back()[std::size_t{slot} * lanes() + lane] = days;
    }

    /// Numbers of ProductBehaviour, by product and lane.
    struct ProductColumns {
        std::vector<double> overproduction, suspend_below, restart_above, restart_cover_days;
        std::vector<double> restart_step;  ///< Share of the restart ramp that a day climbs.
    };
    const ProductColumns& products() const { return products_; }
    /// No suspended node restarts on less than a day's stock of anything. In models none does; a Behaviour made
    /// otherwise may.
    bool restart_takes_a_day() const { return restart_takes_a_day_; }
    /// 1/τ and the ceiling of orders, one a lane.
    std::span<const double> order_adjust() const { return order_adjust_; }
    std::span<const double> order_ceiling() const { return order_ceiling_; }

   private:
    void check_match() const;
    template <class Get>
    LaneColumn pack(bool own, std::size_t entries, const Get& get);
    void count_dependence(std::size_t slots);

    std::vector<Sample> samples_;
    bool own_flows_ = false;
    bool own_parameters_ = false;
    bool has_transit_ = false;
    bool restart_takes_a_day_ = true;
    std::vector<std::vector<double>> packed_;
    ProductColumns products_;
    std::vector<double> order_adjust_, order_ceiling_;
};

}  // namespace chokepoint::dynamics
