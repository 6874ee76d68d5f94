#include <algorithm>
#include <chokepoint/base/parallel.hpp>
#include <chokepoint/network/synthetic/supplier_sampler.hpp>
#include <chokepoint/network/synthetic/synthetic_recipe.hpp>
#include <numeric>

namespace chokepoint::network {

namespace {

/// The probability of a domestic search, as a threshold for a 32-bit word.
constexpr auto kHomeWord = static_cast<std::uint32_t>(recipe::kHomeShare * 0x1p32);

/// The rounds of draws after which home bias, then the weights, then drawing itself are given up.
constexpr int kUsualRounds = 8;
constexpr int kAbroadRounds = 16;
constexpr int kRounds = 24;

/// The information left in a word once its side of the threshold is known, scaled to be uniform again.
std::uint32_t rest_of(std::uint32_t word) {
    const double rest = word < kHomeWord ? word / double{kHomeWord} : (word - kHomeWord) / (0x1p32 - kHomeWord);
    return static_cast<std::uint32_t>(rest * 0x1p32);
}

}  // namespace

SupplierSampler::SupplierSampler(const GeneratorSettings& settings, const SyntheticFirms& firms, const SectorMix& mix)
    : firms_(firms),
      countries_(settings.countries),
      sectors_(settings.sectors),
      draws_(draws_of(settings, GeneratorStream::link)),
      last_resort_(draws_of(settings, GeneratorStream::last_resort)),
      sector_tables_(sectors_ * sectors_),
      country_tables_(sectors_ * countries_),
      firm_tables_(firms.count()) {
    std::vector<double> cell_weight(sectors_ * countries_, 0.0);
    for_each_index(cell_weight.size(), settings.threads, [&](std::size_t cell) {
        const auto members = firms.cell(cell);
        if (members.empty()) return;
        std::vector<double> weights(members.size());
        for (std::size_t k = 0; k < members.size(); ++k)
            weights[k] = firms.supplier_weight[members[k]];
        cell_weight[cell] = std::accumulate(weights.begin(), weights.end(), 0.0);
        make_alias_table(weights, std::span(firm_tables_).subspan(firms.cell_begin[cell], members.size()));
    });
    for (std::size_t s = 0; s < sectors_; ++s) {
        make_alias_table(std::span(mix.share).subspan(s * sectors_, sectors_),
                         std::span(sector_tables_).subspan(s * sectors_, sectors_));
        const auto weights = std::span(cell_weight).subspan(s * countries_, countries_);
        const bool any = std::any_of(weights.begin(), weights.end(), [](double w) { return w > 0.0; });
        if (any) make_alias_table(weights, std::span(country_tables_).subspan(s * countries_, countries_));
    }
}

std::uint32_t SupplierSampler::draw_one(std::uint32_t customer, std::uint32_t attempt, Reach reach) const {
    const auto words = draws_.bits(customer, attempt);
    const auto sector_table = std::span(sector_tables_).subspan(firms_.sector[customer] * sectors_, sectors_);
    const std::size_t sector = pick_alias(sector_table, words[0]);
    std::size_t cell = sector * countries_ + firms_.country[customer];
    const bool home = reach == Reach::usual && words[1] < kHomeWord && !firms_.cell(cell).empty();
    if (!home) {
        const auto country_table = std::span(country_tables_).subspan(sector * countries_, countries_);
        cell = sector * countries_ + pick_alias(country_table, rest_of(words[1]));
    }
    const auto members = firms_.cell(cell);
    if (reach == Reach::any_size) return members[std::uint64_t{words[2]} * members.size() >> 32];
    const auto firm_table = std::span(firm_tables_).subspan(firms_.cell_begin[cell], members.size());
    return members[pick_alias(firm_table, words[2], words[3])];
}

void SupplierSampler::draw(std::uint32_t customer, std::uint32_t count, std::vector<std::uint32_t>& suppliers) const {
    suppliers.clear();
    std::uint32_t attempt = 0;
    for (int round = 0; suppliers.size() < count && round < kRounds; ++round) {
        const Reach reach = round < kUsualRounds    ? Reach::usual
                            : round < kAbroadRounds ? Reach::abroad
                                                    : Reach::any_size;
        const auto known = static_cast<std::ptrdiff_t>(suppliers.size());
        for (std::size_t k = suppliers.size(); k < count; ++k) {
            const std::uint32_t firm = draw_one(customer, attempt++, reach);
            if (firm != customer) suppliers.push_back(firm);
        }
        std::sort(suppliers.begin() + known, suppliers.end());
        std::inplace_merge(suppliers.begin(), suppliers.begin() + known, suppliers.end());
        suppliers.erase(std::unique(suppliers.begin(), suppliers.end()), suppliers.end());
    }
    if (suppliers.size() < count) fill_up(customer, count, suppliers);
}

/// Takes consecutive firms from a drawn position on. Only customers that buy from most firms of their cells get here.
void SupplierSampler::fill_up(std::uint32_t customer, std::uint32_t count,
                              std::vector<std::uint32_t>& suppliers) const {
    const std::vector<std::uint32_t> known = suppliers;
    auto firm = static_cast<std::uint32_t>(std::uint64_t{last_resort_.bits(customer)[0]} * firms_.count() >> 32);
    while (suppliers.size() < count) {
        if (firm != customer && !std::binary_search(known.begin(), known.end(), firm)) suppliers.push_back(firm);
        firm = firm + 1 < firms_.count() ? firm + 1 : 0;
    }
    std::sort(suppliers.begin(), suppliers.end());
}

}  // namespace chokepoint::network
