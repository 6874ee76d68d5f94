#include <doctest/doctest.h>

#include <chokepoint/study/ensemble.hpp>
#include <chokepoint/study/evidence_weight.hpp>
#include <cmath>

using namespace chokepoint;

namespace {

const std::filesystem::path kZte = CHOKEPOINT_SOURCE_FOLDER "/scenarios/zte-2018/ban-vs-reversal.yaml";

/// Four months of the ZTE case with samples, which include every kind of prior and the reconstruction.
scenario::Scenario short_case(int samples, const scenario::Overrides& more = {}) {
    scenario::Overrides overrides = {{"calendar", "{start: 2018-04-01, end: 2018-07-31}"},
                                     {"uncertainty", "{samples: " + std::to_string(samples) + ", seed: 7}"}};
    overrides.insert(overrides.end(), more.begin(), more.end());
    return scenario::load_scenario(kZte, overrides);
}

/// The units that both have: those of b may be the first of a.
void check_same(const study::SampleResult& a, const study::SampleResult& b) {
    CHECK(a.values == b.values);
    REQUIRE(a.baseline_usd.size() >= b.baseline_usd.size());
    CHECK(std::equal(b.baseline_usd.begin(), b.baseline_usd.end(), a.baseline_usd.begin()));
    CHECK(a.fault == b.fault);
    REQUIRE(a.outcomes.size() == b.outcomes.size());
    for (std::size_t arm = 0; arm < a.outcomes.size(); ++arm) {
        for (std::size_t c = 0; c < b.outcomes[arm].size(); ++c) {
            CHECK(a.outcomes[arm][c].revenue_usd == b.outcomes[arm][c].revenue_usd);
            CHECK(a.outcomes[arm][c].milestones.stop_day == b.outcomes[arm][c].milestones.stop_day);
        }
    }
}

/// Checks that the parts of a sample's losses equal, to the last bit, those of its model's study, and add up to the
/// loss.
void check_losses(const study::Ensemble& ensemble, const study::SampleOutcome& outcome,
                  const study::CompanyResult& result, std::size_t roots, const std::vector<double>& baseline_usd) {
    REQUIRE(ensemble.loss_periods.size() == 2);  // 2018 and the whole run
    for (std::size_t k = 0; k < ensemble.loss_periods.size(); ++k) {
        const std::size_t p = ensemble.loss_periods[k];
        std::vector<std::vector<double>> parts(result.channels[p].size(), std::vector<double>(roots + 1, 0.0));
        double sum = 0.0;
        for (const study::ChannelLoss& loss : outcome.losses) {
            parts[loss.channel][loss.root] = loss.usd[k];
            sum += loss.usd[k];
        }
        for (std::uint32_t c = 0; c < parts.size(); ++c) {
            for (std::uint32_t root = 0; root <= roots; ++root)
                CHECK(parts[c][root] == study::loss_of_root(result, roots, p, c, root));
        }
        CHECK(std::abs(sum - (baseline_usd[p] - outcome.revenue_usd[p])) <= 1e-9 * baseline_usd[p]);
    }
}

/// The openness of the arms belongs to the model for which it was compiled.
void replace_model(scenario::Scenario& scenario, scenario::Model model) {
    scenario.model = std::move(model);
    for (scenario::Arm& arm : scenario.arms)
        arm.openness.reset();
}

}  // namespace

TEST_CASE("samples have the same bytes on 1, 2 and 7 threads, and more samples do not change the first ones") {
    const scenario::Scenario scenario = short_case(35);
    const study::Ensemble one = study::run_ensemble(scenario, 1);
    REQUIRE(one.samples.size() == 35);
    for (const unsigned threads : {2U, 7U}) {
        const study::Ensemble other = study::run_ensemble(scenario, threads);
        REQUIRE(other.samples.size() == 35);
        for (std::size_t k = 0; k < 35; ++k)
            check_same(one.samples[k], other.samples[k]);
    }
    const study::Ensemble few = study::run_ensemble(short_case(9), 2);
    for (std::size_t k = 0; k < 9; ++k)
        check_same(one.samples[k], few.samples[k]);
}

TEST_CASE("lognormal draws stay within the bounds of their key") {
    const scenario::Scenario scenario =
        short_case(1, {{"model.products.network-chips.dependence", "{lognormal: [0.9, 2], assumption: a test}"},
                       {"actions.maintenance-licence.openness", "{lognormal: [0.5, 3], assumption: a test}"}});
    const scenario::Sampling sampling(scenario);
    int bounded = 0;
    for (std::size_t k = 0; k < sampling.parameters().size(); ++k) {
        if (sampling.parameters()[k]->shape != scenario::PriorShape::lognormal) continue;
        ++bounded;
        int high = 0;
        for (std::uint64_t sample = 0; sample < 200; ++sample) {
            const double value = sampling.values(sample)[k];
            CHECK(value > 0.0);
            CHECK(value <= 1.0);
            high += value > 0.5 ? 1 : 0;
        }
        CHECK(high > 20);
    }
    CHECK(bounded == 2);
}

