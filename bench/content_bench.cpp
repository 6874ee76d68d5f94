// Computes the controlled content of every firm: the weights, then sweeps until it converges.
#include <benchmark/benchmark.h>

#include <chokepoint/policy/content.hpp>
#include <vector>

#include "made_network.hpp"

namespace {

using namespace chokepoint;

/// Argument: links. The first twentieth of the nodes sell controlled items; in locality order that is about one
/// country.
void content(benchmark::State& state) {
    const network::SupplyNetwork& network = made_network(static_cast<std::uint64_t>(state.range(0))).network;
    std::vector<std::uint64_t> origin;
    for (std::uint64_t e = 0; e < network.link_count(); ++e) {
        if (network.link_supplier[e] < network.node_count() / 20) origin.push_back(e);
    }
    policy::ControlledContent solved;
    for (auto _ : state)
        solved = policy::controlled_content(network, origin);
    state.counters["firms"] = double(network.node_count());
    state.counters["sweeps"] = solved.sweeps;
    state.counters["change"] = solved.change;
    state.counters["links/s"] = benchmark::Counter(
        double(state.iterations()) * solved.sweeps * double(network.link_count()), benchmark::Counter::kIsRate);
}

}  // namespace

namespace chokepoint {

void register_content(std::uint64_t largest) {
    auto* bench = benchmark::RegisterBenchmark("content", content);
    bench->Unit(benchmark::kMillisecond)->UseRealTime();
    for (const std::int64_t links : {10'000, 100'000, 1'000'000, 5'000'000}) {
        if (links <= static_cast<std::int64_t>(largest) || links == 5'000'000) bench->Arg(links);
    }
}

}  // namespace chokepoint
