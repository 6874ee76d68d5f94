// The day step: a day that computes every node, for one sample and for batches; the active set under a ban on one firm;
// and the ZTE case. The output also shows the machine's own limit, measured in the same run. bench/README.md explains
// how to run and compare.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <chokepoint/dynamics/day_step.hpp>
#include <chokepoint/scenario/scenario.hpp>

#include "machine.hpp"
#include "made_network.hpp"

namespace {

using namespace chokepoint;

/// Reports links and lanes per second, and the share of the day that the gathers alone would take.
void report(benchmark::State& state, double links, double bound_seconds, double lanes = 1.0) {
    const auto work = double(state.iterations()) * links * lanes;
    const auto bound = bound_seconds * double(state.iterations());
    state.counters["links/s"] = benchmark::Counter(work, benchmark::Counter::kIsRate);
    state.counters["bound_ms"] = 1e3 * bound_seconds;
    state.counters["of_bound"] = benchmark::Counter(bound, benchmark::Counter::kIsRate);
}

/// Arguments: links, threads, lanes.
void day_full(benchmark::State& state) {
    const MadeNetwork& made = made_network(static_cast<std::uint64_t>(state.range(0)));
    const auto threads = static_cast<unsigned>(state.range(1));
    const auto lanes = static_cast<unsigned>(state.range(2));
    const policy::OpennessSchedule nothing;
    const std::vector<dynamics::Sample> samples(lanes, {&made.network, &made.behaviour, &nothing});
    const double bound = gather_seconds(made.network, lanes, threads);
    ThreadTeam team(threads);
    dynamics::DayStep step(samples, dynamics::NodeSweep::full, &team);
    for (auto _ : state)
        step.advance();
    report(state, double(made.network.link_count()), bound, lanes);
    const network::SupplyNetwork& net = made.network;
    state.counters["bytes/link"] = double(network::network_bytes(net.node_count(), net.slot_count(), net.link_count()) +
                                          dynamics::day_step_bytes(net, made.behaviour, false, lanes)) /
                                   double(net.link_count());
}

/// Cuts a firm of medium output with at least three suppliers off from all of them on day 0.
policy::OpennessSchedule ban_on_one(const network::SupplyNetwork& network) {
    std::vector<std::uint32_t> firms;
    for (std::uint32_t i = 0; i < network.node_count(); ++i) {
        if (network.slot_links[network.node_slots[i + 1]] - network.slot_links[network.node_slots[i]] >= 3)
            firms.push_back(i);
    }
    const auto middle = firms.begin() + static_cast<std::ptrdiff_t>(firms.size() / 2);
    std::nth_element(firms.begin(), middle, firms.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return network.output[a] < network.output[b]; });
    const std::uint32_t buyer = *middle;
    policy::OpennessSchedule schedule;
    schedule.slot_first.push_back(0);
    for (std::uint32_t s = network.node_slots[buyer]; s < network.node_slots[buyer + 1]; ++s) {
        schedule.slots.push_back(s);
        for (std::uint64_t e = network.slot_links[s]; e < network.slot_links[s + 1]; ++e) {
            schedule.changes.push_back({0, static_cast<std::uint32_t>(schedule.links.size()), 0.0});
            schedule.links.push_back(e);
        }
        schedule.slot_first.push_back(static_cast<std::uint32_t>(schedule.links.size()));
    }
    return schedule;
}

/// Arguments: links, days, and whether to compute every node. The time is that of all days.
void ban_on_one_firm(benchmark::State& state) {
    const MadeNetwork& made = made_network(static_cast<std::uint64_t>(state.range(0)));
    const policy::OpennessSchedule schedule = ban_on_one(made.network);
    const dynamics::NodeSweep sweep = state.range(2) != 0 ? dynamics::NodeSweep::full : dynamics::NodeSweep::automatic;
    double taken = 0.0;
    for (auto _ : state) {
        state.PauseTiming();
        dynamics::DayStep step(made.network, made.behaviour, schedule, sweep);
        state.ResumeTiming();
        for (int day = 0; day < state.range(1); ++day) {
            step.advance();
            taken += double(step.nodes_produced() + step.nodes_delivered()) / 2.0;
        }
    }
    const double days = double(state.iterations()) * double(state.range(1));
    state.counters["nodes_taken"] = taken / days / double(made.network.node_count());
    state.counters["day"] = benchmark::Counter(days, benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}
BENCHMARK(ban_on_one_firm)
    ->ArgsProduct({{4'000'000}, {3, 10, 100}, {0, 1}})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

void zte_under_ban(benchmark::State& state) {
    const scenario::Scenario scenario =
        scenario::load_scenario(CHOKEPOINT_SOURCE_DIR "/scenarios/zte-2018/ban-vs-reversal.yaml", {});
    const scenario::Model& model = scenario.model;
    const policy::OpennessSchedule schedule = policy::compile_openness(
        model.network, model.directory, scenario.actions, scenario.arms[1].actions, scenario.start, scenario.end);
    const auto lanes = static_cast<unsigned>(state.range(0));
    const std::vector<dynamics::Sample> samples(lanes, {&model.network, &model.behaviour, &schedule});
    for (auto _ : state) {
        dynamics::DayStep step(samples);
        for (int day = 0; day < scenario.days(); ++day)
            step.advance();
    }
    report(state, double(model.network.link_count()) * scenario.days(), 0.0, lanes);
}
BENCHMARK(zte_under_ban)->Arg(1)->Arg(8)->Arg(16)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace

namespace chokepoint {

void register_day_step(std::uint64_t largest) {
    for (std::int64_t links = 10'000; links <= static_cast<std::int64_t>(largest); links *= 10) {
        auto* bench = benchmark::RegisterBenchmark("day_full", day_full);
        bench->Unit(benchmark::kMillisecond)->UseRealTime();
        for (const std::int64_t size : {links, 4 * links}) {
            if (size == 4 * links && links != 1'000'000) continue;
            for (const std::int64_t threads : {1, 2}) {
                bench->Args({size, threads, 1});
                for (const std::int64_t lanes : {8, 16}) {
                    if (size <= 4'000'000) bench->Args({size, threads, lanes});
                }
            }
        }
    }
}

}  // namespace chokepoint
