#include <doctest/doctest.h>

#include <algorithm>
#include <chokepoint/cascade/cascade_lanes.hpp>
#include <chokepoint/cascade/cascade_run.hpp>
#include <cstring>
#include <numeric>

#include "../random_case.hpp"
#include "reference_cascade.hpp"

using namespace chokepoint;

namespace {

cascade::CascadeInputs random_inputs(const network::SupplyNetwork& network, Dice& dice) {
    cascade::CascadeInputs inputs;
    if (dice.chance(0.8)) {
        for (std::size_t s = 0; s < network.slot_count(); ++s)
            inputs.slot_essentiality.push_back(static_cast<cascade::Essentiality>(dice.whole(0, 2)));
    }
    for (std::size_t i = 0; i < network.node_count(); ++i) {
        inputs.revenue.push_back(network.output[i]);
        inputs.costs.push_back(network.output[i] * dice.between(0.1, 2.0));
        inputs.value.push_back(dice.between(0.0, 5.0));
        inputs.market.push_back(static_cast<std::uint32_t>(dice.whole(0, 3)));
    }
    if (dice.chance(0.5)) inputs.revenue.clear();
    if (dice.chance(0.5)) inputs.costs.clear();
    if (dice.chance(0.5)) inputs.value.clear();
    if (dice.chance(0.5)) inputs.market.clear();
    inputs.flow_unit = dice.one_of({1.0, 365.0});
    return inputs;
}

cascade::CascadeShock random_shock(const network::SupplyNetwork& network, Dice& dice) {
    cascade::CascadeShock shock;
    for (std::uint32_t i = 0; i < network.node_count(); ++i) {
        if (dice.chance(0.1)) shock.nodes.push_back({i, dice.one_of({0.0, 0.3, 1.0}), dice.one_of({0.0, 0.6, 1.0})});
    }
    for (std::uint64_t e = 0; e < network.link_count(); ++e) {
        if (dice.chance(0.05)) shock.links.push_back({e, dice.one_of({0.0, 0.25, 1.0})});
    }
    if (dice.chance(0.3)) shock.links.clear();
    return shock;
}

cascade::CascadeRules random_rules(Dice& dice) {
    cascade::CascadeRules rules;
    rules.epsilon = dice.one_of({1e-2, 1e-4});
    rules.replaceability = dice.chance(0.5);
    return rules;
}

/// Compares indices and how the cascade ended, to the last bit.
bool same(const cascade::CascadeResult& a, const cascade::CascadeResult& b) {
    return a.index == b.index && a.index_down == b.index_down && a.index_up == b.index_up && a.residual == b.residual &&
           a.iterations == b.iterations && a.converged == b.converged;
}

}  // namespace

TEST_CASE("a cascade agrees with one written directly from the equations") {
    double largest = 0.0;
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        Dice dice(seed);
        const network::SupplyNetwork network = make_random_case(seed).network;
        const cascade::CascadeInputs inputs = random_inputs(network, dice);
        const cascade::CascadeShock shock = random_shock(network, dice);
        const cascade::CascadeRules rules = random_rules(dice);
        const cascade::CascadeLosses losses = cascade::run_cascade(cascade::CascadePlan(network, inputs), rules, shock);
        const ReferenceCascade expected = reference_cascade(network, inputs, rules, shock);
        CAPTURE(seed);
        REQUIRE(losses.result.iterations == expected.iterations);
        for (std::size_t i = 0; i < network.node_count(); ++i) {
            largest = std::max(largest, std::abs(1.0 - losses.down[i] - expected.level_down[i]));
            largest = std::max(largest, std::abs(1.0 - losses.up[i] - expected.level_up[i]));
        }
        largest = std::max(largest, std::abs(losses.result.index - expected.index));
        largest = std::max(largest, std::abs(losses.result.index_down - expected.index_down));
        largest = std::max(largest, std::abs(losses.result.index_up - expected.index_up));
        REQUIRE(largest < 1e-12);
    }
}

