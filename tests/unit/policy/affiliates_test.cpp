// Company 0 in country 0 sells to companies 1 to 5. Company 1 holds 60 % of 2, which holds half of 3; 1 and 2 hold 20 %
// and 10 % of 4; nobody holds 5.
#include <doctest/doctest.h>

#include <chokepoint/policy/term.hpp>
#include <numeric>
#include <vector>

using namespace chokepoint;
using policy::ActionType;

namespace {

constexpr std::uint32_t kFirms = 6;

Date affiliates_day(int number) {
    return *parse_date("2025-01-01") + std::chrono::days(number);
}

/// The star of the head comment, with the actions of a test.
struct Star {
    network::SupplyNetwork network;
    network::Directory directory;
    std::vector<policy::Action> actions;

    Star() {
        std::vector<network::NodeRecord> nodes(kFirms);
        std::vector<network::LinkRecord> links;
        for (std::uint32_t k = 0; k < kFirms; ++k) {
            nodes[k] = {k == 0 ? 0U : 1U, 10.0, k == 0 ? 0.0 : 10.0};
            if (k > 0) links.push_back({0, k, 0, 1.0});
        }
        network = network::build_network(nodes, links);
        directory.node_country.assign(kFirms, 1);
        directory.node_country[0] = 0;
        directory.node_company.resize(kFirms);
        std::iota(directory.node_company.begin(), directory.node_company.end(), 0U);
        directory.product_kind = {network::Kind::goods, network::Kind::goods};
    }

    std::uint32_t add(ActionType type, int from, int until) {
        policy::Action action;
        action.name = std::to_string(actions.size());
        action.type = type;
        action.from = affiliates_day(from);
        action.until = affiliates_day(until);
        actions.push_back(action);
        return static_cast<std::uint32_t>(actions.size() - 1);
    }
    std::uint32_t add_listing(int from, int until) {
        const std::uint32_t number = add(ActionType::deny, from, until);
        actions[number].selector.exporter_countries = {0};
        actions[number].selector.target_companies = {1};
        return number;
    }
    std::uint32_t add_rule(std::uint32_t of, int from, int until, double threshold = 0.5) {
        const std::uint32_t number = add(ActionType::ownership, from, until);
        actions[number].of = of;
        actions[number].threshold = threshold;
        actions[number].owners = {{2, 1, 0.6}, {3, 2, 0.5}, {4, 1, 0.2}, {4, 2, 0.1}};
        return number;
    }
    std::uint32_t add_lift(std::uint32_t ends, int on) {
        const std::uint32_t number = add(ActionType::lift, on, on);
        actions[number].ends = ends;
        return number;
    }

    /// The openness of the links to companies 1 to 5 on a day, with all actions in force.
    std::vector<double> on(int day) const {
        std::vector<std::uint32_t> arm(actions.size());
        std::iota(arm.begin(), arm.end(), 0U);
        std::vector<std::uint64_t> links(network.link_supplier.size());
        std::iota(links.begin(), links.end(), std::uint64_t{0});
        const auto terms = policy::make_terms(network, directory, actions, arm, affiliates_day(0));
        std::vector<double> openness;
        for (const policy::LinkOpenness& link : policy::openness_on(terms, links, day))
            openness.push_back(link.openness);
        return openness;
    }
};

using Openness = std::vector<double>;

}  // namespace

TEST_CASE("affiliates are denied along chains while both the denial and the rule are in force") {
    Star star;
    star.add_rule(star.add_listing(10, 90), 30, 60);
    CHECK(star.on(9) == Openness{1, 1, 1, 1, 1});
    CHECK(star.on(29) == Openness{0, 1, 1, 1, 1});
    CHECK(star.on(30) == Openness{0, 0, 0, 1, 1});
    CHECK(star.on(60) == Openness{0, 0, 0, 1, 1});
    CHECK(star.on(61) == Openness{0, 1, 1, 1, 1});
    CHECK(star.on(91) == Openness{1, 1, 1, 1, 1});
}

TEST_CASE("a rule that began before its denial and outlasts it has the days of the denial") {
    Star star;
    star.add_rule(star.add_listing(10, 90), 0, 300);
    CHECK(star.on(9) == Openness{1, 1, 1, 1, 1});
    CHECK(star.on(10) == Openness{0, 0, 0, 1, 1});
    CHECK(star.on(90) == Openness{0, 0, 0, 1, 1});
    CHECK(star.on(91) == Openness{1, 1, 1, 1, 1});
}

