#pragma once

#include <chokepoint/uncertainty/bootstrap.hpp>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace chokepoint::uncertainty {

/// One output of the model for the rows of a SobolPlan. If any matrix has no finite output in a row, because that run
/// failed, the row is dropped from all of them.
struct SobolOutputs {
    std::vector<double> a;
    std::vector<double> b;
    std::vector<std::vector<double>> mixed;  ///< By group.
};

/// An index with its bootstrap interval. Estimates of small indices can be negative and are not clipped.
struct SobolIndex {
    double value = 0.0;
    Interval interval;
};

/// The share of an output's variance due to each group.
struct SobolIndices {
    std::uint32_t rows = 0;         ///< The number of rows used: those with all outputs.
    double mean = 0.0;              ///< The mean of the output.
    double variance = 0.0;          ///< The variance of the output, in its unit squared.
    bool is_constant = false;       ///< The output does not vary, so all indices are 0.
    std::vector<SobolIndex> first;  ///< Effect of each group alone. Saltelli et al. 2010, table 2 (b).
    std::vector<SobolIndex> total;  ///< With all interactions. Jansen 1999, Saltelli table 2 (f).
};

/// The indices from the first `rows` rows. An output counts as constant if its range is below 1e-12 of its size or if
/// fewer than two rows remain. Throws std::invalid_argument if the columns differ in length or are shorter.
SobolIndices sobol_indices(const SobolOutputs& outputs, std::uint32_t rows, const Bootstrap& bootstrap);

/// The indices from the first quarter, the first half and all of the rows. If an index still moves too much between the
/// last two, the study needs more rows.
std::vector<SobolIndices> sobol_convergence(const SobolOutputs& outputs, const Bootstrap& bootstrap);

}  // namespace chokepoint::uncertainty
