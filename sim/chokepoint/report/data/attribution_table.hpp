#pragma once

#include <chokepoint/report/data/table.hpp>
#include <chokepoint/study/ensemble.hpp>
#include <optional>

namespace chokepoint::report {

/// The name of the action that is root number `root` of an arm; `own` for the number after the last.
std::string root_name(const scenario::Scenario& scenario, const study::ArmResult& arm, std::size_t root);

/// Where samples keep the losses of a period by channel, if they do.
std::optional<std::size_t> kept_period(const study::Ensemble& ensemble, std::size_t period);

/// attribution.csv: one row per arm, company, period, channel and root that is not zero; they add up to the loss. With
/// samples (null: none) also the mean and the 5, 50 and 95 % quantiles given the evidence, USD, of the report's
/// companies in years and the whole run; the means add up to the mean loss.
Table attribution_table(const scenario::Scenario& scenario, const study::StudyResult& study,
                        const study::Ensemble* ensemble);

}  // namespace chokepoint::report
