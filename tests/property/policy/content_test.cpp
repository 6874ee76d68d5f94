#include <doctest/doctest.h>

#include <Eigen/Dense>
#include <algorithm>
#include <chokepoint/network/synthetic/generator.hpp>
#include <chokepoint/policy/content.hpp>
#include <chokepoint/policy/content_rule_check.hpp>
#include <chokepoint/policy/selection.hpp>
#include <chokepoint/policy/term.hpp>
#include <cmath>
#include <vector>

#include "../random_case.hpp"

using namespace chokepoint;

namespace {

using Links = std::vector<std::uint64_t>;
using Stated = std::vector<network::LinkShare>;

const network::LinkShare* find(const Stated& stated, std::uint64_t link) {
    const auto found =
        std::find_if(stated.begin(), stated.end(), [&](const network::LinkShare& at) { return at.link == link; });
    return found == stated.end() ? nullptr : &*found;
}

/// c = (I − W)⁻¹·b by dense LU over the nodes that content reaches, and 0 elsewhere.
std::vector<double> dense_content(const network::SupplyNetwork& network, const Links& origin,
                                  const Stated& stated = {}) {
    const auto count = static_cast<Eigen::Index>(network.node_count());
    Eigen::MatrixXd weights = Eigen::MatrixXd::Zero(count, count);
    Eigen::VectorXd bought = Eigen::VectorXd::Zero(count);
    for (std::uint64_t e = 0; e < network.link_count(); ++e) {
        const std::uint32_t customer = network.slot_customer[network.slot_of(e)];
        if (network.link_flow[e] == 0.0) continue;
        const double weight = network.link_flow[e] / std::max(network.output[customer], network.purchases(customer));
        if (std::find(origin.begin(), origin.end(), e) != origin.end()) {
            bought[customer] += weight;
        } else if (const network::LinkShare* known = find(stated, e)) {
            bought[customer] += weight * known->share;
        } else {
            weights(customer, network.link_supplier[e]) += weight;
        }
    }
    Eigen::VectorXd reached = (bought.array() > 0.0).cast<double>();
    for (Eigen::Index step = 0; step < count; ++step)
        reached = ((reached + weights * reached).array() > 0.0).cast<double>();
    for (Eigen::Index i = 0; i < count; ++i) {
        if (reached[i] == 0.0) weights.row(i).setZero();
    }
    const Eigen::VectorXd content = (Eigen::MatrixXd::Identity(count, count) - weights).partialPivLu().solve(bought);
    return {content.begin(), content.end()};
}

/// Checks all shares against the dense solution; returns how many lie strictly between 0 and 1.
int compare_content(const network::SupplyNetwork& network, const Links& origin, const Stated& stated = {}) {
    const policy::ControlledContent content = policy::controlled_content(network, origin, {}, stated);
    const std::vector<double> dense = dense_content(network, origin, stated);
    REQUIRE(content.converged);
    int inner = 0;
    for (std::size_t i = 0; i < dense.size(); ++i) {
        REQUIRE(content.share[i] >= 0.0);
        REQUIRE(content.share[i] <= 1.0);
        REQUIRE(std::abs(content.share[i] - dense[i]) <= 1e-9 * dense[i]);
        inner += dense[i] > 1e-6 && dense[i] < 1.0 - 1e-6;
    }
    return inner;
}

/// The links from some exporters.
Links draw_origin(const network::SupplyNetwork& network, Dice& dice) {
    Links origin;
    for (std::uint64_t e = 0; e < network.link_count(); ++e) {
        if (network.link_supplier[e] % 3 == 0 && dice.chance(0.7)) origin.push_back(e);
    }
    return origin;
}

/// Shares for a fifth of the links, including links of the origin and links without a flow; some are 0 or 1.
Stated draw_shares(const network::SupplyNetwork& network, Dice& dice) {
    Stated stated;
    for (std::uint64_t e = 0; e < network.link_count(); ++e) {
        if (dice.chance(0.2)) stated.push_back({e, dice.chance(0.3) ? dice.whole(0, 1) : dice.between(0.0, 1.0)});
    }
    return stated;
}

network::SupplyNetwork generated(std::uint64_t seed, unsigned threads) {
    network::GeneratorSettings settings;
    settings.firms = 300;
    settings.links = 1'500;
    settings.seed = seed;
    const network::GeneratedNetwork made = network::generate_network(settings);
    std::vector<network::NodeRecord> nodes;
    for (std::size_t i = 0; i < made.sector.size(); ++i)
        nodes.push_back({made.sector[i], made.revenue_usd[i], -1.0});
    return network::build_network(nodes, network::LinkColumns{made.supplier, made.customer, {}, made.value_usd, {}},
                                  threads);
}

/// A case with an arm of one denial by country 0 and its content rule.
RandomCase make_rule_case(std::uint64_t seed, double de_minimis, bool re_sources) {
    RandomCase made = make_random_case(seed);
    policy::Action denial;
    denial.name = "denial";
    denial.from = made.start + std::chrono::days(10);
    denial.until = made.end;
    denial.selector.exporter_countries = {0};
    denial.selector.target_countries = {1};
    policy::Action rule;
    rule.name = "rule";
    rule.type = policy::ActionType::content;
    rule.until = Date::max();
    rule.of = 0;
    rule.content.de_minimis = de_minimis;
    rule.content.resource = re_sources;
    rule.content.redesign_days = 30;
    made.actions = {denial, rule};
    made.arm = {0, 1};
    return made;
}

std::vector<policy::LinkOpenness> state(const RandomCase& made, const std::vector<std::uint32_t>& arm, int day) {
    Links links(made.network.link_count());
    for (std::uint64_t e = 0; e < links.size(); ++e)
        links[e] = e;
    return policy::openness_on(policy::make_terms(made.network, made.directory, made.actions, arm, made.start), links,
                               day);
}

}  // namespace

