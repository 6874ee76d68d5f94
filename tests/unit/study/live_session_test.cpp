#include <doctest/doctest.h>

#include <algorithm>
#include <chokepoint/study/checkpoint/sample_record.hpp>
#include <chokepoint/study/evidence_weight.hpp>
#include <chokepoint/study/live/live_controls.hpp>
#include <chokepoint/study/live/live_session.hpp>
#include <chokepoint/study/live/scenario_text.hpp>
#include <optional>
#include <string>
#include <vector>

#include "../temporary_file.hpp"

using namespace chokepoint;
using namespace chokepoint::testing;

namespace {

constexpr const char* kZte = CHOKEPOINT_SOURCE_FOLDER "/scenarios/zte-2018/ban-vs-reversal.yaml";
constexpr int kLiveSamples = 20;

/// The calendar is cut to a year, and there are fewer samples than in the file.
study::LiveSession session(std::size_t most_bytes = study::LiveSession::kStoreBytes) {
    return {
        kZte, {{"calendar.end", "2018-12-31"}, {"forecast.of", "[{firm: ZTE, periods: [2018-Q2]}]"}}, 2, most_bytes};
}

study::LiveResult answer(study::LiveSession& live, const study::LiveChange& change, int count = kLiveSamples) {
    std::optional<study::LiveResult> result = live.run(live.load(change), change, count);
    REQUIRE(result);
    return std::move(*result);
}

/// The bytes of samples, with their weights.
std::string bytes_of(const study::Ensemble& ensemble) {
    std::string bytes = study::sample_record(ensemble.samples);
    for (const study::SampleResult& sample : ensemble.samples)
        bytes += std::to_string(sample.weight) + " ";
    return bytes;
}

/// What a run of all arms without a session finds.
std::string bytes_of_fresh_run(const study::LiveSession& live, const study::LiveChange& change,
                               int count = kLiveSamples) {
    const scenario::Scenario scenario = live.load(change);
    study::SamplePlan plan{.count = count, .values = {}, .whole = true};
    study::Ensemble ensemble = study::run_ensemble(scenario, plan, 1);
    study::weigh_by_evidence(scenario, ensemble);
    return bytes_of(ensemble);
}

const study::LiveChange kLift{{{"actions.lift.on", "2018-06-01"}}, {}};

}  // namespace

TEST_CASE("a change of a live scenario runs only the arms that it touches") {
    study::LiveSession live = session();
    CHECK(answer(live, {}).arms_run == std::vector<std::size_t>{0, 1, 2, 3});
    CHECK(answer(live, {}).arms_run.empty());
    CHECK(answer(live, kLift).arms_run == std::vector<std::size_t>{2});
    CHECK(answer(live, {{{"actions.amendment.from", "2018-06-01"}}, {}}).arms_run == std::vector<std::size_t>{3});
    // The first action of all: every arm with a policy has it.
    CHECK(answer(live, {{{"actions.denial-order.from", "2018-04-20"}}, {}}).arms_run.size() >= 3);
    CHECK(answer(live, {{{"model.products.network-chips.stock_days", "90"}}, {}}).arms_run.size() == 4);
    CHECK(answer(live, {}).arms_run.empty());
}

TEST_CASE("a live result is that of a fresh run, byte for byte") {
    study::LiveSession live = session();
    for (const study::LiveChange& change : std::vector<study::LiveChange>{
             {},
             kLift,
             {{{"actions.lift.on", "2018-06-01"}, {"actions.maintenance-licence.openness", "0.5"}}, {}},
             {{{"model.products.network-chips.stock_days", "90"}}, {}},
             {{{"actions.denial-order.from", "2018-05-01"}}, {}}}) {
        CHECK(bytes_of(answer(live, change).ensemble) == bytes_of_fresh_run(live, change));
    }
}

TEST_CASE("more samples of a live scenario continue those that are there") {
    study::LiveSession live = session();
    answer(live, kLift, 16);
    CHECK(bytes_of(answer(live, kLift, 40).ensemble) == bytes_of_fresh_run(live, kLift, 40));
    CHECK(answer(live, kLift, 32).arms_run.empty());
}

TEST_CASE("arms that are not shown still weigh the samples of a live scenario") {
    study::LiveSession live = session();
    const study::LiveResult all = answer(live, {});
    const study::LiveResult some = answer(live, {{}, {"baseline", "reversal"}});
    REQUIRE(some.scenario.arms.size() == 2);
    CHECK(some.scenario.arms[1].name == "reversal");
    for (std::size_t k = 0; k < some.ensemble.samples.size(); ++k) {
        CHECK(some.ensemble.samples[k].weight == all.ensemble.samples[k].weight);
        CHECK(some.ensemble.samples[k].outcomes[1][0].revenue_usd ==
              all.ensemble.samples[k].outcomes[2][0].revenue_usd);
    }
}

TEST_CASE("a store that is too small for an answer changes no number") {
    study::LiveSession live = session(1);
    CHECK(bytes_of(answer(live, kLift).ensemble) == bytes_of_fresh_run(live, kLift));
}

TEST_CASE("a stopped run of a live scenario has no answer") {
    study::LiveSession live = session();
    const std::atomic<bool> stop{true};
    CHECK(!live.run(live.load({}), {}, kLiveSamples, {{}, &stop}));
}

TEST_CASE("a fault of a live change is traced to the key that was changed") {
    const study::LiveSession live = session();
    const study::LiveChange change{{{"actions.lift.on", "2018-06-01"}, {"actions.maintenance-licence.openness", "2"}},
                                   {}};
    try {
        live.load(change);
        FAIL("an openness of 2 was accepted");
    } catch (const InputError& error) {
        CHECK(live.changed_key(change, error.diagnostics().front()) == "actions.maintenance-licence.openness");
    }
}

TEST_CASE("live controls have labels, bounds and what the file says") {
    const study::LiveSession live = session();
    const std::vector<study::LiveControl> controls = study::live_controls(live.load({}));
    const auto find = [&](std::string_view key) -> const study::LiveControl& {
        const auto found = std::ranges::find(controls, key, &study::LiveControl::key);
        REQUIRE(found != controls.end());
        return *found;
    };
    const study::LiveControl& lift = find("actions.lift.on");
    CHECK(lift.owner == "Ban lifted");
    CHECK(lift.value == "2018-07-13");
    CHECK(lift.max == "2018-12-31");
    const study::LiveControl& stock = find("model.products.network-chips.stock_days");
    CHECK(stock.owner == "network chips");
    CHECK(stock.unit == "days");
    CHECK(stock.prior == "uniform 30 to 60");
    CHECK(find("actions.maintenance-licence.openness").value == "0.1");
    CHECK(find("actions.denial-order.openness").value == "0");
    CHECK(find("model.products.memory.substitutability").max == "1");
}

TEST_CASE("a changed scenario is written as a file that runs from another folder") {
    study::LiveSession live = session();
    const scenario::Scenario changed = live.load(kLift);
    const TemporaryFolder folder;
    const auto file = folder.write("what-if.yaml", study::scenario_text(changed, folder.path(), {}));
    study::LiveSession saved(file, {}, 2);
    CHECK(bytes_of(answer(saved, {}).ensemble) == bytes_of(answer(live, kLift).ensemble));
}
