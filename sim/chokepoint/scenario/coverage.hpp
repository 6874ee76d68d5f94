#pragma once

#include <chokepoint/scenario/model/model.hpp>
#include <cstddef>
#include <cstdint>

namespace chokepoint::scenario {

/// How much of what a company buys a model knows.
struct Coverage {
    std::size_t suppliers = 0;   ///< Other companies that sell to it.
    double purchases_usd = 0.0;  ///< From them, a year.
    double revenue_usd = 0.0;    ///< A year.
};

/// Makers buy goods for a third to two thirds of their revenue. A model that knows less than this share of a company's
/// revenue as purchases does not represent what the company depends on.
inline constexpr double kLeastPurchaseShare = 0.02;

/// Standby links count as suppliers only where they sell at baseline.
Coverage coverage_of(const Model& model, std::uint32_t company);

/// Whether a denial of the company's purchases says nothing about it: the model knows no supplier, or purchases of less
/// than kLeastPurchaseShare of its revenue.
bool is_barely_modelled(const Coverage& coverage);

}  // namespace chokepoint::scenario
