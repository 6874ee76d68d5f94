#include <doctest/doctest.h>

#include <algorithm>
#include <chokepoint/dynamics/day_step.hpp>
#include <cmath>

#include "../random_case.hpp"

using namespace chokepoint;

namespace {

/// The final demand that node i lost for good between two evenings, computed from flows alone: its baseline sales less
/// what its own customers received, less the growth of the backlog and the deliveries from it.
double lost_sales(const network::SupplyNetwork& network, const dynamics::DayState& day,
                  const dynamics::DayState& morning, std::uint32_t i) {
    const double filled = day.fresh[i] > 0.0 ? day.fresh_served[i] / day.fresh[i] : 1.0;
    const double own_served = network.final_demand[i] * day.goodwill[i] * filled;
    const double backlog_growth = morning.backlog[i] - day.backlog[i] + day.backlog_served[i];
    return std::max(0.0, network.final_demand[i] - own_served - backlog_growth);
}

struct MarketDay {
    double lost = 0.0;  ///< By nodes with a rival that sells.
    double gained = 0.0;
    bool at_capacity = false;
};

MarketDay look_at(const RandomCase& chosen, const std::vector<std::uint32_t>& market, const dynamics::DayState& day,
                  const dynamics::DayState& next) {
    const network::SupplyNetwork& network = chosen.network;
    MarketDay seen;
    for (const std::uint32_t i : market) {
        const bool rival_sells = std::any_of(market.begin(), market.end(), [&](std::uint32_t j) {
            return j != i && std::min(day.fresh_served[j], next.goodwill[j]) > 0.0;
        });
        if (rival_sells) seen.lost += lost_sales(network, day, next, i);
        seen.gained += next.gained[i];
        const double own = day.orders_in[i] + day.fresh[i] - day.gained[i] + next.backlog[i];
        const double alpha = chosen.behaviour.products[network.node_product[i]].overproduction;
        const double intact = day.intact.empty() ? 1.0 : day.intact[i];
        const double room = alpha * day.ramp[i] * intact * network.output[i] - own;
        if (next.gained[i] >= room * (1.0 - 1e-12)) seen.at_capacity = true;
    }
    return seen;
}

}  // namespace

TEST_CASE("rivals gain their share of what a market loses, or less if one of them is at capacity") {
    int equal_days = 0;
    int capped_days = 0;
    for (std::uint64_t seed = 501; seed <= 540; ++seed) {
        RandomCase chosen = make_random_case(seed);
        chosen.behaviour.rules = preset_rule_sets().front().rules;
        const policy::OpennessSchedule schedule = schedule_of(chosen);
        dynamics::DayStep step(chosen.network, chosen.behaviour, schedule);
        step.advance();
        for (int day = 1; day < 400; ++day) {
            const dynamics::DayState before = step.state();
            step.advance();
            for (const auto& market : chosen.behaviour.markets) {
                const MarketDay seen = look_at(chosen, market, before, step.state());
                // All nodes of a market sell the same product, so they have the same share.
                const double share = chosen.behaviour.products[chosen.network.node_product[market[0]]].rivals_share;
                double turnover = 0.0;
                for (const std::uint32_t i : market)
                    turnover += chosen.network.final_demand[i];
                CAPTURE(seed);
                CAPTURE(day);
                // Served demand of rivals is a difference of sums: 1e-9 of the market covers its cancellation.
                REQUIRE(seen.gained <= share * seen.lost + 1e-9 * turnover);
                if (seen.lost <= 1e-6 * turnover || share == 0.0) continue;
                if (seen.at_capacity) {
                    ++capped_days;
                } else {
                    ++equal_days;
                    REQUIRE(std::abs(seen.gained - share * seen.lost) <= 1e-9 * turnover);
                }
            }
        }
    }
    CHECK(equal_days > 100);
    CHECK(capped_days > 100);
}
