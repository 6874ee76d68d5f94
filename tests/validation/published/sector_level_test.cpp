#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <chokepoint/dynamics/day_step.hpp>
#include <chokepoint/dynamics/parameters.hpp>
#include <cmath>
#include <string>
#include <vector>

#include "reference_table.hpp"

using namespace chokepoint;

namespace {

/// The largest deviation in a column, as a share of its scale.
struct Deviation {
    double worst = 0.0;
    void operator()(double value, double expected, double scale) {
        worst = std::max(worst, std::abs(value - expected) / scale);
    }
    void report(const std::string& what, std::size_t days) const {
        MESSAGE(what << ": largest deviation " << worst << " over " << days << " days");
        CHECK(worst < 1e-9);
    }
};

double lost_today(const policy::OpennessSchedule& schedule, std::uint32_t node, int day) {
    double lost = 0.0;
    for (const policy::Damage& damage : schedule.damage) {
        if (damage.node == node) lost = std::max(lost, policy::lost_capacity(damage, day));
    }
    return lost;
}

}  // namespace

TEST_CASE("ario reproduces the production of the public sector-level program") {
    if (absent("sector-ario-12")) return;
    // Three regions with four sectors; a yearly table and a daily model.
    constexpr std::uint32_t kNodes = 12;
    const auto flows = table("sector-ario-12/Z.csv", 3);
    const auto demand = table("sector-ario-12/Y.csv", 3);
    std::vector<network::NodeRecord> nodes;
    std::vector<network::LinkRecord> links;
    for (std::uint32_t i = 0; i < kNodes; ++i) {
        double final_demand = 0.0;
        for (const double cell : demand[i])
            final_demand += cell / 365.0;
        nodes.push_back({i % 4, -1.0, final_demand});
        for (std::uint32_t j = 0; j < kNodes; ++j) {
            if (flows[i][j] > 0.0) links.push_back({i, j, i % 4, flows[i][j] / 365.0});
        }
    }
    const network::SupplyNetwork network = network::build_network(nodes, links);
    const dynamics::Preset& preset = *dynamics::find_preset("ario");
    dynamics::ProductBehaviour product = preset.product;
    product.stock_days = 10.0;
    dynamics::Behaviour behaviour =
        dynamics::make_behaviour(network, preset.rules, std::vector<dynamics::ProductBehaviour>(4, product));
    // Their base model: a stock below its target slows output at once and is refilled in a day.
    behaviour.rules.slowdown = 1.0;
    behaviour.rules.order_adjust_days = 1.0;
    policy::OpennessSchedule schedule;
    const auto output = table("sector-ario-12/x.csv", 1);
    // An event of 30 days whose recovery begins with a zero step, and which takes effect a day after it is recorded.
    constexpr int kWholeDays = 32;
    const auto lost = [&](std::uint32_t node, double capital) {
        double inputs = 0.0;
        for (std::uint32_t i = 0; i < kNodes; ++i)
            inputs += flows[i][node];
        schedule.damage.push_back(
            {node, 5, kWholeDays, capital / (4.0 * (output[node].back() - inputs)), policy::Recovery::linear, 120.0});
    };
    lost(0, 318.912);
    lost(1, 153.616);
    dynamics::DayStep step(network, behaviour, schedule);
    const auto made = table("sector-ario-12/production_realised.csv", 3);
    const auto capacity = table("sector-ario-12/production_capacity.csv", 3);
    const auto unmet = table("sector-ario-12/final_demand_unmet.csv", 3);
    const auto stocks = table("sector-ario-12/inputs_stocks_first40days.csv", 3);
    // From then on demand is met and overproduction falls back. Theirs does so only where scarcity is exactly 0.
    constexpr std::size_t kFirstDayMet = 185;
    Deviation of_output, of_capacity, of_unmet, of_stocks;
    for (std::size_t day = 0; day < made.size(); ++day) {
        // Their stocks are those of the morning.
        for (std::uint32_t s = 0; s < network.slot_count() && day < 40; ++s) {
            const auto& row = stocks[day * 4 + network.slot_product[s]];
            of_stocks(step.state().cover[s] * network.slot_need[s], row[network.slot_customer[s] + 1],
                      10.0 * network.slot_need[s]);
        }
        step.advance();
        std::array<double, 3> missing{};
        for (std::uint32_t i = 0; i < kNodes; ++i) {
            const double intact = 1.0 - lost_today(schedule, i, static_cast<int>(day));
            of_output(step.state().output[i], made[day][i + 1], made[0][i + 1]);
            if (day >= kFirstDayMet) continue;
            of_capacity(step.state().effort[i] * intact * network.output[i], capacity[day][i + 1], capacity[0][i + 1]);
        }
        for (std::uint32_t i = 0; i < kNodes; ++i) {
            const double served =
                step.state().fresh[i] > 0.0 ? step.state().fresh_served[i] / step.state().fresh[i] : 1.0;
            for (std::uint32_t r = 0; r < 3; ++r)
                missing[r] += demand[i][r] / 365.0 * (1.0 - served);
        }
        for (std::size_t r = 0; r < 3; ++r)
            of_unmet(missing[r], unmet[day][r + 1], network.output[0]);
    }
    of_output.report("output", made.size());
    of_capacity.report("capacity", kFirstDayMet);
    of_unmet.report("final demand not met", made.size());
    of_stocks.report("stocks", 40);
}
