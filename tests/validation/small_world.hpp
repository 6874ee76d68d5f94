#pragma once

#include <chokepoint/dynamics/day_step.hpp>
#include <chokepoint/dynamics/parameters.hpp>
#include <cstdint>
#include <string_view>
#include <vector>

namespace chokepoint {

/// A network small enough to follow by hand. Node k sells product k, so tests use one number for both. Flows are in USD
/// per day. It starts from the rigid preset with proportional rationing; each test switches on what it needs.
struct SmallWorld {
    std::vector<network::NodeRecord> nodes;
    std::vector<network::LinkRecord> links;
    std::vector<dynamics::ProductBehaviour> products;  ///< One per node. Change them before build().
    dynamics::Rules rules;

    network::SupplyNetwork network;
    dynamics::Behaviour behaviour;
    policy::OpennessSchedule schedule;

    SmallWorld();
    /// Adds a node that sells `final_usd` to final demand, and returns its number.
    std::uint32_t add_node(double final_usd);
    void add_link(std::uint32_t supplier, std::uint32_t customer, std::uint32_t product, double usd,
                  double standby_usd = 0.0);
    /// Uses the rules of a preset, and its product for every node added so far.
    void use(std::string_view preset);
    /// Builds network and behaviour from what was added, with a slot per link if the rules need one.
    void build();
    /// Closes all links from `supplier` to `customer` from day `from` to day `until`, both included. Call it after
    /// build().
    void deny(std::uint32_t supplier, std::uint32_t customer, int from, int until = 1 << 20);
    /// Removes the share `lost` of a node's capacity for `days` days.
    void damage(std::uint32_t node, int from, int days, double lost, policy::Recovery recovery = policy::Recovery::none,
                double recovery_days = 1.0);
    /// The slot in which `customer` buys `product`, or the first of them if each supplier has its own.
    std::uint32_t slot(std::uint32_t customer, std::uint32_t product) const;
    std::uint64_t link(std::uint32_t supplier, std::uint32_t customer) const;
};

/// Whether two values in percent of baseline differ by at most 1e-13 of one hundred.
bool is_close(double value, double expected);

/// Advances by `days` days.
void advance(dynamics::DayStep& step, int days);

}  // namespace chokepoint
