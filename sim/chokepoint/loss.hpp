#pragma once

#include <optional>
#include <string>

namespace chokepoint {

/// Quantiles of a loss over the samples, as shares of the normal revenue.
struct LossRange {
    double p05 = 0.0;
    double p50 = 0.0;
    double p95 = 0.0;
};

/// What a company loses under an arm in a period: of samples the median, given the evidence.
struct Loss {
    double normal_usd = 0.0;  ///< Its revenue without any action.
    double lost_usd = 0.0;    ///< Negative: it gains.
    /// If at least two samples ran and sales are disclosed.
    std::optional<LossRange> range = {};
    /// False for a supplier whose sales to the target are not public: lost_usd is then only the middle between these
    /// two.
    bool is_disclosed = true;
    double low_usd = 0.0;  ///< The 5 % quantile, or the least loss that the documents allow.
    double high_usd = 0.0;

    /// Of the normal revenue.
    double lost_share() const { return normal_usd > 0.0 ? lost_usd / normal_usd : 0.0; }
};

/// A supplier of a company, with its loss.
struct SupplierLoss {
    std::string company;     ///< By id.
    double sales_usd = 0.0;  ///< To the customer in a normal year.
    Loss loss;
};

}  // namespace chokepoint
