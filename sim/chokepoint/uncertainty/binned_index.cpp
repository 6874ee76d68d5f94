#include <algorithm>
#include <chokepoint/uncertainty/binned_index.hpp>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

namespace chokepoint::uncertainty {

namespace {

double mean_of(std::span<const double> values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double squares_about(std::span<const double> values, double centre) {
    double sum = 0.0;
    for (const double value : values)
        sum += (value - centre) * (value - centre);
    return sum;
}

}  // namespace

std::size_t bins_for(std::size_t samples) {
    return std::clamp<std::size_t>(samples / 16, 4, 20);
}

double binned_index(std::span<const double> x, std::span<const double> y, std::size_t bins) {
    const std::size_t n = y.size();
    if (bins < 2 || n < 2 * bins) return std::numeric_limits<double>::quiet_NaN();
    std::vector<std::size_t> order(n);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return x[a] < x[b]; });
    std::vector<double> sorted(n);
    for (std::size_t k = 0; k < n; ++k)
        sorted[k] = y[order[k]];
    const double total = squares_about(sorted, mean_of(sorted));
    const double largest =
        std::abs(*std::max_element(y.begin(), y.end(), [](double a, double b) { return std::abs(a) < std::abs(b); }));
    if (std::sqrt(total / static_cast<double>(n)) <= 1e-12 * largest) return 0.0;
    double within = 0.0;
    for (std::size_t b = 0; b < bins; ++b) {
        const std::size_t first = b * n / bins;
        const std::span<const double> bin = std::span<const double>(sorted).subspan(first, (b + 1) * n / bins - first);
        within += squares_about(bin, mean_of(bin));
    }
    const double by_chance = static_cast<double>(bins - 1) * within / static_cast<double>(n - bins);
    return (total - within - by_chance) / total;
}

double binned_index_noise(std::size_t samples, std::size_t bins) {
    return std::sqrt(2.0 * static_cast<double>(bins - 1)) / static_cast<double>(samples);
}

}  // namespace chokepoint::uncertainty
