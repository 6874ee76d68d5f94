#pragma once

#include <chokepoint/dynamics/day_step.hpp>
#include <chokepoint/dynamics/parameters.hpp>
#include <cstdint>
#include <string_view>
#include <vector>

namespace chokepoint {

/// A network small enough to follow by hand. Node k sells product k, so a test names both by one number; flows are USD
/// per day. Starts from the rigid preset with proportional rationing; the test switches on what it is about.
struct SmallWorld {
    std::vector<network::NodeRecord> nodes;
    std::vector<network::LinkRecord> links;
    std::vector<dynamics::ProductBehaviour> products;  ///< One a node; change them before build().
    dynamics::Rules rules;

    network::SupplyNetwork network;
    dynamics::Behaviour behaviour;
    policy::OpennessSchedule schedule;

    SmallWorld();
    /// Adds a node that sells `final_usd` to final demand, and returns its number.
    std::uint32_t add_node(double final_usd);
    void add_link(std::uint32_t supplier, std::uint32_t customer, std::uint32_t product, double usd,
                  double standby_usd = 0.0);
    /// Takes the rules of a preset, and its product for every node that was added.
    void use(std::string_view preset);
    /// Builds network and behaviour from what was added; a slot for each link where the rules keep stocks so.
    void build();
    /// Closes all links from `supplier` to `customer` from day `from` to day `until`, both included; after build().
    void deny(std::uint32_t supplier, std::uint32_t customer, int from, int until = 1 << 20);
    /// Takes the share `lost` of a node's capacity for `days` days.
    void damage(std::uint32_t node, int from, int days, double lost, policy::Recovery recovery = policy::Recovery::none,
                double recovery_days = 1.0);
    /// The slot in which `customer` buys `product`, the first of them if each supplier has its own.
    std::uint32_t slot(std::uint32_t customer, std::uint32_t product) const;
    std::uint64_t link(std::uint32_t supplier, std::uint32_t customer) const;
};

/// Does `days` days.
void advance(dynamics::DayStep& step, int days);

}  // namespace chokepoint
