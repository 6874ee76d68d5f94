#pragma once

#include <chokepoint/scenario/model/model.hpp>
#include <chokepoint/scenario/model/model_spec.hpp>
#include <span>
#include <string>
#include <vector>

namespace chokepoint::scenario {

/// A yearly flow into the buyer, before it is split over the buyer's units.
struct RebuiltFlow {
    std::string firm;  ///< Id in firms.csv; "" for an unnamed exporter.
    std::string product;
    double value_usd = 0.0;
    double standby_share = 0.0;  ///< Of the product's need; then value_usd is 0.
    Disclosure disclosure = Disclosure::disclosed;
    double low_usd = 0.0;
    double high_usd = 0.0;
};

/// Closes a reconstruction: named exporters at their figures, the remainder over the undisclosed and the unnamed, so
/// that count and total hold; then the other inputs, then who stands by. The parts are equal, or with a draw those of a
/// symmetric Dirichlet of concentration 1 (every split of the remainder is as likely as any other), in which whoever
/// would exceed the largest supplier, or its own revenue, is held to it and the others make up for it. `sold_usd` is
/// what the firms sell to others already, by row; empty: nothing.
std::vector<RebuiltFlow> reconstruct(const ReconstructionSpec& spec, const FirmTable& firms, Diagnostics& diagnostics,
                                     std::span<const double> sold_usd = {});

}  // namespace chokepoint::scenario
