#include <doctest/doctest.h>

#include <chokepoint/cascade/cascade_run.hpp>
#include <vector>

using namespace chokepoint;

namespace {

enum Firm : std::uint32_t { A, B, C, D, E };
enum Product : std::uint32_t { chips, cables, phones, shops };

network::SupplyNetwork five_firms() {
    const std::vector<network::NodeRecord> nodes = {{chips}, {chips}, {cables}, {phones}, {shops}};
    const std::vector<network::LinkRecord> links = {
        {A, D, chips, 30.0}, {B, D, chips, 10.0}, {C, D, cables, 60.0}, {D, E, phones, 50.0}, {B, E, chips, 50.0}};
    return network::build_network(nodes, links);
}

/// Makes every input essential except those of `product`, which are of `kind`.
cascade::CascadeInputs with(const network::SupplyNetwork& network, Product product, cascade::Essentiality kind) {
    cascade::CascadeInputs inputs;
    for (const std::uint32_t bought : network.slot_product)
        inputs.slot_essentiality.push_back(bought == product ? kind : cascade::Essentiality::essential);
    return inputs;
}

std::uint64_t link_of(const network::SupplyNetwork& network, std::uint32_t supplier, std::uint32_t customer) {
    std::uint64_t e = network.slot_links[network.node_slots[customer]];
    while (network.link_supplier[e] != supplier)
        ++e;
    return e;
}

cascade::CascadeRules rules(bool replaceability) {
    cascade::CascadeRules chosen;
    chosen.replaceability = replaceability;
    return chosen;
}

void check_loss(double value, double expected) {
    CHECK(std::abs(value - expected) <= 1e-15);
}

}  // namespace

TEST_CASE("a failure spreads through essential and non-essential inputs as calculated by hand") {
    const network::SupplyNetwork network = five_firms();
    const cascade::CascadeLosses all =
        cascade::run_cascade(cascade::CascadePlan(network, {}), rules(false), cascade::fail_nodes({A}));
    check_loss(all.down[D], 0.75);
    check_loss(all.down[E], 0.75);
    check_loss(all.result.index_down, 0.3375);
    check_loss(all.result.index_up, 0.15);
    CHECK(all.result.iterations == 3);
    CHECK(all.result.residual == 0.0);
    CHECK(all.result.converged);
    const cascade::CascadeInputs spare = with(network, chips, cascade::Essentiality::non_essential);
    const cascade::CascadeLosses some =
        cascade::run_cascade(cascade::CascadePlan(network, spare), rules(false), cascade::fail_nodes({A}));
    check_loss(some.down[D], 0.3);
    check_loss(some.down[E], 0.3);
    check_loss(some.result.index_down, 0.225);
    const cascade::CascadeInputs ignored = with(network, cables, cascade::Essentiality::negligible);
    const cascade::CascadeLosses none =
        cascade::run_cascade(cascade::CascadePlan(network, ignored), rules(false), cascade::fail_nodes({C}));
    check_loss(none.down[D], 0.0);
    check_loss(none.result.index_down, 0.3);
}

TEST_CASE("given costs scale essential and non-essential inputs alike") {
    const network::SupplyNetwork network = five_firms();
    cascade::CascadeInputs inputs;
    inputs.costs = {1.0, 1.0, 1.0, 200.0, 80.0};
    const cascade::CascadeLosses chips_lost =
        cascade::run_cascade(cascade::CascadePlan(network, inputs), rules(false), cascade::fail_nodes({A}));
    check_loss(chips_lost.down[D], 0.375);
    check_loss(chips_lost.down[E], 0.46875);
    check_loss(chips_lost.result.index_down, 0.24375);
    check_loss(chips_lost.result.index_up, 0.15);
    const cascade::CascadeLosses cables_lost =
        cascade::run_cascade(cascade::CascadePlan(network, inputs), rules(false), cascade::fail_nodes({C}));
    check_loss(cables_lost.down[D], 0.5);
    check_loss(cables_lost.down[E], 0.625);
    check_loss(cables_lost.result.index_down, 0.425);
    const cascade::CascadeLosses phones_lost =
        cascade::run_cascade(cascade::CascadePlan(network, inputs), rules(false), cascade::fail_nodes({D}));
    check_loss(phones_lost.down[E], 1.0);
    cascade::CascadeInputs spare = with(network, chips, cascade::Essentiality::non_essential);
    spare.costs = inputs.costs;
    const cascade::CascadeLosses some =
        cascade::run_cascade(cascade::CascadePlan(network, spare), rules(false), cascade::fail_nodes({A}));
    check_loss(some.down[D], 0.15);
    check_loss(some.down[E], 0.1875);
    check_loss(some.result.index_down, 0.1875);
}

