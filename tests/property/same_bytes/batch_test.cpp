#include <doctest/doctest.h>

#include <algorithm>
#include <chokepoint/dynamics/day_step.hpp>
#include <memory>
#include <optional>
#include <stdexcept>

#include "../random_case.hpp"
#include "../state_difference.hpp"

using namespace chokepoint;

namespace {

constexpr int kBatchDays = 250;

/// The inputs that may differ between the lanes of a batch.
enum class Own { schedules, parameters, flows, everything };

/// `count` samples on one topology: the numbers of lane k are those of the case times its own draws.
struct Samples {
    std::vector<network::SupplyNetwork> networks;
    std::vector<dynamics::Behaviour> behaviours;
    std::vector<policy::OpennessSchedule> schedules;
    std::vector<dynamics::Sample> list;

    Samples(const RandomCase& chosen, unsigned count, Own own, Dice& dice) {
        networks.reserve(count);
        behaviours.reserve(count);
        schedules.reserve(count);
        const bool flows = own == Own::flows || own == Own::everything;
        const bool parameters = own == Own::parameters || own == Own::everything;
        for (unsigned k = 0; k < count; ++k) {
            if (k == 0 || flows) networks.push_back(scaled(chosen.network, dice));
            if (k == 0 || parameters) behaviours.push_back(varied(chosen.behaviour, dice));
            schedules.push_back(schedule_of(chosen));
            for (policy::Damage& damage : schedules.back().damage) {
                if (dice.chance(0.3)) damage.lost *= dice.between(0.0, 1.0);
            }
            for (policy::OpennessChange& change : schedules.back().changes) {
                if (dice.chance(0.3)) change.openness = dice.between(0.0, 1.0);
            }
            list.push_back({&networks.back(), &behaviours.back(), &schedules.back()});
        }
    }

    /// Multiplies every flow by a draw; needs and outputs follow.
    static network::SupplyNetwork scaled(const network::SupplyNetwork& network, Dice& dice) {
        std::vector<network::NodeRecord> nodes;
        std::vector<network::LinkRecord> links;
        for (std::uint32_t i = 0; i < network.node_count(); ++i) {
            nodes.push_back({network.node_product[i], -1.0, network.final_demand[i] * dice.between(0.5, 2.0)});
            for (std::uint32_t s = network.node_slots[i]; s < network.node_slots[i + 1]; ++s) {
                for (std::uint64_t e = network.slot_links[s]; e < network.slot_links[s + 1]; ++e) {
                    const double standby = network.link_standby.empty() ? 0.0 : network.link_standby[e];
                    links.push_back({network.link_supplier[e], i, network.slot_product[s],
                                     network.link_flow[e] * dice.between(0.5, 2.0), standby});
                }
            }
        }
        return network::build_network(nodes, links);
    }

    static dynamics::Behaviour varied(const dynamics::Behaviour& behaviour, Dice& dice) {
        dynamics::Behaviour own = behaviour;
        for (double& days : own.slot_stock_days)
            days = 1.0 + days * dice.between(0.0, 2.0);
        for (double& dependence : own.slot_dependence)
            dependence = dice.chance(0.2) ? 0.0 : dependence;
        for (dynamics::ProductBehaviour& product : own.products) {
            product.overproduction = dice.between(1.0, 1.5);
            product.transit_days = dice.chance(0.3) ? dice.between(1.0, 10.0) : 0.0;
            product.restart_ramp_days = dice.between(1.0, 30.0);
            product.suspend_below = dice.between(0.0, 0.5);
            product.restart_above = dice.between(product.suspend_below, 1.0);
            product.restart_cover_days = dice.between(1.0, 20.0);
        }
        own.rules.order_adjust_days = dice.between(2.0, 20.0);
        own.rules.order_ceiling = dice.between(1.2, 3.0);
        return own;
    }
};

}  // namespace

