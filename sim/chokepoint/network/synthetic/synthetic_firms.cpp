#include <algorithm>
#include <chokepoint/base/parallel.hpp>
#include <chokepoint/network/synthetic/alias_table.hpp>
#include <chokepoint/network/synthetic/synthetic_firms.hpp>
#include <chokepoint/network/synthetic/synthetic_recipe.hpp>
#include <cmath>

namespace chokepoint::network {

namespace {

constexpr std::size_t kFirmBlock = 65536;

std::vector<AliasBucket> alias_of(const std::vector<double>& weights) {
    std::vector<AliasBucket> table(weights.size());
    make_alias_table(weights, table);
    return table;
}

std::vector<double> country_weights(std::uint32_t countries) {
    std::vector<double> weights(countries);
    for (std::uint32_t c = 0; c < countries; ++c)
        weights[c] = std::pow(c + 1.0, -recipe::kCountrySizeExponent);
    return weights;
}

std::vector<double> sector_weights(const GeneratorSettings& settings) {
    const Draws draws = draws_of(settings, GeneratorStream::sector_size);
    std::vector<double> weights(settings.sectors);
    for (std::uint32_t s = 0; s < settings.sectors; ++s)
        weights[s] = std::exp(recipe::kSectorSizeDeviation * draws.normal(s));
    return weights;
}

/// The log size, relative to the median, beyond which four firms are expected.
double largest_log_size(double firms) {
    const double shift = recipe::kSizeTail * recipe::kSizeBodyDeviation;
    return (std::log(std::max(1.0, firms / 4.0)) + shift * shift / 2.0) / recipe::kSizeTail;
}

/// Fills by_cell and cell_begin by counting. Within a cell, firms ascend.
void group_by_cell(SyntheticFirms& firms, std::size_t countries, std::size_t sectors) {
    firms.cell_begin.assign(countries * sectors + 1, 0);
    const auto cell_of = [&](std::size_t i) { return firms.sector[i] * countries + firms.country[i]; };
    for (std::size_t i = 0; i < firms.count(); ++i)
        ++firms.cell_begin[cell_of(i) + 1];
    for (std::size_t c = 1; c < firms.cell_begin.size(); ++c)
        firms.cell_begin[c] += firms.cell_begin[c - 1];
    std::vector<std::uint32_t> next(firms.cell_begin.begin(), firms.cell_begin.end() - 1);
    firms.by_cell.resize(firms.count());
    for (std::size_t i = 0; i < firms.count(); ++i)
        firms.by_cell[next[cell_of(i)]++] = static_cast<std::uint32_t>(i);
}

}  // namespace

// Size: log x = log median + sigma Z + E / alpha, a lognormal body with a Pareto tail of exponent alpha (Reed and
// Jorgensen 2004, "The double Pareto-lognormal distribution", without its lower tail). Far out, P(log x > y) is
// exp(-alpha y + alpha^2 sigma^2 / 2). In such a heavy tail, a single draw could make up a quarter of the economy, so
// sizes are mirrored at the y beyond which four firms are expected. Degrees: log w = beta log x + noise with beta =
// alpha / (desired tail exponent), which gives w that exponent.
SyntheticFirms draw_firms(const GeneratorSettings& settings) {
    using S = GeneratorStream;
    SyntheticFirms firms;
    firms.country.resize(settings.firms);
    firms.sector.resize(settings.firms);
    firms.size_usd.resize(settings.firms);
    firms.customer_weight.resize(settings.firms);
    firms.supplier_weight.resize(settings.firms);
    const std::vector<AliasBucket> countries = alias_of(country_weights(settings.countries));
    const std::vector<AliasBucket> sectors = alias_of(sector_weights(settings));
    const Draws country = draws_of(settings, S::country);
    const Draws sector = draws_of(settings, S::sector);
    const Draws body = draws_of(settings, S::size_body);
    const Draws tail = draws_of(settings, S::size_tail);
    const Draws suppliers = draws_of(settings, S::suppliers);
    const Draws customers = draws_of(settings, S::customers);
    const double most = largest_log_size(static_cast<double>(settings.firms));
    const auto draw_block = [&](std::size_t block) {
        const std::size_t end = std::min<std::size_t>(settings.firms, (block + 1) * kFirmBlock);
        for (std::size_t i = block * kFirmBlock; i < end; ++i) {
            firms.country[i] = pick_alias(countries, country.bits(i)[0]);
            firms.sector[i] = pick_alias(sectors, sector.bits(i)[0]);
            const double drawn = recipe::kSizeBodyDeviation * body.normal(i) + tail.exponential(i) / recipe::kSizeTail;
            const double log_size = std::min(drawn, 2.0 * most - drawn);
            firms.size_usd[i] = std::max(1000.0, recipe::kMedianSizeUsd * std::exp(log_size));
            firms.customer_weight[i] =
                static_cast<float>(std::exp(log_size * recipe::kSizeTail / recipe::kSupplierTail +
                                            recipe::kSupplierDeviation * suppliers.normal(i)));
            firms.supplier_weight[i] =
                static_cast<float>(std::exp(log_size * recipe::kSizeTail / recipe::kCustomerTail +
                                            recipe::kCustomerDeviation * customers.normal(i)));
        }
    };
    for_each_index((settings.firms + kFirmBlock - 1) / kFirmBlock, settings.threads, draw_block);
    group_by_cell(firms, settings.countries, settings.sectors);
    return firms;
}

}  // namespace chokepoint::network
