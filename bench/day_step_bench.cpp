// The day step's cost in ns per link: on the ZTE model, and on made-up networks from 10^4 to 4·10^6 links, at rest and
// under a ban. Beside it stands the machine's gather rate for the same links: one read of a double by a 32-bit index in
// the network's own order, which a sweep of the links cannot beat. bench/README.md says how to run and compare.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <chokepoint/dynamics/day_step.hpp>
#include <chokepoint/dynamics/parameters.hpp>
#include <chokepoint/scenario/scenario.hpp>
#include <cmath>
#include <random>

namespace {

using namespace chokepoint;

/// A network with heavy-tailed sales, seeded; every firm buys from about `links_per_firm` others of 20 products.
SupplyNetwork made_up_network(std::uint32_t firms, std::uint32_t links_per_firm) {
    std::mt19937_64 engine(2018);
    const auto uniform = [&] { return double(engine() >> 11) * 0x1.0p-53; };
    std::vector<NodeRecord> nodes(firms);
    for (std::uint32_t i = 0; i < firms; ++i)
        nodes[i].product = i % 20;
    std::vector<LinkRecord> links;
    for (std::uint32_t i = 0; i < firms; ++i) {
        for (std::uint32_t k = 0; k < links_per_firm; ++k) {
            // The square of a uniform number favours low ids: a few suppliers serve many.
            const double u = uniform();
            const auto supplier = static_cast<std::uint32_t>(u * u * firms);
            if (supplier != i) links.push_back({supplier, i, supplier % 20, std::exp(8.0 * uniform()), 0.0});
        }
    }
    const auto key = [](const LinkRecord& l) { return (std::uint64_t(l.customer) << 32) | l.supplier; };
    std::sort(links.begin(), links.end(), [&](const auto& a, const auto& b) { return key(a) < key(b); });
    links.erase(std::unique(links.begin(), links.end(), [&](const auto& a, const auto& b) { return key(a) == key(b); }),
                links.end());
    return build_network(nodes, std::move(links));
}

Behaviour behaviour_of(const SupplyNetwork& network) {
    return make_behaviour(network, find_preset("export-control")->rules, std::vector<ProductBehaviour>(20));
}

void report(benchmark::State& state, std::size_t links) {
    const auto work = double(state.iterations()) * double(links);
    state.counters["links"] = double(links);
    state.counters["links/s"] = benchmark::Counter(work, benchmark::Counter::kIsRate);
    state.counters["s/link"] = benchmark::Counter(work, benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

void full_sweep(benchmark::State& state) {
    const SupplyNetwork network = made_up_network(static_cast<std::uint32_t>(state.range(0)), 4);
    const Behaviour behaviour = behaviour_of(network);
    const OpennessSchedule nothing;
    ThreadTeam team(static_cast<unsigned>(state.range(1)));
    DayStep step(network, behaviour, nothing, Sweep::full, &team);
    for (auto _ : state)
        step.advance();
    report(state, network.link_count());
}
BENCHMARK(full_sweep)
    ->ArgsProduct({{2'500, 25'000, 250'000, 1'000'000}, {1, 2}})
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

void gather(benchmark::State& state) {
    const SupplyNetwork network = made_up_network(static_cast<std::uint32_t>(state.range(0)), 4);
    const std::vector<double> values(std::max(network.node_count(), network.slot_count()), 1.0);
    for (auto _ : state) {
        double sum = 0.0;
        for (const std::uint32_t supplier : network.link_supplier)
            sum += values[supplier];
        for (const std::uint32_t slot : network.sale_slot)
            sum += values[slot];
        benchmark::DoNotOptimize(sum);
    }
    report(state, network.link_count());
}
BENCHMARK(gather)->Arg(2'500)->Arg(25'000)->Arg(250'000)->Arg(1'000'000)->Unit(benchmark::kMillisecond);

void zte_under_ban(benchmark::State& state) {
    const Scenario scenario = load_scenario(CHOKEPOINT_SOURCE_DIR "/scenarios/zte-2018/ban-vs-reversal.yaml", {});
    const Model& model = scenario.model;
    const OpennessSchedule schedule = compile_openness(model.network, model.directory, scenario.actions,
                                                       scenario.arms[1].actions, scenario.start, scenario.end);
    std::size_t days = 0;
    for (auto _ : state) {
        DayStep step(model.network, model.behaviour, schedule);
        for (int day = 0; day < scenario.days(); ++day)
            step.advance();
        days += static_cast<std::size_t>(scenario.days());
    }
    const auto work = double(days) * double(model.network.link_count());
    state.counters["links"] = double(model.network.link_count());
    state.counters["s/link"] = benchmark::Counter(work, benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}
BENCHMARK(zte_under_ban)->Unit(benchmark::kMillisecond);

}  // namespace