TEST_CASE("every lane of a batch has the same bytes as its sample alone") {
    ThreadTeam two(2);
    int compared = 0;
    for (const RuleSet& set : preset_and_mixed_rule_sets()) {
        if (!runs_in_lanes(set.rules)) continue;
        for (const Own own : {Own::schedules, Own::parameters, Own::flows, Own::everything}) {
            const std::uint64_t seed = 700 + static_cast<std::uint64_t>(own);
            RandomCase chosen =
                make_random_case(seed, kBatchDays, kBatchDays, seed % 2 == 0 ? Shape::tiered : Shape::cyclic);
            chosen.behaviour.rules = set.rules;
            for (const unsigned lanes : {8U, 16U}) {
                Dice dice(seed);
                const Samples samples(chosen, lanes, own, dice);
                dynamics::DayStep batch(samples.list, dynamics::NodeSweep::automatic, lanes == 16 ? &two : nullptr);
                std::vector<std::unique_ptr<dynamics::DayStep>> alone;
                for (const dynamics::Sample& sample : samples.list)
                    alone.push_back(std::make_unique<dynamics::DayStep>(std::span(&sample, 1)));
                for (int day = 0; day < kBatchDays; ++day) {
                    batch.advance();
                    for (unsigned lane = 0; lane < lanes; ++lane) {
                        alone[lane]->advance();
                        const std::string fault = difference(batch.state(), lane, lanes, alone[lane]->state(), 0, 1);
                        CAPTURE(set.name);
                        CAPTURE(static_cast<int>(own));
                        CAPTURE(lane);
                        CAPTURE(day);
                        REQUIRE(fault == "");
                        ++compared;
                    }
                }
            }
        }
    }
    CHECK(compared > 100'000);
}

TEST_CASE("leaving out what limited the nodes changes nothing else") {
    std::ptrdiff_t suspended = 0;
    const auto check = [&](const RuleSet& set, double times_restart_cover) {
        RandomCase chosen = make_random_case(31, kBatchDays, kBatchDays);
        set_rules(chosen, set.rules);
        const policy::OpennessSchedule schedule = schedule_of(chosen);
        std::optional<Samples> varied;
        Dice dice(31);
        if (runs_in_lanes(chosen.behaviour.rules)) {
            varied.emplace(chosen, 16, Own::everything, dice);
            for (dynamics::Behaviour& own : varied->behaviours) {
                for (dynamics::ProductBehaviour& product : own.products)
                    product.restart_cover_days *= times_restart_cover;
            }
        }
        const dynamics::Sample one{&chosen.network, &chosen.behaviour, &schedule};
        const std::vector<dynamics::Sample> samples = varied ? varied->list : std::vector<dynamics::Sample>{one};
        const auto lanes = static_cast<unsigned>(samples.size());
        dynamics::DayStep whole(samples);
        dynamics::DayStep lean(samples);
        lean.leave_out_bounds();
        dynamics::DayStep lean_alone(std::span(samples.data(), 1));
        lean_alone.leave_out_bounds();
        CAPTURE(set.name);
        for (int day = 0; day < kBatchDays; ++day) {
            whole.advance();
            lean.advance();
            lean_alone.advance();
            CAPTURE(day);
            for (unsigned lane = 0; lane < lanes; ++lane)
                REQUIRE(difference(lean.state(), lane, lanes, whole.state(), lane, lanes) == "");
            REQUIRE(difference(lean_alone.state(), 0, 1, whole.state(), 0, lanes) == "");
            suspended += std::count(lean.state().suspended.begin(), lean.state().suspended.end(), 1);
        }
        CHECK(lean.state().bound.empty());
        CHECK(lean.state().bound_slot.empty());
        CHECK(whole.state().bound.size() == whole.state().output.size());
    };
    for (const RuleSet& set : preset_and_mixed_rule_sets()) {
        check(set, 1.0);
        check(set, 0.05);  // restart with less than a day's stock, which no model has
    }
    CHECK(suspended > 10'000);
}

TEST_CASE("the published rules run one sample at a time, and larger batches are refused") {
    int refused = 0;
    for (const RuleSet& set : preset_and_mixed_rule_sets()) {
        RandomCase chosen = make_random_case(1);
        set_rules(chosen, set.rules);
        const policy::OpennessSchedule nothing;
        const dynamics::Sample one{&chosen.network, &chosen.behaviour, &nothing};
        CAPTURE(set.name);
        CHECK_NOTHROW(dynamics::DayStep{std::vector<dynamics::Sample>{one}});
        for (const std::size_t lanes : {8U, 16U}) {
            const std::vector<dynamics::Sample> samples(lanes, one);
            if (runs_in_lanes(set.rules)) {
                CHECK_NOTHROW(dynamics::DayStep{samples});
            } else {
                CHECK_THROWS_AS(dynamics::DayStep{samples}, std::invalid_argument);
                ++refused;
            }
        }
    }
    CHECK(refused >= 2 * 12);
}

TEST_CASE("samples that do not fit into one batch are refused") {
    const RandomCase one = make_random_case(1);
    const RandomCase two = make_random_case(2);
    const policy::OpennessSchedule nothing;
    const dynamics::Sample first{&one.network, &one.behaviour, &nothing};
    std::vector<dynamics::Sample> samples(8, first);
    CHECK_NOTHROW(dynamics::DayStep{samples});
    samples[3] = {&two.network, &two.behaviour, &nothing};
    CHECK_THROWS_AS(dynamics::DayStep{samples}, std::invalid_argument);
    CHECK_THROWS_AS(dynamics::DayStep{std::vector<dynamics::Sample>(3, first)}, std::invalid_argument);
    const policy::OpennessSchedule other = schedule_of(one);
    samples[3] = {&one.network, &one.behaviour, &other};
    CHECK_THROWS_AS(dynamics::DayStep{samples}, std::invalid_argument);
}
