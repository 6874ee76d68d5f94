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

/// Loss of `company` under arm `arm` in period `period`. A supplier with undisclosed sales to the buyer loses in
/// proportion to them, so its range is the modelled loss scaled to the lowest and highest sales that the sums allow.
/// The part of a loss beyond all of these sales scales with its other sales, so that no company loses more than its
/// revenue.
ShownLoss shown_loss(const scenario::Scenario& scenario, const StudyResult& study, std::size_t arm,
                     std::uint32_t company, std::size_t period);

/// `disclosed`, `at least`, ...; "" if the question does not arise.
std::string disclosure_name(const scenario::Exposure* exposure);

}  // namespace chokepoint::study