TEST_CASE("controlled content agrees with a dense solution on random networks with cycles and hubs") {
    int inner = 0;
    for (std::uint64_t seed = 1; seed <= 500; ++seed) {
        CAPTURE(seed);
        Dice dice(seed);
        const RandomCase made = make_random_case(seed);
        inner += compare_content(made.network, draw_origin(made.network, dice));
    }
    CHECK(inner > 2'000);
}

TEST_CASE("controlled content with stated links agrees with a dense solution on random networks") {
    int inner = 0;
    int changed = 0;
    for (std::uint64_t seed = 1; seed <= 500; ++seed) {
        CAPTURE(seed);
        Dice dice(seed);
        const RandomCase made = make_random_case(seed);
        const Links origin = draw_origin(made.network, dice);
        const Stated stated = draw_shares(made.network, dice);
        inner += compare_content(made.network, origin, stated);
        changed += policy::controlled_content(made.network, origin, {}, stated).share !=
                   policy::controlled_content(made.network, origin).share;
    }
    CHECK(inner > 2'000);
    CHECK(changed > 400);
}

TEST_CASE("a US rule uses the content stated for a link, and a rule of another country does not") {
    int by_link = 0;
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        CAPTURE(seed);
        Dice dice(seed);
        RandomCase made = make_rule_case(seed, 0.0, false);
        const policy::LinkSelector& denied = made.actions[0].selector;
        const policy::LinkSelector leaves = {denied.exporter_countries, {}, {}, {}, {}, {}};
        const Links origin = policy::select_links(made.network, made.directory, leaves);
        made.directory.us_content = draw_shares(made.network, dice);
        for (const bool of_us : {true, false}) {
            made.directory.countries = {};
            for (const char* name : {of_us ? "US" : "JP", of_us ? "JP" : "US", "KR"})
                made.directory.countries.add(name);
            const Stated stated = of_us ? made.directory.us_content : Stated{};
            const std::vector<double> content = dense_content(made.network, origin, stated);
            policy::ContentRuleCheck rule(made.network, made.directory);
            for (const policy::CheckedLink& at : rule.check(made.actions[1], denied, {})) {
                const network::LinkShare* known = find(stated, at.link);
                const double expected = known != nullptr ? known->share : content[made.network.link_supplier[at.link]];
                REQUIRE(std::abs(at.content - expected) <= 1e-9 * expected);
                REQUIRE(at.is_caught());
                by_link += known != nullptr;
            }
        }
    }
    CHECK(by_link > 100);
}

TEST_CASE("controlled content agrees with a dense solution on generated networks, on any number of threads") {
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
        CAPTURE(seed);
        const network::SupplyNetwork network = generated(seed, 1);
        Dice dice(seed);
        const Links origin = draw_origin(network, dice);
        CHECK(compare_content(network, origin) > 100);
        for (const unsigned threads : {2U, 7U})
            CHECK(policy::controlled_content(generated(seed, threads), origin).share ==
                  policy::controlled_content(network, origin).share);
    }
}

TEST_CASE("neither a content rule nor a lower threshold opens a link") {
    int closed = 0;
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        CAPTURE(seed);
        const RandomCase first = make_rule_case(seed, 1.0, false);
        std::vector<policy::LinkOpenness> before = state(first, {0}, 20);
        for (const double threshold : {1.0, 0.5, 0.25, 0.1, 0.0}) {
            const std::vector<policy::LinkOpenness> now = state(make_rule_case(seed, threshold, false), {0, 1}, 20);
            for (std::size_t e = 0; e < now.size(); ++e) {
                REQUIRE(now[e].openness <= before[e].openness);
                closed += now[e].openness < before[e].openness;
            }
            before = now;
        }
    }
    CHECK(closed > 500);
}

TEST_CASE("a threshold of 0 catches every third-country link with any content, and a response only opens later") {
    int caught = 0;
    int replaced = 0;
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        CAPTURE(seed);
        const RandomCase made = make_rule_case(seed, 0.0, false);
        const policy::LinkSelector& denied = made.actions[0].selector;
        const policy::LinkSelector origin = {denied.exporter_countries, {}, {}, {}, {}, {}};
        const policy::LinkSelector bought = {{}, {}, denied.target_countries, {}, {}, {}};
        const std::vector<double> content =
            dense_content(made.network, policy::select_links(made.network, made.directory, origin));
        const std::vector<policy::LinkOpenness> now = state(made, {0, 1}, 20);
        const std::vector<policy::LinkOpenness> later = state(make_rule_case(seed, 0.0, true), {0, 1}, 20);
        const std::vector<policy::LinkOpenness> last = state(make_rule_case(seed, 0.0, true), {0, 1}, 100);
        for (const std::uint64_t e : policy::select_links(made.network, made.directory, bought)) {
            const std::uint32_t supplier = made.network.link_supplier[e];
            const bool is_foreign = made.directory.node_country[supplier] != 0;
            REQUIRE(now[e].openness == (is_foreign && content[supplier] == 0.0 ? 1.0 : 0.0));
            REQUIRE(later[e].openness == now[e].openness);
            REQUIRE(last[e].openness >= now[e].openness);
            caught += is_foreign && now[e].openness == 0.0;
            replaced += last[e].openness > now[e].openness;
        }
    }
    CHECK(caught > 500);
    CHECK(replaced > 20);
    CHECK(replaced < caught);
}