TEST_CASE("a sample in lock step equals a study of its model alone") {
    // A second root in one arm, so that causes are followed in that arm only.
    const scenario::Overrides two_roots = {
        {"actions.phones",
         "{hold_back: {exporters: {country: KR}, target: {company: ZTE}}, openness: 0.5, from: 2018-05-01}"},
        {"arms.both", "[denial-order, phones]"}};
    scenario::Scenario scenario = short_case(16, two_roots);
    const study::Ensemble ensemble = study::run_ensemble(scenario, 2);
    const scenario::Sampling sampling(scenario);
    for (const std::uint64_t k : {0U, 5U, 15U}) {
        const study::SampleResult& sample = ensemble.samples[k];
        scenario::Scenario alone = short_case(16, two_roots);
        replace_model(alone, sampling.world(sample.values, k).model);
        const study::StudyResult study = study::run_study(alone, 1);
        for (std::size_t arm = 0; arm < alone.arms.size(); ++arm) {
            for (std::size_t c = 0; c < alone.report_companies.size(); ++c) {
                const study::CompanyResult& company = study.arms[arm].companies[alone.report_companies[c]];
                CHECK(sample.outcomes[arm][c].revenue_usd == company.revenue_usd);
                CHECK(sample.outcomes[arm][c].milestones.stop_day == company.milestones.stop_day);
                CHECK(sample.outcomes[arm][c].milestones.resume_day == company.milestones.resume_day);
                CHECK(sample.outcomes[arm][c].milestones.recovery_day == company.milestones.recovery_day);
                check_losses(ensemble, sample.outcomes[arm][c], company, study.arms[arm].roots.size(),
                             sample.baseline_usd[c]);
            }
        }
    }
}

TEST_CASE("samples that keep less have the same revenues and days, even if cash closes a company") {
    const scenario::Overrides closes = {{"dynamics.with", "[insolvency]"}, {"model.companies.ZTE.cash_usd", "3e8"}};
    for (const scenario::Overrides& more : {scenario::Overrides(), closes}) {
        const scenario::Scenario scenario = short_case(16, more);
        const study::Ensemble whole = study::run_ensemble(scenario, 2);
        const study::Ensemble less = study::run_ensemble(scenario, {16, {}}, 2);
        CHECK(less.samples[0].outcomes[1][0].losses.empty());
        for (std::size_t k = 0; k < 16; ++k)
            check_same(whole.samples[k], less.samples[k]);
    }
    const auto of_reversal = [](const study::Ensemble& ensemble) {
        return ensemble.samples[0].outcomes[2][0].revenue_usd;
    };
    CHECK(of_reversal(study::run_ensemble(short_case(8), 1)) !=
          of_reversal(study::run_ensemble(short_case(8, closes), 1)));
}

TEST_CASE("fixing a prior changes no other draw") {
    const scenario::Scenario all = short_case(4);
    const scenario::Scenario without = short_case(4, {{"model.products.network-chips.stock_days", "45"}});
    const scenario::Sampling a(all);
    const scenario::Sampling b(without);
    REQUIRE(a.paths().size() == b.paths().size() + 1);
    for (std::uint64_t sample = 0; sample < 4; ++sample) {
        const std::vector<double> of_a = a.values(sample);
        const std::vector<double> of_b = b.values(sample);
        std::size_t k = 0;
        for (std::size_t j = 0; j < b.paths().size(); ++j, ++k) {
            if (a.paths()[k] != b.paths()[j]) ++k;
            REQUIRE(a.paths()[k] == b.paths()[j]);
            CHECK(of_a[k] == of_b[j]);
        }
    }
}

TEST_CASE("a sample with priors in the scenario equals the scenario with the drawn values") {
    const std::vector<std::pair<std::string, std::string>> priors = {
        {"actions.lift.on", "{hazard: {from: 2018-05-14, per_day: 0.02}}"},
        {"actions.maintenance-licence.openness", "{uniform: [0, 1]}"},
        {"actions.settlement.on", "{uniform: [2018-06-01, 2018-06-30]}"},
        {"dynamics.order_adjust_days", "{triangular: [2, 6, 12]}"}};
    const scenario::Scenario scenario = short_case(16, {priors.begin(), priors.end()});
    REQUIRE(scenario::priors_of(scenario).size() == priors.size());
    const scenario::Sampling sampling(scenario);
    const study::Ensemble ensemble = study::run_ensemble(scenario, 2);
    const std::size_t first = sampling.parameters().size() - scenario::priors_of(scenario).size();
    for (const std::uint64_t k : {0U, 7U, 15U}) {
        const study::SampleResult& sample = ensemble.samples[k];
        scenario::Overrides values;
        for (std::size_t j = first; j < sample.values.size(); ++j) {
            CHECK(sampling.parameters()[j]->path == sampling.paths()[j]);
            values.emplace_back(sampling.paths()[j],
                                scenario::format_value(*sampling.parameters()[j], sample.values[j]));
        }
        scenario::Scenario plain = short_case(16, values);
        REQUIRE(scenario::priors_of(plain).empty());
        const scenario::Sampling of_model(plain);
        replace_model(plain,
                      of_model.world({sample.values.begin(), sample.values.begin() + std::ptrdiff_t(first)}, k).model);
        const study::StudyResult study = study::run_study(plain, 1);
        for (std::size_t arm = 0; arm < plain.arms.size(); ++arm) {
            for (std::size_t c = 0; c < plain.report_companies.size(); ++c)
                CHECK(sample.outcomes[arm][c].revenue_usd ==
                      study.arms[arm].companies[plain.report_companies[c]].revenue_usd);
        }
    }
}

