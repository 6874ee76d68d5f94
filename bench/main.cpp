// chokepoint_bench [--links=N] [--benchmark_...]: Google Benchmark on networks of 10^4 to N links (default: 10^6, and
// 4·10^6 for the day).
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <iostream>
#include <string_view>
#include <thread>

#include "machine.hpp"

namespace chokepoint {
void register_build(std::uint64_t largest);
void register_load(std::uint64_t largest);
void register_content(std::uint64_t largest);
void register_day_step(std::uint64_t largest);
}  // namespace chokepoint

int main(int argc, char** argv) {
    std::uint64_t largest = 1'000'000;
    constexpr std::string_view kLinks = "--links=";
    int kept = 1;
    for (int k = 1; k < argc; ++k) {
        const std::string_view argument = argv[k];
        if (argument.starts_with(kLinks)) {
            largest = std::strtoull(argv[k] + kLinks.size(), nullptr, 10);
        } else {
            argv[kept++] = argv[k];
        }
    }
    benchmark::Initialize(&kept, argv);
    if (benchmark::ReportUnrecognizedArguments(kept, argv)) return 2;
    chokepoint::register_build(largest);
    chokepoint::register_load(largest);
    chokepoint::register_content(largest);
    chokepoint::register_day_step(largest);
    for (const unsigned threads : {1U, 2U}) {
        std::cerr << "read bandwidth, " << threads << " thread(s): " << chokepoint::read_bandwidth(threads) / 1e9
                  << " GB/s\n";
    }
    benchmark::RunSpecifiedBenchmarks();
}
