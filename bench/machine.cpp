#include "machine.hpp"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chokepoint/base/files/large_memory.hpp>
#include <chokepoint/base/parallel.hpp>
#include <chrono>
#include <vector>

namespace chokepoint {

namespace {

constexpr int kTries = 5;

/// The time in seconds of the fastest of a few runs of work(k) on all threads.
template <class Work>
double best_seconds(unsigned threads, const Work& work) {
    ThreadTeam team(threads);
    double best = 1e9;
    for (int k = 0; k < kTries; ++k) {
        const auto begin = std::chrono::steady_clock::now();
        team.run(work);
        best = std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
    }
    return best;
}

/// Four independent sums, so that additions do not wait for each other.
template <class Value>
double sum_of(std::size_t first, std::size_t last, const Value& value) {
    double sums[4] = {};
    std::size_t k = first;
    for (; k + 4 <= last; k += 4) {
        for (std::size_t s = 0; s < 4; ++s)
            sums[s] += value(k + s);
    }
    for (; k < last; ++k)
        sums[0] += value(k);
    return sums[0] + sums[1] + sums[2] + sums[3];
}

template <unsigned kLanes>
double gather_lanes(const Column<std::uint32_t>& indices, const std::vector<double>& values, unsigned threads) {
    return best_seconds(threads, [&](unsigned part) {
        const std::size_t first = indices.size() * part / threads;
        const std::size_t last = indices.size() * (part + 1) / threads;
        double lanes[kLanes] = {};
        if constexpr (kLanes == 1) {
            lanes[0] = sum_of(first, last, [&](std::size_t k) { return values[indices[k]]; });
        } else {
            for (std::size_t k = first; k < last; ++k) {
                for (unsigned l = 0; l < kLanes; ++l)
                    lanes[l] += values[std::size_t{indices[k]} * kLanes + l];
            }
        }
        benchmark::DoNotOptimize(lanes);
    });
}

double gather(const Column<std::uint32_t>& indices, std::size_t entries, unsigned lanes, unsigned threads) {
    std::vector<double> values;
    assign_large(values, entries * lanes, 1.0);
    if (lanes == 8) return gather_lanes<8>(indices, values, threads);
    if (lanes == 16) return gather_lanes<16>(indices, values, threads);
    return gather_lanes<1>(indices, values, threads);
}

}  // namespace

double read_bandwidth(unsigned threads) {
    constexpr std::size_t kEntries = std::size_t{1} << 25;  // 256 MiB, larger than any cache
    std::vector<double> values;
    assign_large(values, kEntries, 1.0);
    const double seconds = best_seconds(threads, [&](unsigned part) {
        benchmark::DoNotOptimize(sum_of(kEntries * part / threads, kEntries * (part + 1) / threads,
                                        [&](std::size_t k) { return values[k]; }));
    });
    return double(kEntries) * sizeof(double) / seconds;
}

double gather_seconds(const network::SupplyNetwork& network, unsigned lanes, unsigned threads) {
    return gather(network.link_supplier, network.node_count(), lanes, threads) +
           gather(network.sale_slot, network.slot_count(), lanes, threads);
}

}  // namespace chokepoint