TEST_CASE("an aggregate of a product's unnamed exporters behaves like each of them") {
    scenario::Scenario scenario = short_case(2);
    scenario::ModelSpec spec = scenario.model_spec;
    std::vector<study::StudyResult> studies;
    for (const bool as_one : {false, true}) {
        for (scenario::ReconstructionSpec& rebuilt : spec.reconstructions) {
            rebuilt.draw = scenario::ReconstructionDraw{7, 1};
            rebuilt.unnamed_as_one = as_one;
        }
        Diagnostics diagnostics;
        replace_model(scenario, scenario::build_model(spec, scenario::ModelTables(spec.tables), scenario.dynamics,
                                                      diagnostics, 1));
        studies.push_back(study::run_study(scenario, 1));
    }
    CHECK(scenario.model.network.node_count() < 150);
    for (std::size_t arm = 0; arm < scenario.arms.size(); ++arm) {
        for (const std::uint32_t company : scenario.report_companies) {
            const auto& each = studies[0].arms[arm].companies[company].revenue_usd;
            const auto& one = studies[1].arms[arm].companies[company].revenue_usd;
            for (std::size_t p = 0; p < each.size(); ++p)
                CHECK(one[p] == doctest::Approx(each[p]).epsilon(1e-10));
        }
    }
}

TEST_CASE("in every sample the exporters receive the amounts in the documents") {
    const scenario::Scenario scenario = short_case(24);
    const scenario::Sampling sampling(scenario);
    double least = 1e18;
    double most = 0.0;
    for (std::uint64_t k = 0; k < 24; ++k) {
        const scenario::Model model = sampling.world(sampling.values(k), k).model;
        const std::uint32_t us = *model.directory.countries.find("US");
        const std::uint32_t zte = *model.directory.companies.find("ZTE");
        double paid = 0.0;
        double intel = 0.0;
        for (std::uint32_t s = 0; s < model.network.slot_count(); ++s) {
            if (model.directory.node_company[model.network.slot_customer[s]] != zte) continue;
            for (std::uint64_t e = model.network.slot_links[s]; e < model.network.slot_links[s + 1]; ++e) {
                const std::uint32_t supplier = model.network.link_supplier[e];
                if (model.directory.node_country[supplier] != us) continue;
                paid += 365.0 * model.network.link_flow[e];
                if (model.companies.name(model.directory.node_company[supplier]) == "Intel")
                    intel += 365.0 * model.network.link_flow[e];
            }
        }
        CHECK(paid == doctest::Approx(2.3e9).epsilon(1e-9));
        CHECK(intel >= 1e8);
        CHECK(intel <= 4.696e8 * (1.0 + 1e-9));
        least = std::min(least, intel);
        most = std::max(most, intel);
    }
    CHECK(most > 1.02 * least);  // it is drawn
}

TEST_CASE("hard evidence keeps the samples that agree with it, and an observed revenue weights them by its error") {
    const scenario::Overrides event = {{"evidence", "[{firm: ZTE, event: stop, between: [2018-05-01, 2018-05-24]}]"}};
    const scenario::Scenario scenario = short_case(32, event);
    study::Ensemble ensemble = study::run_ensemble(scenario, 2);
    study::weigh_by_evidence(scenario, ensemble);
    int kept = 0;
    for (const study::SampleResult& sample : ensemble.samples) {
        const int stop = sample.outcomes[1][0].milestones.stop_day;
        const bool agrees = stop >= 30 && stop <= 53;
        CHECK(sample.weight == (agrees ? 1.0 : 0.0));
        kept += agrees ? 1 : 0;
    }
    CHECK(kept > 0);
    CHECK(kept < 32);
    const double q2 = ensemble.samples[3].outcomes[1][0].revenue_usd[0];
    const scenario::Scenario revenue = short_case(
        32, {{"evidence", "[{firm: ZTE, period: 2018-Q2, revenue_usd: " + std::to_string(q2) + ", error_usd: 1e8}]"}});
    study::weigh_by_evidence(revenue, ensemble);
    CHECK(ensemble.samples[3].weight == doctest::Approx(1.0).epsilon(1e-9));
    const double misfit = (ensemble.samples[9].outcomes[1][0].revenue_usd[0] - q2) / 1e8;
    CHECK(ensemble.samples[9].weight == doctest::Approx(std::exp(-0.5 * misfit * misfit)).epsilon(1e-6));
}
