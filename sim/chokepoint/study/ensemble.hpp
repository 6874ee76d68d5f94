#pragma once

#include <chokepoint/scenario/sampling.hpp>
#include <chokepoint/study/record/milestones.hpp>
#include <chokepoint/study/study.hpp>
#include <optional>
#include <string>
#include <vector>

namespace chokepoint::study {

/// What a company lost through a channel because of a root (a number of ArmResult::roots), by loss period; USD.
struct ChannelLoss {
    std::uint32_t channel = 0;
    std::uint32_t root = 0;
    std::vector<double> usd;
};

/// One company or segment in one sample under one arm. Segments and companies beyond the report's have only revenue.
struct SampleOutcome {
    std::vector<double> revenue_usd;  ///< By period, with the sample's profile.
    /// The loss by period at the lowest and at the highest sales that the sums allow; empty where sales are disclosed.
    std::vector<double> low_usd, high_usd;
    Milestones milestones;
    std::vector<ChannelLoss> losses;  ///< Those that are not zero, by channel and root; they add up to the loss.
    std::vector<float> output_share;  ///< Of a target, on the ensemble's shown days.
};

/// One sample under all arms, which differ only in policy.
struct SampleResult {
    std::vector<double> values;                        ///< Of the parameters.
    std::vector<std::vector<double>> baseline_usd;     ///< By unit, then period.
    std::vector<std::vector<SampleOutcome>> outcomes;  ///< By arm, then unit.
    std::vector<double> group_baseline_usd;            ///< By group, then period.
    std::vector<GroupSums> groups;                     ///< By arm.
    std::vector<float> company_baseline_usd;           ///< As `companies_usd` of GroupSums.
    std::string fault;                                 ///< Why there is no result; "" if there is one.
    double weight = 1.0;                               ///< From the evidence; 0: it contradicts the sample.
};

/// All samples of a scenario, or its only run as a single sample. Its units are the report's companies, then segments,
/// then the other companies that are recorded.
struct Ensemble {
    std::vector<Period> periods;
    std::vector<std::uint32_t> companies;  ///< That are recorded, the report's first.
    std::vector<std::size_t> units;        ///< By place in `companies`.
    Groups groups;
    std::vector<std::string> parameters;
    std::vector<SampleResult> samples;      ///< By number, without those that an interruption left out.
    int asked = 0;                          ///< How many samples were to run.
    std::vector<int> shown_days;            ///< Days for which samples keep the output of targets.
    std::vector<std::size_t> loss_periods;  ///< Periods for which they keep losses by channel: years and the whole run.

    /// Whether there is more than one sample, and so a range.
    bool has_ranges() const { return asked > 1; }
    bool is_finished() const { return samples.size() == static_cast<std::size_t>(asked); }
};

/// How many samples are run and stored together.
inline constexpr unsigned kSampleBlock = 16;

/// The counts that every whole sample of a scenario has. Samples of an earlier run must have the same.
struct SampleShape {
    std::uint64_t samples = 0;
    std::size_t parameters = 0;
    std::size_t units = 0;
    std::size_t groups = 0;
    std::size_t company_years = 0;  ///< Losses kept of every firm.
    std::size_t periods = 0;
    int days = 0;
    std::size_t channels = 0;
    std::size_t loss_periods = 0;
    std::size_t shown_days = 0;
    std::vector<bool> keeps_shares;  ///< By company of the report: it has output on the shown days.
    std::vector<bool> is_hidden;     ///< By unit: its sales are not disclosed, so its losses are a range.
    std::vector<std::size_t> roots;  ///< By arm.
};

SampleShape sample_shape(const scenario::Scenario& scenario);

/// Which samples a study runs, and with which values.
struct SamplePlan {
    int count = 0;
    /// Values of sample k; empty: the scenario's draws.
    std::function<std::vector<double>(const scenario::Sampling&, std::uint64_t sample)> values;
    /// Number of the draw for the gaps of reconstructions in sample k; empty: k.
    std::function<std::uint64_t(std::uint64_t sample)> draw = {};
    /// Results of an earlier run, by the number of the first sample; null: none.
    std::function<const std::vector<SampleResult>*(std::uint64_t first)> known = {};
    /// Receives results as they come, never from two threads at once.
    std::function<void(std::uint64_t first, const std::vector<SampleResult>& results)> keep = {};
    bool whole = false;                  ///< Keeps losses by channel, daily output, groups and other companies, too.
    std::vector<std::size_t> arms = {};  ///< Those to run, ascending; results have these alone. Empty: all.
};

/// Runs every arm of a scenario for each sample, up to 16 samples in lock step where the rules allow it. If the numbers
/// of a sample contradict each other, its fault is recorded and the study goes on. The bytes do not depend on `threads`
/// (0: as many as the machine has). Progress counts samples.
Ensemble run_ensemble(const scenario::Scenario& scenario, const SamplePlan& plan, unsigned threads,
                      const RunControl& control = {});

/// The only run of a scenario as a single sample.
Ensemble single_sample(const scenario::Scenario& scenario, const StudyResult& study);

/// The scenario's own samples, whole.
Ensemble run_ensemble(const scenario::Scenario& scenario, unsigned threads, const RunControl& control = {});

}  // namespace chokepoint::study
