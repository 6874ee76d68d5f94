#pragma once

#include <chokepoint/dynamics/behaviour.hpp>
#include <chokepoint/network/supply_network.hpp>
#include <chokepoint/policy/openness.hpp>
#include <cstdint>
#include <span>
#include <vector>

namespace chokepoint::dynamics {

/// The inputs of one run. All of them must outlive it.
struct Sample {
    const network::SupplyNetwork* network = nullptr;
    const Behaviour* behaviour = nullptr;
    const policy::OpennessSchedule* schedule = nullptr;
};

/// A column of numbers: one per entry if the lanes of a batch share them, or one per entry and lane, with lane l of
/// entry e at e·lanes + l.
class LaneColumn {
   public:
    LaneColumn() = default;
    LaneColumn(const double* data, unsigned lanes) : data_(data), lanes_(lanes), step_(lanes > 1 ? 1 : 0) {}
    double at(std::size_t entry, unsigned lane) const { return data_[entry * lanes_ + std::size_t{lane} * step_]; }
    const double* data() const { return data_; }
    /// Whether each of several lanes has its own numbers.
    bool is_own() const { return step_ != 0; }

   private:
    const double* data_ = nullptr;
    unsigned lanes_ = 1;
    unsigned step_ = 0;
};

/// The samples of a batch. They advance in lock step, so that each read of the graph serves all of them. Their networks
/// have the same nodes, slots and links, their behaviours the same rules, markets and accounts, and their schedules the
/// same controlled links; only numbers may differ. A network or behaviour that all samples share is not copied.
class Batch {
   public:
    /// Takes 1, 8 or 16 samples. Throws std::invalid_argument for any other number, and if the samples do not match.
    explicit Batch(std::span<const Sample> samples);
    Batch(const Batch&) = delete;
    Batch& operator=(const Batch&) = delete;

    unsigned lanes() const { return static_cast<unsigned>(samples_.size()); }
    /// The nodes, slots and links of every lane, with the numbers of `lane`.
    const network::SupplyNetwork& network(unsigned lane = 0) const { return *samples_[lane].network; }
    const Rules& rules(unsigned lane = 0) const { return samples_[lane].behaviour->rules; }
    const Behaviour& behaviour(unsigned lane) const { return *samples_[lane].behaviour; }
    const policy::OpennessSchedule& schedule(unsigned lane = 0) const { return *samples_[lane].schedule; }
    const ProductBehaviour& product(std::uint32_t number, unsigned lane) const {
        return samples_[lane].behaviour->products[number];
    }
    /// The behaviour of what node `node` sells.
    const ProductBehaviour& product_of(std::size_t node, unsigned lane) const {
        return product(network().node_product[node], lane);
    }
    bool own_flows() const { return own_flows_; }  ///< Whether the lanes have different networks.
    bool own_parameters() const {
        return own_parameters_;
    }                                                  ///< Whether the lanes' behaviours differ or may differ later.
    bool has_transit() const { return has_transit_; }  ///< Whether any product has a transit time in any lane.

    LaneColumn link_flow, sale_flow, slot_need, output, final_demand;  ///< From the networks.
    LaneColumn dependence;                                             ///< By slot, as the production rule counts it.
    LaneColumn held_days;                                              ///< Target stocks from the behaviours, by slot.
    LaneColumn stock_days;                                             ///< The same, as changed by set_stock_days().
    /// Changes the target stock of a slot. Allowed only if a schedule has stockpiles.
    void set_stock_days(std::uint32_t slot, unsigned lane, double days) {
        packed_.back()[std::size_t{slot} * lanes() + lane] = days;
    }

    /// Members of ProductBehaviour by product and lane.
    struct ProductColumns {
        std::vector<double> overproduction, suspend_below, restart_above, restart_cover_days;
        std::vector<double> restart_step;  ///< Share of the restart ramp climbed per day.
    };
    const ProductColumns& products() const { return products_; }
    /// Whether every suspended node needs at least a day's stock of every input to restart. This holds for every model
    /// that is loaded, but not for every Behaviour made in code.
    bool restart_takes_a_day() const { return restart_takes_a_day_; }
    /// 1/τ and the ceiling of orders, one per lane.
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
