#pragma once

#include <chokepoint/study/ensemble.hpp>
#include <chokepoint/uncertainty/sobol_indices.hpp>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace chokepoint::study {

/// The name of all draws of reconstructions together, as one parameter.
inline constexpr const char* kReconstruction = "reconstruction";

/// Parameters that are varied together.
struct ParameterGroup {
    std::string name;
    std::vector<std::string> paths;
};

/// The parameters and groups whose share of the variance is wanted. A path names a parameter with a prior, or all of
/// those below it, with or without `model.` before it.
struct SensitivityPlan {
    std::uint32_t rows = 256;             ///< N, a power of two, over which Sobol' points are even.
    std::vector<ParameterGroup> groups;   ///< Each has an index as a whole.
    std::vector<std::string> parameters;  ///< Each has an index of its own; empty: all that are in no group.
    std::size_t period = 0;               ///< Number of the outcome's period in make_periods() of the scenario.
};

/// The variance of the share of revenue that a company loses, and what it comes from.
struct Sensitivity {
    std::vector<ParameterGroup>
        groups;  ///< With the paths of their parameters; one parameter: a group named by its path.
    std::vector<uncertainty::SobolIndices> stages;  ///< From a quarter, half and all of the finished rows.
    std::size_t parameters = 0;  ///< Parameters with a prior, the draws of reconstructions counted as one.
    long long asked = 0;         ///< Runs of the model: rows x (groups + 2).
    long long run = 0;           ///< Those that finished before an interruption.
    long long failed = 0;        ///< Those without a result; their rows are left out.
    std::string fault;           ///< Of the first of them.
};

/// Paths of the parameters with a prior in the order of the model's files, then kReconstruction if the model has any.
std::vector<std::string> uncertain_parameters(const scenario::Scenario& scenario);

/// Numbers of the parameters at a path or below it. A leading `model.` is ignored.
std::vector<std::size_t> parameters_at(const std::vector<std::string>& parameters, std::string path);

/// First-order and total Sobol' indices of the share of its revenue that the report's first company loses under the
/// scenario's first arm, from rows x (groups + 2) samples at the points of SobolPlan. The days after the period are not
/// run. Reconstructions of row j are drawn for sample j in matrix A and for sample rows + j in B, and so in A_B: the
/// draws as a whole count as one parameter. A parameter in no group is drawn, but has no index. The bootstrap intervals
/// hold 95 %. Throws std::invalid_argument for a path without parameters, a parameter in two groups, and a model whose
/// tables were not kept. Progress counts samples; the bytes do not depend on `threads`.
Sensitivity run_sensitivity(const scenario::Scenario& scenario, const SensitivityPlan& plan, unsigned threads,
                            const RunControl& control = {});

}  // namespace chokepoint::study