TEST_CASE("a loss is between the shock and 1, and no shock causes no loss") {
    for (std::uint64_t seed = 400; seed < 500; ++seed) {
        Dice dice(seed);
        const network::SupplyNetwork network = make_random_case(seed).network;
        const cascade::CascadePlan plan(network, random_inputs(network, dice));
        const cascade::CascadeRules rules = random_rules(dice);
        const cascade::CascadeShock shock = random_shock(network, dice);
        const cascade::CascadeLosses losses = cascade::run_cascade(plan, rules, shock);
        CAPTURE(seed);
        for (std::size_t i = 0; i < network.node_count(); ++i) {
            REQUIRE((losses.down[i] >= 0.0 && losses.down[i] <= 1.0));
            REQUIRE((losses.up[i] >= 0.0 && losses.up[i] <= 1.0));
        }
        for (const cascade::CascadeShock::Node& node : shock.nodes) {
            REQUIRE(losses.down[node.node] >= node.down);
            REQUIRE(losses.up[node.node] >= node.up);
        }
        const cascade::CascadeResult& sums = losses.result;
        REQUIRE(sums.index <= sums.index_down + sums.index_up + 1e-12);
        REQUIRE(sums.index + 1e-12 >= std::max(sums.index_down, sums.index_up));
        cascade::CascadeShock open;
        for (std::uint64_t e = 0; e < network.link_count(); ++e)
            open.links.push_back({e, 1.0});
        for (const cascade::CascadeShock& nothing : {cascade::CascadeShock{}, open}) {
            const cascade::CascadeLosses none = cascade::run_cascade(plan, rules, nothing);
            REQUIRE(none.result.index == 0.0);
            REQUIRE(none.result.iterations == 1);
            REQUIRE(*std::max_element(none.down.begin(), none.down.end()) == 0.0);
            REQUIRE(*std::max_element(none.up.begin(), none.up.end()) == 0.0);
        }
    }
}

TEST_CASE("a larger shock reduces nobody's loss") {
    for (std::uint64_t seed = 500; seed < 600; ++seed) {
        Dice dice(seed);
        const network::SupplyNetwork network = make_random_case(seed).network;
        const cascade::CascadePlan plan(network, random_inputs(network, dice));
        cascade::CascadeRules rules = random_rules(dice);
        rules.epsilon = 1e-10;
        rules.max_iterations = 20'000;
        const cascade::CascadeShock small = random_shock(network, dice);
        cascade::CascadeShock large = small;
        for (cascade::CascadeShock::Node& node : large.nodes) {
            node.down += dice.between(0.0, 1.0 - node.down);
            node.up += dice.between(0.0, 1.0 - node.up);
        }
        for (cascade::CascadeShock::Link& link : large.links)
            link.openness *= dice.between(0.0, 1.0);
        const cascade::CascadeLosses less = cascade::run_cascade(plan, rules, small);
        const cascade::CascadeLosses more = cascade::run_cascade(plan, rules, large);
        CAPTURE(seed);
        for (std::size_t i = 0; i < network.node_count(); ++i) {
            REQUIRE(more.down[i] >= less.down[i] - 1e-7);
            REQUIRE(more.up[i] >= less.up[i] - 1e-7);
        }
    }
}

TEST_CASE("denying all sales of a firm affects its customers like its failure") {
    for (std::uint64_t seed = 600; seed < 640; ++seed) {
        Dice dice(seed);
        const network::SupplyNetwork network = make_random_case(seed, 400, 400, Shape::tiered).network;
        cascade::CascadeInputs inputs = random_inputs(network, dice);
        const cascade::CascadePlan plan(network, inputs);
        cascade::CascadeRules rules = random_rules(dice);
        rules.max_iterations = 1;
        const auto firm = static_cast<std::uint32_t>(dice.whole(0, static_cast<int>(network.node_count()) - 1));
        cascade::CascadeShock denied;
        for (std::uint64_t e = 0; e < network.link_count(); ++e) {
            if (network.link_supplier[e] == firm) denied.links.push_back({e, 0.0});
        }
        const cascade::CascadeLosses failure = cascade::run_cascade(plan, rules, cascade::fail_nodes({firm}));
        const cascade::CascadeLosses denial = cascade::run_cascade(plan, rules, denied);
        CAPTURE(seed);
        for (std::uint32_t i = 0; i < network.node_count(); ++i) {
            if (i != firm) REQUIRE(denial.down[i] == doctest::Approx(failure.down[i]).epsilon(1e-12));
        }
        if (network.output[firm] > network.final_demand[firm] && inputs.revenue.empty())
            REQUIRE(denial.up[firm] == doctest::Approx(1.0).epsilon(1e-12));
    }
}

