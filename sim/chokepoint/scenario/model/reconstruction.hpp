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

/// Rebuilds the purchases of a buyer. Named exporters sell what they disclosed. The remainder is split over the
/// undisclosed and the unnamed exporters so that count and total hold. Then come the other inputs and the standby
/// suppliers. A firm without a number of its own gets an equal part of the remainder. With a draw, the parts follow a
/// symmetric Dirichlet of concentration 1, under which every split is equally likely. No part exceeds the largest
/// supplier or the firm's own revenue; the others make up for it. `sold_usd` is what the firms sell to others, by row;
/// empty: nothing.
std::vector<RebuiltFlow> reconstruct(const ReconstructionSpec& spec, const FirmTable& firms, Diagnostics& diagnostics,
                                     std::span<const double> sold_usd = {});

}  // namespace chokepoint::scenario
