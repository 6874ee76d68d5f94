#pragma once

#include <chokepoint/scenario/scenario.hpp>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace chokepoint::study {

/// The part of a year's flow of a product that an exporter may not sell to a customer, on the day when it is largest.
struct DeniedFlow {
    std::uint32_t exporter = 0;
    std::uint32_t customer = 0;
    std::uint32_t product = 0;
    double usd = 0.0;
};

/// Of an arm, by exporter, product and customer.
std::vector<DeniedFlow> denied_flows(const scenario::Scenario& scenario, std::size_t arm);

}  // namespace chokepoint::study
