#pragma once

#include <chokepoint/study/ensemble.hpp>
#include <chokepoint/uncertainty/sobol_indices.hpp>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace chokepoint::study {

/// What all draws of reconstructions go by among the parameters.
inline constexpr const char* kReconstruction = "reconstruction";

/// Figures that are varied as one.
struct FigureGroup {
    std::string name;
    std::vector<std::string> paths;
};

/// Whose share of the variance is asked for. A path stands for a figure with a prior, or for all of those below it;
/// `model.` before it is allowed, as in `--set`.
struct SensitivityPlan {
    std::uint32_t rows = 256;             ///< N, a power of two: Sobol' points are even over such numbers.
    std::vector<FigureGroup> groups;      ///< Each has an index as a whole.
    std::vector<std::string> parameters;  ///< Each has an index of its own; empty: all that are in no group.
    std::size_t period = 0;               ///< Number of the outcome's period in make_periods() of the scenario.
};

/// The variance of the share of revenue that a company loses, and what it comes from.
struct Sensitivity {
    std::vector<FigureGroup> groups;  ///< With the paths of their figures; one figure: a group named by its path.
    std::vector<uncertainty::SobolIndices> stages;  ///< From a quarter, half and all of the rows that were reached.
    std::size_t figures = 0;  ///< Figures with a prior, the draws of reconstructions counted as one.
    long long asked = 0;      ///< Runs of the model: rows x (groups + 2).
    long long run = 0;        ///< Those that were reached before it was stopped.
    long long failed = 0;     ///< Those without a result; their rows are left out.
    std::string fault;        ///< Of the first of them.
};

/// Paths of the figures with a prior in the order of the model's files, then kReconstruction if the model has any.
std::vector<std::string> uncertain_figures(const scenario::Scenario& scenario);

/// Numbers of the figures at a path or below it; `model.` before it counts for nothing.
std::vector<std::size_t> figures_at(const std::vector<std::string>& figures, std::string path);

/// First-order and total Sobol' indices of the share of its revenue that the report's first company loses under the
/// scenario's first arm, from rows x (groups + 2) samples at the points of SobolPlan. The days after the period are not
/// run. Reconstructions of row j are drawn for sample j in matrix A and for sample rows + j in B, and so in A_B: the
/// draws as a whole count as one parameter. A figure in no group is drawn, but has no index. The bootstrap intervals
/// hold 95 %. Throws std::invalid_argument for a path without figures, a figure in two groups, and a model whose tables
/// were not kept. Progress counts samples; the bytes do not depend on `threads`.
Sensitivity run_sensitivity(const scenario::Scenario& scenario, const SensitivityPlan& plan, unsigned threads,
                            const RunControl& control = {});

}  // namespace chokepoint::study
