#pragma once

#include <chokepoint/dynamics/control/link_control.hpp>
#include <chokepoint/dynamics/day_state.hpp>
#include <cstddef>
#include <cstdint>

namespace chokepoint::dynamics {

/// What the kernels of a day read. All of it must outlive the call.
struct DayContext {
    const Batch& batch;
    const LinkControl& links;
    int day = 0;  ///< Days since the calendar's start.
};

/// The weights of a node's sales in one lane.
struct SaleWeights {
    const double* first = nullptr;
    std::size_t step = 1;
    double operator[](std::uint64_t k) const { return first[k * step]; }
};

inline SaleWeights sale_weights(const DayContext& context, std::uint32_t node, unsigned lane) {
    const Batch& batch = context.batch;
    if (const double* weights = context.links.sale_weights(node); weights != nullptr)
        return {weights + lane, batch.lanes()};
    const std::uint64_t first = batch.network().node_sales[node];
    if (!batch.own_flows()) return {batch.sale_flow.data() + first, 1};
    return {batch.sale_flow.data() + first * batch.lanes() + lane, batch.lanes()};
}

}  // namespace chokepoint::dynamics
