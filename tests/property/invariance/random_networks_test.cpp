#include <doctest/doctest.h>

#include <algorithm>
#include <chokepoint/dynamics/day_step.hpp>
#include <cmath>
#include <functional>
#include <string>

#include "transformed_case.hpp"

using namespace chokepoint;

namespace {

constexpr std::uint64_t kNetworks = 12;
constexpr int kRandomNetworksDays = 250;
// Reordered sums differ by 1e-16 a day, and stocks accumulate the difference. As in the comparison with the second
// implementation, supply has no cycles that would amplify it.
constexpr double kRandomNetworksTolerance = 1e-9;

/// Runs a case and returns its output by day and by node of the original case, in the money of the original case.
std::vector<std::vector<double>> run_outputs(RandomCase chosen, const dynamics::Rules& rules, double usd) {
    const std::size_t nodes = 1 + *std::max_element(chosen.origin.begin(), chosen.origin.end());
    set_rules(chosen, rules);
    const policy::OpennessSchedule schedule = schedule_of(chosen);
    dynamics::DayStep step(chosen.network, chosen.behaviour, schedule);
    // Every node is active from the first day: if stocks of one product have different targets, no day repeats the day
    // before, and the order in which nodes become active would matter.
    step.keep_received();
    std::vector<std::vector<double>> outputs;
    for (int day = 0; day < kRandomNetworksDays; ++day) {
        step.advance();
        std::vector<double>& today = outputs.emplace_back(nodes, 0.0);
        for (std::size_t i = 0; i < chosen.origin.size(); ++i)
            today[chosen.origin[i]] += step.state().output[i] / usd;
    }
    return outputs;
}

/// The largest difference between two runs, as a share of a node's baseline output.
struct Difference {
    double share = 0.0;
    int day = 0;
    std::size_t node = 0;
};

Difference largest(const std::vector<std::vector<double>>& a, const std::vector<std::vector<double>>& b,
                   const network::SupplyNetwork& network) {
    Difference most;
    for (int day = 0; day < kRandomNetworksDays; ++day) {
        for (std::size_t i = 0; i < network.node_count(); ++i) {
            const double share = std::abs(a[day][i] - b[day][i]) / network.output[i];
            if (share > most.share || std::isnan(share)) most = {share, day, i};
        }
    }
    return most;
}

using Choose = std::function<Transformation(const RandomCase&, Dice&)>;

/// Runs every network under every set of rules, unchanged and transformed. `rivals`: whether parts of a firm may
/// compete.
void check_all(const std::string& name, const Choose& choose, bool rivals = true) {
    double lost = 0.0;
    Difference worst;
    for (RuleSet set : all_rule_sets()) {
        set.rules.adaptations.rivals = set.rules.adaptations.rivals && rivals;
        for (std::uint64_t seed = 301; seed < 301 + kNetworks; ++seed) {
            const RandomCase chosen = make_random_case(seed, kRandomNetworksDays, kRandomNetworksDays, Shape::tiered);
            Dice dice(seed);
            const Transformation how = choose(chosen, dice);
            const auto plain = run_outputs(chosen, set.rules, 1.0);
            const auto other = run_outputs(transformed(chosen, how, seed), set.rules, how.usd);
            const Difference most = largest(plain, other, chosen.network);
            for (std::size_t i = 0; i < plain[0].size(); ++i)
                lost += plain[kRandomNetworksDays / 2][i] < 0.9 * chosen.network.output[i];
            if (!(most.share <= worst.share)) worst = most;
            CAPTURE(name);
            CAPTURE(set.name);
            CAPTURE(seed);
            CAPTURE(most.day);
            CAPTURE(most.node);
            CHECK(most.share <= kRandomNetworksTolerance);
        }
    }
    MESSAGE(name << ": largest difference " << worst.share);
    CHECK(lost > 1000.0);  // otherwise there is nothing that an order could change
}

}  // namespace

TEST_CASE("reordering and renumbering everything changes no output beyond rounding") {
    check_all("shuffled", [](const RandomCase&, Dice&) { return Transformation{.shuffle = true}; });
}

TEST_CASE("money in another unit changes no output beyond rounding") {
    check_all("in other money", [](const RandomCase&, Dice& dice) {
        return Transformation{.usd = dice.one_of({0.13, 1e-6, 6.75, 1e3})};
    });
}

TEST_CASE("the equal parts of a split firm together make what the whole firm made") {
    const Choose split = [](const RandomCase& chosen, Dice& dice) {
        Transformation how{.shuffle = true};
        for (std::size_t i = 0; i < chosen.network.node_count(); ++i)
            how.parts.push_back(static_cast<unsigned>(dice.one_of({1.0, 1.0, 2.0, 3.0})));
        return how;
    };
    // Parts of a firm in the same market would compete for the customers that each of them loses.
    check_all("split", split, false);
}

TEST_CASE("shifting all dates by whole weeks changes no byte") {
    for (const RuleSet& set : all_rule_sets()) {
        for (std::uint64_t seed = 301; seed < 304; ++seed) {
            const RandomCase chosen = make_random_case(seed, kRandomNetworksDays, kRandomNetworksDays);
            const RandomCase later = transformed(chosen, {.weeks = 61}, seed);
            CAPTURE(set.name);
            CAPTURE(seed);
            CHECK(run_outputs(chosen, set.rules, 1.0) == run_outputs(later, set.rules, 1.0));
        }
    }
}
