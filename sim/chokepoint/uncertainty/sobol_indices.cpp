#include <algorithm>
#include <chokepoint/uncertainty/sobol_indices.hpp>
#include <cmath>
#include <limits>
#include <numeric>
#include <span>
#include <stdexcept>

namespace chokepoint::uncertainty {

namespace {

using Rows = std::span<const std::uint32_t>;

// With f_0 and V the mean and the variance of f over all rows of A and B,
//
//     S_i  = 1/N sum_j (f(B)_j - f_0) (f(A_B^i)_j - f(A)_j) / V            Saltelli et al. 2010, table 2 (b)
//     ST_i = 1/(2N) sum_j (f(A)_j - f(A_B^i)_j)^2 / V                      Jansen 1999
//
// The published S_i has no f_0. Subtracting it does not change the expectation, because f(A_B^i) and f(A) have the same
// mean, and it removes an error that grows with the mean of the output.
struct Moments {
    double mean = 0.0;
    double variance = 0.0;
};

Moments moments_of(const SobolOutputs& outputs, Rows rows) {
    Moments moments;
    const double count = 2.0 * static_cast<double>(rows.size());
    for (const std::uint32_t j : rows)
        moments.mean += (outputs.a[j] + outputs.b[j]) / count;
    for (const std::uint32_t j : rows) {
        const double a = outputs.a[j] - moments.mean;
        const double b = outputs.b[j] - moments.mean;
        moments.variance += (a * a + b * b) / count;
    }
    return moments;
}

double first_index(const SobolOutputs& outputs, std::size_t group, Rows rows, const Moments& moments) {
    double sum = 0.0;
    for (const std::uint32_t j : rows)
        sum += (outputs.b[j] - moments.mean) * (outputs.mixed[group][j] - outputs.a[j]);
    return sum / static_cast<double>(rows.size()) / moments.variance;
}

double total_index(const SobolOutputs& outputs, std::size_t group, Rows rows, const Moments& moments) {
    double sum = 0.0;
    for (const std::uint32_t j : rows) {
        const double difference = outputs.a[j] - outputs.mixed[group][j];
        sum += difference * difference;
    }
    return 0.5 * sum / static_cast<double>(rows.size()) / moments.variance;
}

void check_lengths(const SobolOutputs& outputs, std::uint32_t rows) {
    bool same = outputs.b.size() == outputs.a.size();
    for (const auto& column : outputs.mixed)
        same = same && column.size() == outputs.a.size();
    if (!same) throw std::invalid_argument("the outputs of A, B and the mixed matrices differ in length");
    if (rows > outputs.a.size()) throw std::invalid_argument("there are fewer rows of outputs than asked for");
}

std::vector<std::uint32_t> complete_rows(const SobolOutputs& outputs, std::uint32_t rows) {
    std::vector<std::uint32_t> complete;
    for (std::uint32_t j = 0; j < rows; ++j) {
        bool finite = std::isfinite(outputs.a[j]) && std::isfinite(outputs.b[j]);
        for (const auto& column : outputs.mixed)
            finite = finite && std::isfinite(column[j]);
        if (finite) complete.push_back(j);
    }
    return complete;
}

// Round-off makes a constant output vary slightly. Shares of that variance would be noise.
bool is_constant(const SobolOutputs& outputs, Rows rows) {
    if (rows.size() < 2) return true;
    double least = std::numeric_limits<double>::infinity();
    double most = -least;
    for (const std::uint32_t j : rows) {
        least = std::min({least, outputs.a[j], outputs.b[j]});
        most = std::max({most, outputs.a[j], outputs.b[j]});
    }
    return most - least <= 1e-12 * std::max(std::abs(least), std::abs(most));
}

// Replicates of the indices of all groups. All indices of one replicate use the same resampled rows.
void add_intervals(const SobolOutputs& outputs, Rows complete, const Bootstrap& bootstrap, SobolIndices& indices) {
    const std::size_t groups = outputs.mixed.size();
    std::vector<std::vector<double>> first(groups);
    std::vector<std::vector<double>> total(groups);
    for (std::uint32_t resample = 0; resample < bootstrap.resamples; ++resample) {
        auto rows = resampled_rows(bootstrap.seed, resample, static_cast<std::uint32_t>(complete.size()));
        for (std::uint32_t& row : rows)
            row = complete[row];
        if (is_constant(outputs, rows)) continue;
        const Moments moments = moments_of(outputs, rows);
        for (std::size_t group = 0; group < groups; ++group) {
            first[group].push_back(first_index(outputs, group, rows, moments));
            total[group].push_back(total_index(outputs, group, rows, moments));
        }
    }
    for (std::size_t group = 0; group < groups; ++group) {
        indices.first[group].interval = percentile_interval(first[group], bootstrap.level);
        indices.total[group].interval = percentile_interval(total[group], bootstrap.level);
    }
}

}  // namespace

SobolIndices sobol_indices(const SobolOutputs& outputs, std::uint32_t rows, const Bootstrap& bootstrap) {
    check_lengths(outputs, rows);
    const auto complete = complete_rows(outputs, rows);
    SobolIndices indices;
    indices.rows = static_cast<std::uint32_t>(complete.size());
    indices.first.resize(outputs.mixed.size());
    indices.total.resize(outputs.mixed.size());
    const Moments moments = moments_of(outputs, complete);
    indices.mean = moments.mean;
    indices.is_constant = is_constant(outputs, complete);
    if (indices.is_constant) return indices;
    indices.variance = moments.variance;
    for (std::size_t group = 0; group < outputs.mixed.size(); ++group) {
        indices.first[group].value = first_index(outputs, group, complete, moments);
        indices.total[group].value = total_index(outputs, group, complete, moments);
    }
    add_intervals(outputs, complete, bootstrap, indices);
    return indices;
}

std::vector<SobolIndices> sobol_convergence(const SobolOutputs& outputs, const Bootstrap& bootstrap) {
    const auto rows = static_cast<std::uint32_t>(outputs.a.size());
    return {sobol_indices(outputs, rows / 4, bootstrap), sobol_indices(outputs, rows / 2, bootstrap),
            sobol_indices(outputs, rows, bootstrap)};
}

}  // namespace chokepoint::uncertainty
