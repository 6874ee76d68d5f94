#pragma once

#include <chokepoint/uncertainty/bootstrap.hpp>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace chokepoint::uncertainty {

/// One output of the model on the rows of a SobolPlan. A row in which any matrix has no finite output (a run that
/// failed) is left out of all of them.
struct SobolOutputs {
    std::vector<double> a;
    std::vector<double> b;
    std::vector<std::vector<double>> mixed;  ///< By group.
};

/// An index with its bootstrap interval. Estimates of small indices stray below 0 and are not cut off there.
struct SobolIndex {
    double value = 0.0;
    Interval interval;
};

/// What share of an output's variance comes from each group.
struct SobolIndices {
    std::uint32_t rows = 0;         ///< Rows used, those with all outputs.
    double mean = 0.0;              ///< Of the output.
    double variance = 0.0;          ///< Of the output, in its unit squared.
    bool is_constant = false;       ///< The output does not vary: there is nothing to share, and all are 0.
    std::vector<SobolIndex> first;  ///< By group: by itself. Saltelli et al. 2010, table 2 (b).
    std::vector<SobolIndex> total;  ///< By group: with all its interactions. Jansen 1999, Saltelli table 2 (f).
};

/// The indices from the first `rows` rows. An output whose range is below 1e-12 of its size counts as constant, as does
/// one with fewer than two rows left. Throws std::invalid_argument if the columns differ in length or are shorter.
SobolIndices sobol_indices(const SobolOutputs& outputs, std::uint32_t rows, const Bootstrap& bootstrap);

/// The indices from the first quarter, the first half and all of the rows: an index that still moves between the last
/// two by more than one can accept needs more rows.
std::vector<SobolIndices> sobol_convergence(const SobolOutputs& outputs, const Bootstrap& bootstrap);

}  // namespace chokepoint::uncertainty
