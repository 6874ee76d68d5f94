#pragma once

#include <chokepoint/dynamics/day_step.hpp>
#include <chokepoint/dynamics/parameters.hpp>
#include <cstdint>
#include <vector>

namespace chokepoint {

/// A network small enough to follow by hand. Node k sells product k, so a test names both by one number; flows are USD
/// per day. Starts from the rigid preset with proportional rationing; the test switches on what it is about.
struct SmallWorld {
    std::vector<NodeRecord> nodes;
    std::vector<LinkRecord> links;
    std::vector<ProductBehaviour> products;  ///< One a node; change them before build().
    Rules rules;

    SupplyNetwork network;
    Behaviour behaviour;
    OpennessSchedule schedule;

    SmallWorld();
    /// Adds a node that sells `final_usd` to final demand, and returns its number.
    std::uint32_t add_node(double final_usd);
    void add_link(std::uint32_t supplier, std::uint32_t customer, std::uint32_t product, double usd,
                  double standby_usd = 0.0);
    /// Builds network and behaviour from what was added.
    void build();
    /// Closes all links from `supplier` to `customer` from day `from` to day `until`, both included; after build().
    void deny(std::uint32_t supplier, std::uint32_t customer, int from, int until = 1 << 20);
    /// The slot in which `customer` buys `product`.
    std::uint32_t slot(std::uint32_t customer, std::uint32_t product) const;
    std::uint64_t link(std::uint32_t supplier, std::uint32_t customer) const;
};

/// Does `days` days.
void advance(DayStep& step, int days);

}  // namespace chokepoint
