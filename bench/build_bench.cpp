// Builds a network from records in any order.
#include <benchmark/benchmark.h>

#include "made_network.hpp"

namespace {

using namespace chokepoint;

void rate(benchmark::State& state, double links) {
    state.counters["links/s"] = benchmark::Counter(double(state.iterations()) * links, benchmark::Counter::kIsRate);
}

/// Arguments: links, threads.
void build(benchmark::State& state) {
    const MadeLinks records = made_links(static_cast<std::uint64_t>(state.range(0)));
    for (auto _ : state) {
        state.PauseTiming();
        network::LinkColumns links = records.links;
        state.ResumeTiming();
        benchmark::DoNotOptimize(
            network::build_network(records.nodes, std::move(links), static_cast<unsigned>(state.range(1)))
                .output.data());
    }
    rate(state, double(records.links.size()));
}

}  // namespace

namespace chokepoint {

void register_build(std::uint64_t largest) {
    auto* bench = benchmark::RegisterBenchmark("build", build);
    bench->Unit(benchmark::kMillisecond)->UseRealTime();
    for (std::int64_t links = 10'000; links <= static_cast<std::int64_t>(largest); links *= 10) {
        for (const std::int64_t threads : {1, 2})
            bench->Args({links, threads});
    }
}

}  // namespace chokepoint
