#pragma once

#include <chokepoint/study/spread.hpp>
#include <cstdint>
#include <optional>
#include <vector>

namespace chokepoint::study {

enum class LossUnit : std::uint8_t { usd, share };

/// Of a group: what some of its companies lose less what others gain, or one of the two.
enum class LossPart : std::uint8_t { net, losses, gains };

/// A loss of revenue that a run can tell: of a company or group of its ensemble, under an arm, in a period; with
/// `against`, what the arm saves against that one.
struct LossQuestion {
    std::size_t arm = 0;
    std::optional<std::size_t> against = {};
    std::size_t place = 0;  ///< In `companies` of the ensemble, or in the list of its groups.
    bool of_group = false;
    LossPart part = LossPart::net;
    std::size_t period = 0;
    LossUnit unit = LossUnit::usd;  ///< A share is one of the baseline revenue.
};

/// The loss in one sample. Of a company with undisclosed sales it is what the sample makes of them.
double loss_in(const Ensemble& ensemble, const SampleResult& sample, const LossQuestion& question);

/// Revenue of a company or group without any action, in one sample.
double baseline_in(const Ensemble& ensemble, const SampleResult& sample, const LossQuestion& question);

/// Whether the company's sales are not disclosed, so that its losses are a range without a middle.
bool is_range_alone(const Ensemble& ensemble, const LossQuestion& question);

/// The spread of the loss over the samples. Of a company with undisclosed sales there is no middle and no mean: the
/// range goes from the 5 % quantile of its losses at the lowest sales that the sums allow to the 95 % quantile of those
/// at the highest; with one sample, from the one to the other.
Spread loss_spread(const Ensemble& ensemble, const LossQuestion& question, bool with_evidence = true);

/// The same for every period at once, which visits each sample once; `question.period` is not looked at.
std::vector<Spread> loss_spreads(const Ensemble& ensemble, LossQuestion question, bool with_evidence = true);

/// The spread of the revenue under the arm, by period.
std::vector<Spread> revenue_spreads(const Ensemble& ensemble, LossQuestion question);

/// The spread of the baseline, likewise.
Spread baseline_spread(const Ensemble& ensemble, const LossQuestion& question);

}  // namespace chokepoint::study