TEST_CASE("rivals replace as much as their size allows") {
    const network::SupplyNetwork network = five_firms();
    const cascade::CascadeLosses losses =
        cascade::run_cascade(cascade::CascadePlan(network, {}), rules(true), cascade::fail_nodes({A}));
    check_loss(losses.down[D], 0.375);
    check_loss(losses.down[E], 0.375);
    check_loss(losses.result.index_down, 0.24375);
}

TEST_CASE("a market with nothing left counts as 1 in the unit of the flows") {
    const network::SupplyNetwork network = five_firms();
    cascade::CascadeInputs inputs;
    const cascade::CascadeLosses whole =
        cascade::run_cascade(cascade::CascadePlan(network, inputs), rules(true), cascade::fail_nodes({A, B}));
    check_loss(whole.down[D], 1.0);
    check_loss(whole.down[E], 1.0);
    inputs.flow_unit = 0.01;
    const cascade::CascadeLosses part =
        cascade::run_cascade(cascade::CascadePlan(network, inputs), rules(true), cascade::fail_nodes({A, B}));
    check_loss(part.down[D], 0.375);
}

TEST_CASE("a partial shock can spread in one direction only") {
    const network::SupplyNetwork network = five_firms();
    cascade::CascadeShock less;
    less.nodes.push_back({A, 0.4, 0.0});
    const cascade::CascadeLosses down = cascade::run_cascade(cascade::CascadePlan(network, {}), rules(false), less);
    check_loss(down.down[D], 0.3);
    check_loss(down.result.index_down, 0.135);
    check_loss(down.result.index_up, 0.0);
    cascade::CascadeShock asked;
    asked.nodes.push_back({E, 0.0, 0.5});
    const cascade::CascadeLosses up = cascade::run_cascade(cascade::CascadePlan(network, {}), rules(false), asked);
    check_loss(up.up[A], 0.5);
    check_loss(up.result.index_up, 0.5);
    check_loss(up.result.index_down, 0.0);
    cascade::CascadeInputs inputs;
    inputs.revenue = {30.0, 60.0, 60.0, 100.0, 0.0};
    const cascade::CascadeLosses by_revenue =
        cascade::run_cascade(cascade::CascadePlan(network, inputs), rules(false), asked);
    check_loss(by_revenue.up[B], 27.5 / 60.0);
    check_loss(by_revenue.result.index_up, 0.3125);
}

TEST_CASE("a denied link loses its share in both directions") {
    const network::SupplyNetwork network = five_firms();
    const cascade::CascadePlan plan(network, {});
    cascade::CascadeShock denied;
    denied.links.push_back({link_of(network, A, D), 0.0});
    const cascade::CascadeLosses shut = cascade::run_cascade(plan, rules(false), denied);
    check_loss(shut.down[A], 0.0);
    check_loss(shut.up[A], 1.0);
    check_loss(shut.down[E], 0.75);
    check_loss(shut.result.index_down, 0.1875);
    check_loss(shut.result.index_up, 0.15);
    check_loss(shut.result.index, 0.3375);
    const cascade::CascadeLosses replaced = cascade::run_cascade(plan, rules(true), denied);
    check_loss(replaced.down[D], 0.375);
    denied.links[0].openness = 0.5;
    const cascade::CascadeLosses half = cascade::run_cascade(plan, rules(false), denied);
    check_loss(half.down[D], 0.375);
    check_loss(half.result.index_down, 0.09375);
    check_loss(half.result.index_up, 0.075);
    check_loss(half.result.index, 0.16875);
}

TEST_CASE("invalid shocks and costs of 0 are refused") {
    const network::SupplyNetwork network = five_firms();
    const cascade::CascadePlan plan(network, {});
    CHECK_THROWS_AS(cascade::run_cascade(plan, {}, cascade::fail_nodes({5})), std::invalid_argument);
    CHECK_THROWS_AS(cascade::run_cascade(plan, {}, cascade::fail_nodes({A, A})), std::invalid_argument);
    CHECK_THROWS_AS(cascade::run_cascade(plan, {}, cascade::fail_nodes({A}, 1.5)), std::invalid_argument);
    cascade::CascadeShock shock;
    shock.links.push_back({network.link_count(), 0.0});
    CHECK_THROWS_AS(cascade::run_cascade(plan, {}, shock), std::invalid_argument);
    cascade::CascadeInputs unpaid;
    unpaid.costs = {1.0, 1.0, 1.0, 0.0, 80.0};
    CHECK_THROWS_AS(cascade::CascadePlan(network, unpaid), std::invalid_argument);
    const std::vector<cascade::Essentiality> matrix(9, cascade::Essentiality::essential);
    CHECK_THROWS_AS(cascade::essentiality_of_matrix(network, matrix), std::invalid_argument);
}
