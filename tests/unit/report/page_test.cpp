#include <doctest/doctest.h>

#include <chokepoint/base/files/sha256.hpp>
#include <chokepoint/report/page/page.hpp>
#include <chokepoint/report/page/page_assets.hpp>
#include <fstream>

#include "../sample_model.hpp"

using namespace chokepoint;
using namespace chokepoint::testing;

namespace {

const std::filesystem::path kSource = CHOKEPOINT_SOURCE_FOLDER;

std::string page_of(const scenario::Scenario& scenario, const study::Ensemble* ensemble, unsigned threads = 1) {
    const study::StudyResult study = study::run_study(scenario, threads);
    const study::Ensemble single = study::single_sample(scenario, study);
    return report::report_html({scenario, ensemble != nullptr ? *ensemble : single, study}, {"chokepoint run x.yaml"});
}

scenario::Scenario template_scenario(const scenario::Overrides& overrides = {}) {
    return scenario::load_scenario(kSource / "scenarios/template/export-ban.yaml", overrides);
}

bool has_section(const std::string& page, const std::string& id) {
    return page.find("<section id=\"" + id + "\"") != std::string::npos;
}

}  // namespace

TEST_CASE("ECharts is the file that was taken in, with its licences") {
    const std::filesystem::path folder = kSource / "sim/chokepoint/report/vendor/echarts-6.1.0";
    std::ifstream sums(folder / "SHA256SUMS");
    std::string hash, name;
    int files = 0;
    while (sums >> hash >> name) {
        CAPTURE(name);
        CHECK(sha256_of(text_of(folder / name)) == hash);
        if (name == "echarts.min.js") CHECK(sha256_of(report::page_asset(name)) == hash);
        ++files;
    }
    CHECK(files == 4);
}

TEST_CASE("the licence of ECharts stays in the page") {
    const std::string page = page_of(template_scenario(), nullptr);
    CHECK(page.find("Licensed to the Apache Software Foundation (ASF) under one") != std::string::npos);
    CHECK(page.find("Charts by Apache ECharts 6.1.0, Apache License 2.0") != std::string::npos);
}

TEST_CASE("a page has the same bytes on any number of threads") {
    const scenario::Scenario scenario = template_scenario({{"uncertainty.samples", "8"}});
    const study::Ensemble one = study::run_ensemble(scenario, 1);
    const study::Ensemble seven = study::run_ensemble(scenario, 7);
    CHECK(page_of(scenario, &one, 1) == page_of(scenario, &seven, 7));
}

TEST_CASE("a page says how to get what it lacks") {
    const std::string without = page_of(template_scenario(), nullptr);
    CHECK(without.find("This run has no samples") != std::string::npos);
    const scenario::Scenario scenario = template_scenario({{"uncertainty.samples", "8"}});
    const study::Ensemble ensemble = study::run_ensemble(scenario, 1);
    CHECK(page_of(scenario, &ensemble).find("No input has a range") != std::string::npos);
    const scenario::Scenario chips =
        scenario::load_scenario(kSource / "scenarios/chip-tools/control.yaml", {{"uncertainty.samples", "8"}});
    const study::Ensemble few = study::run_ensemble(chips, 1);
    CHECK(page_of(chips, &few).find("</a> are too few; 100 are enough") != std::string::npos);
}

TEST_CASE("a scenario without actions has a page that says so") {
    scenario::Scenario scenario = template_scenario();
    scenario.arms = {{"as-is", {}}};
    const std::string page = page_of(scenario, nullptr);
    CHECK(page.find("everything works on as before") != std::string::npos);
    CHECK(!has_section(page, "losses"));
    CHECK(has_section(page, "reproduce"));
}

TEST_CASE("one policy alone saves nothing against another, and has no date to vary") {
    scenario::Scenario scenario = template_scenario();
    std::erase_if(scenario.arms, [](const scenario::Arm& arm) { return arm.actions.size() > 1; });
    const std::string page = page_of(scenario, nullptr);
    CHECK(has_section(page, "losses"));
    CHECK(!has_section(page, "saves"));
    CHECK(!has_section(page, "delay"));
}

TEST_CASE("companies that a run does not follow, as in a large model, are drawn without a loss") {
    const scenario::Scenario scenario = template_scenario();
    study::StudyResult study = study::run_study(scenario, 1);
    study.companies = {scenario.report_companies.front()};
    const std::vector<double> baseline = study.baseline_usd[study.companies[0]];
    study.baseline_usd = study::ByCompany<std::vector<double>>(study.companies);
    study.baseline_usd.at(study.companies[0]) = baseline;
    scenario::Scenario narrowed = scenario;
    narrowed.report_companies = study.companies;
    const std::string page =
        report::report_html({narrowed, study::single_sample(narrowed, study), study}, {"chokepoint run x.yaml"});
    CHECK(page.find("an amount that the run did not follow") != std::string::npos);
    CHECK(page.find(" companies and ") != std::string::npos);
}

TEST_CASE("where no sample agrees with the evidence the page says so and leaves it out") {
    const scenario::Scenario scenario = template_scenario({{"uncertainty.samples", "4"}});
    study::Ensemble ensemble = study::run_ensemble(scenario, 1);
    const std::string agreed = page_of(scenario, &ensemble);
    CHECK(agreed.find(">Ranges</a> hold 90 % of 4 ") != std::string::npos);
    for (study::SampleResult& sample : ensemble.samples)
        sample.weight = 0.0;
    const std::string contradicted = page_of(scenario, &ensemble);
    CHECK(contradicted.find(", so it is left out: widen a ") != std::string::npos);
}

TEST_CASE("the brief has the sentences of the answer, and names arms and actions by their labels") {
    const scenario::Scenario scenario = template_scenario();
    const std::string page = page_of(scenario, nullptr);
    CHECK(page.find("<b>Ban</b>: phone-maker does not stop") != std::string::npos);
    CHECK(page.find("<dt><bdi>Reversal saves phone-maker</bdi></dt>") != std::string::npos);
    CHECK(page.find("data-arm=\"1\"") != std::string::npos);
}

TEST_CASE("the alternative text of a chart states what it shows") {
    const std::string page = page_of(template_scenario(), nullptr);
    CHECK(page.find("aria-label=\"Output of phone-maker, % of normal output. Ban: down to 25.0 by ") !=
          std::string::npos);
    CHECK(page.find("Ban: phone-maker loses 246") != std::string::npos);
}

TEST_CASE("the run with central values is an appendix of a run with samples") {
    const scenario::Scenario scenario = template_scenario({{"uncertainty.samples", "4"}});
    const study::Ensemble ensemble = study::run_ensemble(scenario, 1);
    CHECK(page_of(scenario, &ensemble).find("One run with central values") != std::string::npos);
    CHECK(page_of(scenario, nullptr).find("One run with central values") == std::string::npos);
    const study::StudyResult frame = study::frame_study(scenario);
    const std::string without = report::report_html({scenario, ensemble, frame}, {"chokepoint run x.yaml"});
    CHECK(!has_section(without, "stocks"));
}
