#include <doctest/doctest.h>

#include <chokepoint/study/answer/answer.hpp>
#include <chokepoint/study/evidence_weight.hpp>
#include <cmath>

using namespace chokepoint;
using doctest::Approx;

namespace {

const std::filesystem::path kSource = CHOKEPOINT_SOURCE_FOLDER;

constexpr const char* kScenarios[] = {"chip-tools/control.yaml",          "country-ban-transshipment/ban.yaml",
                                      "foundry-direct-product/rule.yaml", "rare-material/control.yaml",
                                      "template/export-ban.yaml",         "zte-2016/sixteen-days.yaml",
                                      "zte-2018/ban-vs-reversal.yaml"};

scenario::Scenario load(const char* name, int samples) {
    scenario::Scenario scenario = scenario::load_scenario(
        kSource / "scenarios" / name,
        {{"uncertainty.samples", std::to_string(samples)}, {"report.by", "[role, country, sector, company]"}});
    scenario.every_firm = true;
    return scenario;
}

/// The sum of what `part` says over all groups of a division, in one sample.
double sum_of(const study::Ensemble& ensemble, const study::SampleResult& sample, scenario::GroupBy by, std::size_t arm,
              std::size_t period, study::LossPart part) {
    double sum = 0.0;
    for (std::size_t place = 0; place < ensemble.groups.list.size(); ++place) {
        if (ensemble.groups.list[place].by != by) continue;
        sum += study::loss_in(ensemble, sample,
                              {.arm = arm, .place = place, .of_group = true, .part = part, .period = period});
    }
    return sum;
}

/// Adds up companies, where groups add up nodes.
void check_sums(const scenario::Scenario& scenario, const study::Ensemble& ensemble) {
    using scenario::GroupBy;
    using study::LossPart;
    REQUIRE(ensemble.companies.size() == scenario.model.companies.size());
    for (const study::SampleResult& sample : ensemble.samples) {
        for (std::size_t arm = 0; arm < scenario.arms.size(); ++arm) {
            for (std::size_t p = 0; p < ensemble.periods.size(); ++p) {
                double losses = 0.0;
                double gains = 0.0;
                double baseline = 0.0;
                for (std::size_t place = 0; place < ensemble.companies.size(); ++place) {
                    const study::LossQuestion ask{.arm = arm, .place = place, .period = p};
                    const double usd = study::loss_in(ensemble, sample, ask);
                    baseline += study::baseline_in(ensemble, sample, ask);
                    (usd > 0.0 ? losses : gains) += std::abs(usd);
                }
                const double scale = 1e-9 * baseline;
                for (const GroupBy by : {GroupBy::role, GroupBy::company}) {
                    CHECK(std::abs(sum_of(ensemble, sample, by, arm, p, LossPart::losses) - losses) <= scale);
                    CHECK(std::abs(sum_of(ensemble, sample, by, arm, p, LossPart::gains) - gains) <= scale);
                }
                for (const GroupBy by : {GroupBy::country, GroupBy::sector})
                    CHECK(std::abs(sum_of(ensemble, sample, by, arm, p, LossPart::net) - losses + gains) <= scale);
            }
        }
    }
}

}  // namespace

TEST_CASE("groups add up to what all companies lose and gain, in every arm, period and sample") {
    for (const char* name : kScenarios) {
        CAPTURE(name);
        const scenario::Scenario single = load(name, 1);
        check_sums(single, study::single_sample(single, study::run_study(single, 2)));
        const scenario::Scenario samples = load(name, 8);
        check_sums(samples, study::run_ensemble(samples, 2));
    }
}

TEST_CASE("the losses kept of every firm are those of its company") {
    const scenario::Scenario scenario = load("zte-2018/ban-vs-reversal.yaml", 8);
    const study::Ensemble ensemble = study::run_ensemble(scenario, 2);
    const std::vector<std::size_t> kept = study::years_and_total(ensemble.periods);
    const std::size_t companies = scenario.model.companies.size();
    for (const study::SampleResult& sample : ensemble.samples) {
        for (std::size_t place = 0; place < ensemble.companies.size(); ++place) {
            for (std::size_t k = 0; k < kept.size(); ++k) {
                const study::LossQuestion ask{.arm = 1, .place = place, .period = kept[k]};
                const std::size_t at = k * companies + ensemble.companies[place];
                const double baseline = study::baseline_in(ensemble, sample, ask);
                CHECK(sample.company_baseline_usd[at] == Approx(baseline).epsilon(1e-6));
                CHECK(std::abs(sample.groups[1].companies_usd[at] - study::loss_in(ensemble, sample, ask)) <=
                      1e-6 * baseline);
            }
        }
    }
}

TEST_CASE("a company whose sales are not disclosed has one range, whether it is asked for USD or for a share") {
    const scenario::Scenario scenario = load("zte-2018/ban-vs-reversal.yaml", 16);
    study::Ensemble ensemble = study::run_ensemble(scenario, 2);
    study::weigh_by_evidence(scenario, ensemble);
    std::size_t hidden = 0;
    for (std::size_t place = 0; place < ensemble.companies.size(); ++place) {
        study::LossQuestion ask{.arm = 1, .place = place, .period = ensemble.periods.size() - 1};
        if (!study::is_range_alone(ensemble, ask)) continue;
        ++hidden;
        const study::Spread usd = study::loss_spread(ensemble, ask, false);
        ask.unit = study::LossUnit::share;
        const study::Spread share = study::loss_spread(ensemble, ask, false);
        CHECK(std::isnan(usd.p50));
        CHECK(usd.p05 <= usd.p95);
        const double baseline = study::baseline_spread(ensemble, ask).p50;
        CHECK(share.p95 == Approx(usd.p95 / baseline).epsilon(0.02));
    }
    CHECK(hidden > 0);
}

TEST_CASE("an answer of one sample is that of its run") {
    const scenario::Scenario scenario = load("zte-2018/ban-vs-reversal.yaml", 1);
    const study::StudyResult study = study::run_study(scenario, 2);
    const study::Ensemble single = study::single_sample(scenario, study);
    const study::Answer answer = study::make_answer(scenario, single);
    REQUIRE(!answer.rows.empty());
    for (const study::AnswerRow& row : answer.rows) {
        if (row.of_group || study::is_range_alone(single, answer.ask(row, 1))) continue;
        const std::uint32_t company = single.companies[row.place];
        const study::Spread lost = study::loss_spread(single, answer.ask(row, 1));
        CHECK(lost.p50 ==
              study.baseline_usd[company][answer.period] - study.arms[1].companies[company].revenue_usd[answer.period]);
        CHECK(std::isnan(lost.p05));
    }
}