TEST_CASE("a ranking gives each shock the same bytes as a run of its own, on any number of threads") {
    int compared = 0;
    for (std::uint64_t seed = 700; seed < 720; ++seed) {
        Dice dice(seed);
        const network::SupplyNetwork network = make_random_case(seed).network;
        const cascade::CascadePlan plan(network, random_inputs(network, dice));
        cascade::CascadeRules rules = random_rules(dice);
        rules.epsilon = dice.one_of({1e-2, 1e-9});
        rules.max_iterations = 2'000;
        std::vector<cascade::CascadeShock> shocks;
        for (std::uint32_t i = 0; i < network.node_count(); ++i)
            shocks.push_back(cascade::fail_nodes({i}));
        for (int k = 0; k < 30; ++k)
            shocks.push_back(random_shock(network, dice));
        const std::vector<cascade::CascadeResult> one = cascade::run_cascades(plan, rules, shocks, 1);
        for (const unsigned threads : {2U, 7U}) {
            const std::vector<cascade::CascadeResult> many = cascade::run_cascades(plan, rules, shocks, threads);
            REQUIRE(std::equal(one.begin(), one.end(), many.begin(), many.end(), same));
        }
        for (std::size_t k = 0; k < shocks.size(); ++k) {
            CAPTURE(seed);
            CAPTURE(k);
            REQUIRE(same(one[k], cascade::run_cascade(plan, rules, shocks[k]).result));
            ++compared;
        }
    }
    CHECK(compared > 600);
}

TEST_CASE("renumbering the nodes changes nothing beyond rounding") {
    for (std::uint64_t seed = 800; seed < 830; ++seed) {
        Dice dice(seed);
        const network::SupplyNetwork network = make_random_case(seed).network;
        const auto count = static_cast<std::uint32_t>(network.node_count());
        std::vector<std::uint32_t> place(count);
        std::iota(place.begin(), place.end(), 0U);
        for (std::uint32_t i = count; i-- > 1;)
            std::swap(place[i], place[static_cast<std::size_t>(dice.whole(0, static_cast<int>(i)))]);
        std::vector<network::NodeRecord> nodes(count);
        std::vector<network::LinkRecord> links;
        for (std::uint32_t i = 0; i < count; ++i) {
            nodes[place[i]] = {network.node_product[i], -1.0, network.final_demand[i]};
            for (std::uint32_t s = network.node_slots[i]; s < network.node_slots[i + 1]; ++s) {
                for (std::uint64_t e = network.slot_links[s]; e < network.slot_links[s + 1]; ++e) {
                    if (network.link_flow[e] > 0.0)
                        links.push_back(
                            {place[network.link_supplier[e]], place[i], network.slot_product[s], network.link_flow[e]});
                }
            }
        }
        const network::SupplyNetwork shuffled = network::build_network(nodes, links);
        for (std::uint32_t i = 0; i < count; ++i) {
            const cascade::CascadeResult a =
                cascade::run_cascade(cascade::CascadePlan(network, {}), cascade::kCompatRules, cascade::fail_nodes({i}))
                    .result;
            const cascade::CascadeResult b =
                cascade::run_cascade(cascade::CascadePlan(shuffled, {}), cascade::kCompatRules,
                                     cascade::fail_nodes({place[i]}))
                    .result;
            CAPTURE(seed);
            REQUIRE(a.iterations == b.iterations);
            REQUIRE(a.index == doctest::Approx(b.index).epsilon(1e-12));
        }
    }
}
