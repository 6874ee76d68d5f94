#include <algorithm>
#include <chokepoint/base/parallel.hpp>
#include <chokepoint/network/synthetic/synthetic_recipe.hpp>
#include <chokepoint/network/synthetic/synthetic_values.hpp>
#include <cmath>
#include <thread>

namespace chokepoint::network {

namespace {

constexpr std::size_t kValueBlock = 4096;
constexpr int kSweeps = 6;

/// Calls work(i) for every firm, in blocks that each belong to one thread.
template <class Work>
void for_each_firm(std::size_t firms, unsigned threads, const Work& work) {
    for_each_index((firms + kValueBlock - 1) / kValueBlock, threads, [&](std::size_t block) {
        for (std::size_t i = block * kValueBlock; i < std::min(firms, (block + 1) * kValueBlock); ++i)
            work(i);
    });
}

/// The values before balancing: the supplier's average sale times noise, up to a factor per customer.
void draw_raw_values(const GeneratorSettings& settings, const SyntheticFirms& firms, const CustomerLists& links,
                     std::vector<double>& value) {
    const Draws draws = draws_of(settings, GeneratorStream::value);
    for_each_firm(firms.count(), settings.threads, [&](std::size_t customer) {
        for (std::uint64_t e = links.begin[customer]; e < links.begin[customer + 1]; ++e) {
            const std::uint32_t supplier = links.supplier[e];
            const double pace = firms.size_usd[supplier] / firms.supplier_weight[supplier];
            const std::uint64_t pair = std::uint64_t{supplier} << 32 | customer;
            value[e] = pace * std::exp(recipe::kValueDeviation * draws.normal(pair));
        }
    });
}

/// What each firm may buy: its sector's share of the firm's size, with some variation.
std::vector<double> draw_budgets(const GeneratorSettings& settings, const SyntheticFirms& firms, const SectorMix& mix) {
    const Draws draws = draws_of(settings, GeneratorStream::input_share);
    std::vector<double> budget(firms.count());
    for_each_firm(firms.count(), settings.threads, [&](std::size_t i) {
        const double spread = recipe::kInputShareSpread * (2.0 * draws.uniform(i) - 1.0);
        budget[i] = firms.size_usd[i] * (mix.input_share[firms.sector[i]] + spread);
    });
    return budget;
}

}  // namespace

std::vector<double> sum_by_supplier(const CustomerLists& links, std::span<const double> value,
                                    std::span<const double> customer_factor, unsigned threads) {
    const std::size_t firms = links.begin.size() - 1;
    std::vector<double> sum(firms, 0.0);
    // Each part reads all links and adds up those of its own suppliers, so one thread computes each sum in link order.
    const std::size_t parts = std::max(1U, threads == 0 ? std::thread::hardware_concurrency() : threads);
    for_each_index(parts, threads, [&](std::size_t part) {
        const std::size_t first = firms * part / parts;
        const std::size_t width = firms * (part + 1) / parts - first;
        for (std::size_t customer = 0; customer < firms; ++customer) {
            const double factor = customer_factor.empty() ? 1.0 : customer_factor[customer];
            for (std::uint64_t e = links.begin[customer]; e < links.begin[customer + 1]; ++e) {
                const std::size_t supplier = links.supplier[e];
                if (supplier - first < width) sum[supplier] += value[e] * factor;
            }
        }
    });
    return sum;
}

// A link's value is u_ij g_i r_j. u_ij is the average sale of the supplier per customer (its size over its expected
// number of customers) times lognormal noise. g_i <= 1 keeps the supplier within what it can sell to firms. r_j spends
// the customer's budget. The two factors are updated in turn, as in iterative proportional fitting, but sales are only
// bounded from above. The last update only lowers purchases, so both bounds hold.
std::vector<double> draw_values(const GeneratorSettings& settings, const SyntheticFirms& firms, const SectorMix& mix,
                                const CustomerLists& links) {
    std::vector<double> value(links.supplier.size());
    draw_raw_values(settings, firms, links, value);
    const std::vector<double> budget = draw_budgets(settings, firms, mix);
    std::vector<double> supplier_factor(firms.count(), 1.0);
    std::vector<double> customer_factor(firms.count(), 0.0);
    const auto spend = [&](std::size_t j, double most) {
        double sum = 0.0;
        for (std::uint64_t e = links.begin[j]; e < links.begin[j + 1]; ++e)
            sum += value[e] * supplier_factor[links.supplier[e]];
        customer_factor[j] = sum > 0.0 ? std::min(most, budget[j] / sum) : 0.0;
    };
    for (int sweep = 0; sweep < kSweeps; ++sweep) {
        for_each_firm(firms.count(), settings.threads, [&](std::size_t j) { spend(j, HUGE_VAL); });
        const std::vector<double> asked = sum_by_supplier(links, value, customer_factor, settings.threads);
        for (std::size_t i = 0; i < firms.count(); ++i) {
            const double most = recipe::kMostSalesToFirms * firms.size_usd[i];
            supplier_factor[i] = asked[i] > most ? most / asked[i] : 1.0;
        }
    }
    for_each_firm(firms.count(), settings.threads, [&](std::size_t j) {
        spend(j, customer_factor[j]);
        for (std::uint64_t e = links.begin[j]; e < links.begin[j + 1]; ++e)
            value[e] = std::max(1.0, std::floor(value[e] * supplier_factor[links.supplier[e]] * customer_factor[j]));
    });
    return value;
}

}  // namespace chokepoint::network
