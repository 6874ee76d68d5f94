// Writes the report page from the results of the ZTE scenario.
#include <benchmark/benchmark.h>

#include <chokepoint/report/page/page.hpp>
#include <chokepoint/study/evidence_weight.hpp>
#include <string>

namespace {

using namespace chokepoint;

/// Argument: samples. `bytes` is the size of the page.
void zte_report(benchmark::State& state) {
    const scenario::Scenario scenario =
        scenario::load_scenario(CHOKEPOINT_SOURCE_DIR "/scenarios/zte-2018/ban-vs-reversal.yaml",
                                {{"uncertainty.samples", std::to_string(state.range(0))}});
    const study::StudyResult study = study::run_study(scenario, 0);
    study::Ensemble ensemble = study::run_ensemble(scenario, 0);
    study::weigh_by_evidence(scenario, ensemble);
    std::size_t bytes = 0;
    for (auto _ : state)
        bytes = report::report_html({scenario, ensemble, study}, {}).size();
    state.counters["bytes"] = double(bytes);
}

BENCHMARK(zte_report)->Arg(128)->Arg(1000)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
