#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <chokepoint/dynamics/rationing.hpp>
#include <cmath>
#include <limits>

#include "../random_case.hpp"

using namespace chokepoint;

namespace {

constexpr std::array kEveryRule = {dynamics::Rationing::proportional, dynamics::Rationing::final_demand_last,
                                   dynamics::Rationing::water_filling, dynamics::Rationing::water_filling_final_last};

/// A supplier (node 0) with up to 12 customers and final demand, and flows from `least` to `most` USD a day.
network::SupplyNetwork make_supplier(Dice& dice, double least, double most) {
    const auto flow = [&] { return std::exp(dice.between(std::log(least), std::log(most))); };
    std::vector<network::NodeRecord> nodes{{0, -1.0, dice.chance(0.5) ? 0.0 : flow()}};
    std::vector<network::LinkRecord> links;
    for (std::uint32_t k = 1; k <= static_cast<std::uint32_t>(dice.whole(1, 12)); ++k) {
        nodes.push_back({1});
        links.push_back({0, k, 0, flow()});
    }
    return network::build_network(nodes, links);
}

/// The largest relative error of a split, for `cases` random suppliers that can serve a random part of demand.
double largest_split_error(dynamics::Rationing rule, double least, double most, int cases) {
    double worst = 0.0;
    for (int seed = 1; seed <= cases; ++seed) {
        Dice dice(static_cast<std::uint64_t>(seed));
        const network::SupplyNetwork network = make_supplier(dice, least, most);
        dynamics::Rules rules;
        rules.rationing = rule;
        const dynamics::Behaviour behaviour = dynamics::make_behaviour(network, rules, {{}, {}});
        const policy::OpennessSchedule nothing;
        const dynamics::Sample sample{&network, &behaviour, &nothing};
        const dynamics::Batch batch(std::span(&sample, 1));
        const dynamics::LinkControl links(batch);
        const dynamics::DayContext context{batch, links};
        dynamics::DayState state = dynamics::baseline_state(batch);
        double orders = 0.0;
        for (std::size_t k = 0; k < network.sale_slot.size(); ++k) {
            double& order = state.order[network.sale_slot[k]];
            order = dice.chance(0.2) ? 0.0 : dice.between(0.0, 2.0);
            orders += network.sale_flow[k] * order;
        }
        const double served_share = dice.chance(0.3) ? std::pow(10.0, dice.between(-9.0, 0.0)) : dice.between(0.0, 1.0);
        state.orders_in[0] = orders;
        state.output[0] = served_share * (orders + state.fresh[0]);
        dynamics::ration_output(context, 0, 0, state);
        if (state.ration[0] < 0.0) return std::numeric_limits<double>::infinity();
        double split = state.fresh_served[0] + state.backlog_served[0];
        for (std::size_t k = 0; k < network.sale_slot.size(); ++k) {
            const double order = state.order[network.sale_slot[k]];
            const bool level = dynamics::fills_by_level(rule);
            split += network.sale_flow[k] * (level ? std::min(order, state.ration[0]) : order * state.ration[0]);
        }
        if (state.output[0] > 0.0) worst = std::max(worst, std::abs(split - state.output[0]) / state.output[0]);
    }
    return worst;
}

}  // namespace

// 1e-12: sums of up to 13 terms of either sign over four orders of magnitude, each rounded to 1e-16.
TEST_CASE("rations add up to the supplier's output, with customers of similar size") {
    for (const dynamics::Rationing rule : kEveryRule)
        CHECK(largest_split_error(rule, 1e2, 1e6, 3000) <= 1e-12);
}

TEST_CASE("rations add up to the supplier's output, with customers from a corner shop to a state railway") {
    // links.csv takes 1 to 1e15 USD a year.
    for (const dynamics::Rationing rule : kEveryRule)
        CHECK(largest_split_error(rule, 1.0 / 365.0, 1e15 / 365.0, 3000) <= 1e-12);
}
