#pragma once

#include <chokepoint/study/answer/loss_question.hpp>
#include <vector>

namespace chokepoint::study {

/// With fewer samples than this nothing is said of what drives a result.
inline constexpr std::size_t kLeastForDrivers = 100;

/// A parameter, and the share of the variance of a loss that it explains by itself.
struct Driver {
    std::size_t parameter = 0;  ///< Its place in the ensemble's list.
    double share = 0.0;
};

/// The parameters that explain more of a loss than chance would, the largest share first. The samples are not weighed:
/// the shares are those before the evidence. Empty with fewer than kLeastForDrivers samples.
std::vector<Driver> drivers_of(const Ensemble& ensemble, const LossQuestion& question);

/// Below this share an index may be chance: three standard deviations of an input without effect.
double least_driver(std::size_t samples);

}  // namespace chokepoint::study
