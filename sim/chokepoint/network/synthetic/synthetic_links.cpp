#include <algorithm>
#include <chokepoint/base/parallel.hpp>
#include <chokepoint/network/synthetic/supplier_sampler.hpp>
#include <chokepoint/network/synthetic/synthetic_links.hpp>
#include <chokepoint/network/synthetic/synthetic_recipe.hpp>
#include <cmath>

namespace chokepoint::network {

namespace {

constexpr std::size_t kLinkBlock = 4096;

std::size_t block_count(std::size_t count) {
    return (count + kLinkBlock - 1) / kLinkBlock;
}

/// Sums value(i) within blocks, then over the blocks in order.
template <class Value>
double sum_by_blocks(std::size_t count, unsigned threads, const Value& value) {
    std::vector<double> sums(block_count(count), 0.0);
    for_each_index(sums.size(), threads, [&](std::size_t block) {
        for (std::size_t i = block * kLinkBlock; i < std::min(count, (block + 1) * kLinkBlock); ++i)
            sums[block] += value(i);
    });
    double sum = 0.0;
    for (const double part : sums)
        sum += part;
    return sum;
}

/// The factor c for which min(c w_i, most) sums to `links` over all firms.
double weight_scale(const GeneratorSettings& settings, const SyntheticFirms& firms, double links, double most) {
    double scale = 0.0;
    double capped = 0.0;
    double weight =
        sum_by_blocks(firms.count(), settings.threads, [&](std::size_t i) { return firms.customer_weight[i]; });
    for (int round = 0; round < 60 && weight > 0.0; ++round) {
        const double next = (links - capped * most) / weight;
        if (next <= scale * (1.0 + 1e-12)) break;
        scale = next;
        const auto is_capped = [&](std::size_t i) { return firms.customer_weight[i] * scale >= most; };
        capped =
            sum_by_blocks(firms.count(), settings.threads, [&](std::size_t i) { return is_capped(i) ? 1.0 : 0.0; });
        weight = sum_by_blocks(firms.count(), settings.threads,
                               [&](std::size_t i) { return is_capped(i) ? 0.0 : firms.customer_weight[i]; });
    }
    return scale;
}

/// The offsets of the firms' supplier lists. The numbers of suppliers are near b + min(c w_i, most) and add up to
/// `links` exactly, because we round the running sum. b is 1 if there are enough links, so that every firm has one:
/// data on national networks cover only firms that trade.
std::vector<std::uint64_t> supplier_offsets(const GeneratorSettings& settings, const SyntheticFirms& firms,
                                            std::uint64_t links) {
    const double most = std::max(1.0, (static_cast<double>(firms.count()) - 1.0) * 0.45);
    const std::uint64_t least = links >= 2 * firms.count() ? 1 : 0;
    const double scale = weight_scale(settings, firms, static_cast<double>(links - least * firms.count()), most);
    // In units of 2^-20 links, the sum is a sum of integers.
    const auto units = [&](std::size_t i) {
        return static_cast<std::uint64_t>(std::min(firms.customer_weight[i] * scale, most) * 0x1p20) + (least << 20) +
               1;
    };
    std::uint64_t total = 0;
    for (std::size_t i = 0; i < firms.count(); ++i)
        total += units(i);
    std::vector<std::uint64_t> begin(firms.count() + 1, 0);
    std::uint64_t running = 0;
    for (std::size_t i = 0; i < firms.count(); ++i) {
        running += units(i);
        const double part = static_cast<double>(running) / static_cast<double>(total);
        begin[i + 1] = std::min(links, static_cast<std::uint64_t>(std::floor(part * static_cast<double>(links))));
    }
    return begin;
}

CustomerLists draw_first_links(const GeneratorSettings& settings, const SyntheticFirms& firms, const SectorMix& mix,
                               std::uint64_t links) {
    CustomerLists lists;
    lists.begin = supplier_offsets(settings, firms, links);
    lists.supplier.resize(links);
    const SupplierSampler sampler(settings, firms, mix);
    for_each_index(block_count(firms.count()), settings.threads, [&](std::size_t block) {
        std::vector<std::uint32_t> suppliers;
        for (std::size_t i = block * kLinkBlock; i < std::min(firms.count(), (block + 1) * kLinkBlock); ++i) {
            const auto count = static_cast<std::uint32_t>(lists.begin[i + 1] - lists.begin[i]);
            sampler.draw(static_cast<std::uint32_t>(i), count, suppliers);
            std::copy(suppliers.begin(), suppliers.end(), lists.supplier.begin() + lists.begin[i]);
        }
    });
    return lists;
}

/// A return link as (customer, supplier) in one number, so that it sorts by customer.
using ReturnLink = std::uint64_t;

/// Picks `wanted` links without a return link, evenly among the eligible ones, and returns their reversals. `tried` is
/// the probability that a link is eligible. `by_mix` requires that the input mix contains the reversed link.
std::vector<ReturnLink> pick_returns(const GeneratorSettings& settings, const SyntheticFirms& firms,
                                     const SectorMix& mix, const CustomerLists& lists, std::uint64_t wanted,
                                     double tried, bool by_mix) {
    const Draws draws = draws_of(settings, GeneratorStream::reversal);
    const auto limit = static_cast<std::uint64_t>(tried * 0x1p32);
    const auto for_eligible = [&](std::size_t block, const auto& use) {
        for (std::size_t to = block * kLinkBlock; to < std::min(firms.count(), (block + 1) * kLinkBlock); ++to) {
            for (std::uint64_t e = lists.begin[to]; e < lists.begin[to + 1]; ++e) {
                if (draws.bits(e)[0] >= limit) continue;
                const std::uint32_t from = lists.supplier[e];
                if (by_mix && mix.of(firms.sector[from], firms.sector[to]) <= 0.0) continue;
                if (!lists.has(static_cast<std::uint32_t>(to), from)) use(from, to);
            }
        }
    };
    std::vector<std::uint64_t> before(block_count(firms.count()) + 1, 0);
    for_each_index(before.size() - 1, settings.threads, [&](std::size_t block) {
        for_eligible(block, [&](std::uint64_t, std::uint64_t) { ++before[block + 1]; });
    });
    for (std::size_t block = 1; block < before.size(); ++block)
        before[block] += before[block - 1];
    const std::uint64_t eligible = before.back();
    wanted = std::min(wanted, eligible);
    std::vector<ReturnLink> returns(wanted);
    for_each_index(before.size() - 1, settings.threads, [&](std::size_t block) {
        std::uint64_t number = before[block];
        for_eligible(block, [&](std::uint64_t from, std::uint64_t to) {
            const std::uint64_t place = number * wanted / eligible;
            ++number;
            if (number * wanted / eligible > place) returns[place] = from << 32 | to;
        });
    });
    return returns;
}

CustomerLists merged(const CustomerLists& lists, const std::vector<ReturnLink>& returns, unsigned threads) {
    const std::size_t firms = lists.begin.size() - 1;
    const auto first_of = [&](std::size_t firm) {
        return std::lower_bound(returns.begin(), returns.end(), static_cast<ReturnLink>(firm) << 32) - returns.begin();
    };
    CustomerLists all;
    all.begin.resize(firms + 1, 0);
    all.supplier.resize(lists.supplier.size() + returns.size());
    for_each_index(block_count(firms), threads, [&](std::size_t block) {
        auto k = static_cast<std::size_t>(first_of(block * kLinkBlock));
        std::vector<std::uint32_t> added;
        for (std::size_t i = block * kLinkBlock; i < std::min(firms, (block + 1) * kLinkBlock); ++i) {
            const auto out = all.supplier.begin() + static_cast<std::ptrdiff_t>(lists.begin[i] + k);
            for (added.clear(); k < returns.size() && returns[k] >> 32 == i; ++k)
                added.push_back(static_cast<std::uint32_t>(returns[k]));
            std::merge(lists.supplier.begin() + lists.begin[i], lists.supplier.begin() + lists.begin[i + 1],
                       added.begin(), added.end(), out);
            all.begin[i + 1] = lists.begin[i + 1] + k;
        }
    });
    return all;
}

}  // namespace

bool CustomerLists::has(std::uint32_t from, std::uint32_t to) const {
    return std::binary_search(supplier.begin() + begin[to], supplier.begin() + begin[to + 1], from);
}

CustomerLists draw_links(const GeneratorSettings& settings, const SyntheticFirms& firms, const SectorMix& mix) {
    // Each return link makes two links reciprocal.
    const auto return_links =
        static_cast<std::uint64_t>(recipe::kReciprocity / 2.0 * static_cast<double>(settings.links));
    const CustomerLists first = draw_first_links(settings, firms, mix, settings.links - return_links);
    std::vector<ReturnLink> returns;
    for (const auto& [tried, by_mix] : {std::pair{0.15, true}, std::pair{1.0, true}, std::pair{1.0, false}}) {
        returns = pick_returns(settings, firms, mix, first, return_links, tried, by_mix);
        if (returns.size() == return_links) break;
    }
    std::sort(returns.begin(), returns.end());
    return merged(first, returns, settings.threads);
}

}  // namespace chokepoint::network
