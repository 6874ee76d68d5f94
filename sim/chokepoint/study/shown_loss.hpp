#pragma once

#include <chokepoint/scenario/exposure.hpp>
#include <chokepoint/study/study.hpp>
#include <string>

namespace chokepoint::study {

/// A company's loss as it may be shown: a number, or, if its sales are not disclosed, the range that the sums allow.
struct ShownLoss {
    bool disclosed = true;
    double loss_usd = 0.0;
    double low_usd = 0.0;
    double high_usd = 0.0;
};

/// The loss of a supplier at the lowest and at the highest sales to the buyer that the sums allow.
struct LossRange {
    double low_usd = 0.0;
    double high_usd = 0.0;
};

/// Whether the sales of a company to a reconstructed buyer are not disclosed.
bool is_hidden(const scenario::Model& model, std::uint32_t company);

/// A supplier with undisclosed sales to the buyer loses in proportion to them, so its range is the modelled loss scaled
/// to the lowest and highest sales that the sums allow. The part of a loss beyond all of these sales scales with its
/// other sales, so that no company loses more than its revenue. The model is that of the loss.
LossRange loss_range(const scenario::Model& model, std::uint32_t company, double baseline_usd, double loss_usd);

/// Loss of `company` under arm `arm` in period `period`.
ShownLoss shown_loss(const scenario::Scenario& scenario, const StudyResult& study, std::size_t arm,
                     std::uint32_t company, std::size_t period);

/// `disclosed`, `at least`, ...; "" if the question does not arise.
std::string disclosure_name(const scenario::Exposure* exposure);

}  // namespace chokepoint::study