TEST_CASE("the threshold decides who is an affiliate, and holdings of affiliates count") {
    for (const auto& [threshold, expected] :
         {std::pair{0.25, Openness{0, 0, 0, 0, 1}}, std::pair{0.3, Openness{0, 0, 0, 0, 1}},
          std::pair{0.31, Openness{0, 0, 0, 1, 1}}, std::pair{0.6, Openness{0, 0, 1, 1, 1}},
          std::pair{0.61, Openness{0, 1, 1, 1, 1}}}) {
        Star star;
        star.add_rule(star.add_listing(10, 90), 10, 90, threshold);
        CAPTURE(threshold);
        CHECK(star.on(50) == expected);
    }
}

TEST_CASE("a lift of the rule frees affiliates, and a lift of the denial frees all") {
    Star suspended;
    suspended.add_lift(suspended.add_rule(suspended.add_listing(10, 90), 20, 90), 40);
    CHECK(suspended.on(39) == Openness{0, 0, 0, 1, 1});
    CHECK(suspended.on(40) == Openness{0, 1, 1, 1, 1});
    Star lifted;
    const std::uint32_t listing = lifted.add_listing(10, 90);
    lifted.add_rule(listing, 20, 90);
    lifted.add_lift(listing, 40);
    CHECK(lifted.on(39) == Openness{0, 0, 0, 1, 1});
    CHECK(lifted.on(40) == Openness{1, 1, 1, 1, 1});
}

TEST_CASE("affiliates follow an amendment of the denial: its openness and its targets") {
    Star star;
    const std::uint32_t listing = star.add_listing(10, 90);
    star.add_rule(listing, 10, 90);
    const std::uint32_t eased = star.add_listing(40, 90);
    star.actions[eased].ends = listing;
    star.actions[eased].openness = 0.25;
    CHECK(star.on(39) == Openness{0, 0, 0, 1, 1});
    CHECK(star.on(40) == Openness{0.25, 0.25, 0.25, 1, 1});
    star.actions[eased].selector.target_companies = {2};
    CHECK(star.on(40) == Openness{1, 0.25, 0.25, 1, 1});
}

TEST_CASE("affiliates have the phases of the denial, such as its time to wind down") {
    Star star;
    const std::uint32_t listing = star.add_listing(10, 90);
    star.actions[listing].phases = {{10, 0.0}, {30, 0.4}};
    star.add_rule(listing, 15, 90);
    CHECK(star.on(19) == Openness{1, 1, 1, 1, 1});
    CHECK(star.on(20) == Openness{0, 0, 0, 1, 1});
    CHECK(star.on(40) == Openness{0.4, 0.4, 0.4, 1, 1});
}

TEST_CASE("parties of a list make affiliates on the days on which they are listed together") {
    Star star;
    const std::uint32_t listing = star.add_listing(10, 90);
    star.actions[listing].parties = {{"One", {1}, affiliates_day(0), affiliates_day(300), {}},
                                     {"Five", {5}, affiliates_day(40), affiliates_day(59), {}}};
    star.actions[listing].selector.target_companies = {1, 5};
    star.actions[star.add_rule(listing, 10, 90)].owners = {{4, 1, 0.3}, {4, 5, 0.3}};
    CHECK(star.on(39) == Openness{0, 1, 1, 1, 1});
    CHECK(star.on(40) == Openness{0, 1, 1, 0, 0});
    CHECK(star.on(60) == Openness{0, 1, 1, 1, 1});
}

TEST_CASE("a licence that begins after the rule opens what the rule closes, and a leak follows affiliates") {
    Star star;
    const std::uint32_t listing = star.add_listing(10, 90);
    star.add_rule(listing, 20, 90);
    const std::uint32_t licence = star.add(ActionType::license, 40, 90);
    star.actions[licence].selector.target_companies = {3};
    star.actions[licence].openness = 1.0;
    CHECK(star.on(40) == Openness{0, 0, 1, 1, 1});
    const std::uint32_t leak = star.add(ActionType::leak, 0, 0);
    star.actions[leak].of = listing;
    star.actions[leak].openness = 0.25;
    CHECK(star.on(30) == Openness{0.25, 0.25, 0.25, 1, 1});
}

TEST_CASE("the terms of a rule say what their targets' owners hold") {
    Star star;
    star.add_rule(star.add_listing(10, 90), 30, 60);
    const auto terms = policy::make_terms(star.network, star.directory, star.actions, std::vector<std::uint32_t>{0, 1},
                                          affiliates_day(0));
    REQUIRE(terms.size() == 2);
    CHECK(terms[1].action == 1);
    CHECK(terms[1].began == 30);
    REQUIRE(terms[1].held.size() == 2);
    CHECK(terms[1].held[0].company == 2);
    CHECK(terms[1].held[0].owner == 1);
    CHECK(terms[1].held[1].company == 3);
    CHECK(terms[1].held[1].owner == 2);
}
