#include <doctest/doctest.h>

#include <filesystem>
#include <stdexcept>
#include <stop_token>
#include <string>

#include "../temporary_file.hpp"
#include "made_network.hpp"

using namespace chokepoint;

namespace {

Results made_results(int samples) {
    return run(make_scenario(made_network(), made_ban(), {.samples = samples}), {.threads = 1});
}

}  // namespace

TEST_CASE("A loss has its middle and the range of the samples") {
    const Results results = made_results(16);
    const Loss loss = results.loss("Phones, Ltd.", "ban", "total");
    REQUIRE(loss.range);
    CHECK(loss.range->p05 < loss.range->p50);
    CHECK(loss.range->p50 < loss.range->p95);
    CHECK(loss.lost_share() > 0.5 * loss.range->p05);
    CHECK(loss.lost_share() < 2.0 * loss.range->p95);
    CHECK(loss.is_disclosed);
    CHECK(loss.low_usd < loss.lost_usd);
    CHECK(loss.lost_usd < loss.high_usd);
    CHECK(results.loss("phones", "none", "2024").lost_usd == doctest::Approx(0.0));
    CHECK(results.loss("phones", "reversal", "total").lost_usd < loss.lost_usd);
    CHECK(results.failed_samples() == 0);
    CHECK(!made_results(1).loss("phones", "ban", "total").range);
}

TEST_CASE("Suppliers are ranked by what they lose") {
    const std::vector<SupplierLoss> suppliers = made_results(1).rank_suppliers("phones", "ban", "total");
    REQUIRE(suppliers.size() == 3);
    CHECK(suppliers[0].company == "fab");
    CHECK(suppliers[0].sales_usd == doctest::Approx(500e6));
    CHECK(suppliers[0].loss.lost_usd > suppliers[1].loss.lost_usd);
    CHECK(suppliers[1].loss.lost_usd > suppliers[2].loss.lost_usd);
}

TEST_CASE("Names that the results do not have are refused") {
    const Results results = made_results(1);
    CHECK_THROWS_AS(results.loss("phone", "ban", "total"), std::out_of_range);
    CHECK_THROWS_WITH(results.loss("phones", "bann", "total"), "the results have no arm 'bann'");
    CHECK_THROWS_AS(results.loss("phones", "ban", "2026"), std::out_of_range);
    CHECK_THROWS_AS(results.rank_suppliers("phone", "ban", "total"), std::out_of_range);
}

TEST_CASE("Progress counts samples, or days without any, and a stop leaves what was finished") {
    const Scenario scenario = make_scenario(made_network(), made_ban(), {.samples = 64});
    std::stop_source source;
    std::string units;
    const Results results = run(scenario, {.threads = 1,
                                           .progress =
                                               [&](std::string_view unit, long long done, long long all) {
                                                   if (!units.ends_with(unit)) units += unit;
                                                   CHECK(done <= all);
                                                   if (unit == "samples") source.request_stop();
                                               },
                                           .stop = source.get_token()});
    CHECK(units == "samples");
    CHECK(!results.is_complete());
    CHECK(results.interrupted().ends_with(" of 64 samples"));
    CHECK(results.loss("phones", "ban", "total").lost_usd > 0.0);
    source = {};
    source.request_stop();
    const Scenario single = make_scenario(made_network(), made_ban(), {.samples = 1});
    units.clear();
    run(single, {.progress = [&](std::string_view unit, long long, long long) { units = unit; }});
    CHECK(units == "days");
    CHECK(run(single, {.stop = source.get_token()}).arms().empty());
    CHECK(run(scenario, {.stop = source.get_token()}).interrupted() == "0 of 64 samples");
}

TEST_CASE("Results are written whole, and replaced only on request") {
    const testing::TemporaryFolder folder;
    const std::filesystem::path out = folder.path() / "out";
    const Results results = made_results(2);
    write_results(results, out);
    for (const char* name : {"impacts.csv", "summary.json", "manifest.json", "report.html", "samples.csv"})
        CHECK(std::filesystem::exists(out / name));
    CHECK_THROWS_AS(write_results(results, out), InputError);
    write_results(results, out, {.replace = true, .netcdf = true});
    CHECK(std::filesystem::exists(out / "results.nc"));
}
