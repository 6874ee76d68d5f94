#include <algorithm>
#include <chokepoint/base/parallel.hpp>
#include <chokepoint/network/synthetic/sector_mix.hpp>
#include <chokepoint/network/synthetic/synthetic_recipe.hpp>
#include <cmath>

namespace chokepoint::network {

namespace {

/// The total size of each sector's firms, summed in the order of cells.
std::vector<double> sector_output(const GeneratorSettings& settings, const SyntheticFirms& firms) {
    std::vector<double> output(settings.sectors);
    for_each_index(settings.sectors, settings.threads, [&](std::size_t s) {
        double sum = 0.0;
        for (std::size_t p = firms.cell_begin[s * settings.countries];
             p < firms.cell_begin[(s + 1) * settings.countries]; ++p)
            sum += firms.size_usd[firms.by_cell[p]];
        output[s] = sum;
    });
    return output;
}

/// Scales a customer sector's inputs from other sectors so that they add up to 1 together with its own share.
void close_column(std::span<double> column, std::size_t own, double own_share) {
    double others = 0.0;
    for (std::size_t s = 0; s < column.size(); ++s)
        if (s != own) others += column[s];
    for (std::size_t s = 0; s < column.size(); ++s)
        if (s != own) column[s] *= others > 0.0 ? (1.0 - own_share) / others : 0.0;
    column[own] = others > 0.0 ? own_share : 1.0;
}

}  // namespace

// Each sector t buys a uniformly drawn share from itself. It buys from each other sector with probability kSectorInputs
// / (S - 1), with a weight equal to that sector's output times a lognormal affinity. Then 40 rounds make the matrix
// feasible: each scales down sectors whose sales would exceed 0.9 of their output, then restores the customers' shares
// to 1. Sectors without firms sell nothing.
SectorMix draw_sector_mix(const GeneratorSettings& settings, const SyntheticFirms& firms) {
    const std::size_t count = settings.sectors;
    const std::vector<double> output = sector_output(settings, firms);
    const Draws used = draws_of(settings, GeneratorStream::sector_use);
    const Draws weight = draws_of(settings, GeneratorStream::sector_weight);
    const Draws own = draws_of(settings, GeneratorStream::sector_own);
    const Draws inputs = draws_of(settings, GeneratorStream::sector_input_share);
    const double density = count > 1 ? std::min(1.0, recipe::kSectorInputs / static_cast<double>(count - 1)) : 0.0;

    const std::size_t largest = std::max_element(output.begin(), output.end()) - output.begin();

    SectorMix mix;
    mix.sectors = settings.sectors;
    mix.share.assign(count * count, 0.0);
    mix.input_share.resize(count);
    std::vector<double> own_share(count);
    const auto column = [&](std::size_t t) { return std::span(mix.share).subspan(t * count, count); };
    for (std::size_t t = 0; t < count; ++t) {
        mix.input_share[t] =
            recipe::kInputShareLow + (recipe::kInputShareHigh - recipe::kInputShareLow) * inputs.uniform(t);
        own_share[t] = output[t] > 0.0 ? recipe::kOwnSectorHigh * own.uniform(t) : 0.0;
        for (std::size_t s = 0; s < count; ++s) {
            const std::uint64_t pair = t * count + s;
            // The largest sector sells to every other sector, so that no column is empty.
            if (s == largest || used.uniform(pair) < density)
                mix.share[pair] = output[s] * std::exp(recipe::kSectorUseDeviation * weight.normal(pair));
        }
        close_column(column(t), t, own_share[t]);
    }
    for (int sweep = 0; sweep < 40; ++sweep) {
        for (std::size_t s = 0; s < count; ++s) {
            double demand = 0.0;
            for (std::size_t t = 0; t < count; ++t)
                demand += mix.share[t * count + s] * mix.input_share[t] * output[t];
            const double scale = demand > 0.9 * output[s] ? 0.9 * output[s] / demand : 1.0;
            for (std::size_t t = 0; t < count; ++t)
                if (t != s) mix.share[t * count + s] *= scale;
        }
        for (std::size_t t = 0; t < count; ++t)
            close_column(column(t), t, own_share[t]);
    }
    return mix;
}

}  // namespace chokepoint::network
