#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/report/data/attribution_table.hpp>
#include <chokepoint/report/data/ensemble_tables.hpp>
#include <chokepoint/report/data/study_tables.hpp>
#include <chokepoint/report/netcdf/netcdf_file.hpp>
#include <chokepoint/report/netcdf/netcdf_results.hpp>
#include <nlohmann/json.hpp>

namespace chokepoint::report {

namespace {

using Place = std::span<const std::size_t>;
using Slice = std::span<double>;

/// The file and what it is made of. A variable is filled row by row; place[d] counts along its dimension d.
struct Results {
    const scenario::Scenario& scenario;
    const study::StudyResult& study;
    NetcdfFile file;

    std::string days() const { return "days since " + format_date(scenario.start); }
    bool hidden(std::uint32_t company) const {
        return scenario::hides_number(scenario::exposure_of(scenario.model, company));
    }
};

void copy_to(Slice row, const std::vector<double>& values) {
    std::copy(values.begin(), values.end(), row.begin());
}

void add_provenance(Results& results, const std::string& manifest) {
    const auto record = nlohmann::ordered_json::parse(manifest);
    NetcdfFile& file = results.file;
    file.add_attribute("Conventions", "CF-1.10");
    file.add_attribute("title", results.scenario.title);
    file.add_attribute("source", fmt::format("chokepoint {} ({}); model: {}", record["version"].get<std::string>(),
                                             record["commit"].get<std::string>(), results.scenario.model.title));
    file.add_attribute("history", record["command"].get<std::string>());
    file.add_attribute("seed", record["seed"].dump());
    file.add_attribute("inputs_sha256", record["inputs_sha256"].dump());
    file.add_attribute("comment",
                       "NaN is what is not disclosed or not there. Where 'exposure' of a firm is 'at least' or 'not "
                       "disclosed', loss_low_usd to loss_high_usd is the range that the sums allow.");
}

void add_arms_and_firms(Results& results) {
    const scenario::Scenario& scenario = results.scenario;
    const study::StudyResult& study = results.study;
    std::vector<std::string> arms;
    for (const study::ArmResult& arm : study.arms)
        arms.push_back(arm.name);
    std::vector<std::string> ids;
    std::vector<std::string> names;
    std::vector<std::string> exposures;
    for (const std::uint32_t company : study.companies) {
        ids.emplace_back(scenario.model.directory.companies.name(company));
        names.emplace_back(scenario.model.companies.name(company));
        exposures.push_back(study::disclosure_name(scenario::exposure_of(scenario.model, company)));
    }
    NetcdfFile& file = results.file;
    file.add_dimension("arm", "arm of the scenario", arms);
    file.add_dimension("firm", "id of the company", ids);
    file.add_texts({"name", {"firm"}, "name of the company", ""}, names);
    file.add_texts({"exposure", {"firm"}, "whether its sales to a reconstructed buyer are disclosed", ""}, exposures);
    ids.resize(scenario.report_companies.size());
    file.add_dimension("report_firm", "id of a company of the report", ids);
}

void add_periods(Results& results) {
    const std::vector<study::Period>& periods = results.study.periods;
    std::vector<std::string> labels;
    for (const study::Period& period : periods)
        labels.push_back(period.label);
    NetcdfFile& file = results.file;
    file.add_dimension("period", "month, quarter, year, or total", labels);
    file.add_coordinate({"period_first_day", {"period"}, "first day of the period", results.days()}, [&](Place,
                                                                                                         Slice row) {
        std::transform(periods.begin(), periods.end(), row.begin(), [](const study::Period& p) { return p.first_day; });
    });
    file.add_coordinate({"period_last_day", {"period"}, "last day of the period", results.days()}, [&](Place,
                                                                                                       Slice row) {
        std::transform(periods.begin(), periods.end(), row.begin(), [](const study::Period& p) { return p.last_day; });
    });
}

/// What impacts.csv says.
void add_impacts(Results& results) {
    const scenario::Scenario& scenario = results.scenario;
    const study::StudyResult& study = results.study;
    results.file.add({"baseline_usd", {"firm", "period"}, "revenue without any action", scenario.model.currency},
                     [&](Place at, Slice row) { copy_to(row, study.baseline_usd[study.companies[at[0]]]); });
    const auto add = [&](const char* name, const char* long_name, const std::string& units, auto value) {
        results.file.add({name, {"arm", "firm", "period"}, long_name, units}, [&](Place at, Slice row) {
            const std::uint32_t company = study.companies[at[1]];
            for (std::size_t p = 0; p < row.size(); ++p)
                value(study::shown_loss(scenario, study, at[0], company, p), study.baseline_usd[company][p], row[p]);
        });
    };
    add("revenue_usd", "revenue", scenario.model.currency,
        [](const study::ShownLoss& loss, double baseline, double& value) {
            if (loss.disclosed) value = baseline - loss.loss_usd;
        });
    add("loss_usd", "revenue lost", scenario.model.currency, [](const study::ShownLoss& loss, double, double& value) {
        if (loss.disclosed) value = loss.loss_usd;
    });
    add("loss_share", "revenue lost, of the baseline", "1",
        [](const study::ShownLoss& loss, double baseline, double& value) {
            if (loss.disclosed && baseline > 0.0) value = loss.loss_usd / baseline;
        });
    add("loss_low_usd", "least loss that the sums allow", scenario.model.currency,
        [](const study::ShownLoss& loss, double, double& value) {
            if (!loss.disclosed) value = loss.low_usd;
        });
    add("loss_high_usd", "largest loss that the sums allow", scenario.model.currency,
        [](const study::ShownLoss& loss, double, double& value) {
            if (!loss.disclosed) value = loss.high_usd;
        });
}

/// What daily.csv says.
void add_days(Results& results) {
    const scenario::Scenario& scenario = results.scenario;
    const study::StudyResult& study = results.study;
    const auto days = static_cast<std::size_t>(scenario.days());
    results.file.add_dimension("time", days);
    results.file.add_coordinate({"time", {"time"}, "day", results.days()}, [](Place, Slice row) {
        for (std::size_t t = 0; t < row.size(); ++t)
            row[t] = static_cast<double>(t);
    });
    const auto add = [&](const char* name, const char* long_name, const std::string& units, bool always, auto write) {
        results.file.add({name, {"arm", "report_firm", "time"}, long_name, units}, [&](Place at, Slice row) {
            const std::uint32_t company = scenario.report_companies[at[1]];
            if (always || !results.hidden(company)) write(study.arms[at[0]].companies[company].daily, row);
        });
    };
    add("daily_revenue_usd", "revenue of the day", scenario.model.currency, false,
        [](const study::DailySeries& daily, Slice row) { copy_to(row, daily.revenue_usd); });
    add("output_share", "output, of the baseline", "1", false,
        [](const study::DailySeries& daily, Slice row) { copy_to(row, daily.output_share); });
    add("min_stock_days", "lowest cover of an input that the firm depends on", "day", true,
        [](const study::DailySeries& daily, Slice row) { copy_to(row, daily.min_stock_days); });
    add("binding", "channel of the day's largest loss, as its place along channel from 0", "1", true,
        [](const study::DailySeries& daily, Slice row) {
            for (std::size_t t = 0; t < daily.binding.size(); ++t)
                if (daily.binding[t] != kNone) row[t] = daily.binding[t];
        });
}

/// What attribution.csv says, with a 0 for each of its rows that is left out.
void add_attribution(Results& results) {
    const scenario::Scenario& scenario = results.scenario;
    const study::StudyResult& study = results.study;
    std::vector<std::string> channels;
    const std::size_t count =
        static_cast<std::size_t>(study::Channel::input) + scenario.model.directory.products.size();
    for (std::uint32_t c = 0; c < count; ++c)
        channels.push_back(study::channel_name(c, scenario.model.directory));
    std::vector<std::string> roots = {"own"};
    std::vector<std::vector<std::size_t>> root_places(study.arms.size());
    for (std::size_t a = 0; a < study.arms.size(); ++a) {
        for (std::size_t r = 0; r <= study.arms[a].roots.size(); ++r) {
            const std::string name = root_name(scenario, study.arms[a], r);
            const auto known = std::find(roots.begin(), roots.end(), name);
            root_places[a].push_back(static_cast<std::size_t>(known - roots.begin()));
            if (known == roots.end()) roots.push_back(name);
        }
    }
    results.file.add_dimension("channel", "where lost revenue went", channels);
    results.file.add_dimension("root", "action behind a loss; own where none is known to be", roots);
    results.file.add({"attributed_loss_usd",
                      {"arm", "firm", "period", "channel", "root"},
                      "revenue lost, by channel and by the action behind it",
                      scenario.model.currency},
                     [&](Place at, Slice row) {
                         const std::uint32_t company = study.companies[at[1]];
                         if (results.hidden(company)) return;
                         const study::ArmResult& arm = study.arms[at[0]];
                         const auto channel = static_cast<std::uint32_t>(at[3]);
                         std::fill(row.begin(), row.end(), 0.0);
                         if (arm.companies[company].channels[at[2]][channel] == 0.0) return;
                         const std::vector<double> losses = study::losses_by_root(arm, company, at[2], channel);
                         for (std::size_t r = 0; r < losses.size(); ++r)
                             row[root_places[at[0]][r]] = losses[r];
                     });
}

void set_spread(Slice row, const study::Spread& spread) {
    copy_to(row, {spread.p05, spread.p50, spread.p95, spread.mean, spread.above_zero});
}

/// What samples.csv and paired.csv say.
void add_spreads(Results& results, const study::Ensemble& ensemble) {
    const scenario::Scenario& scenario = results.scenario;
    NetcdfFile& file = results.file;
    std::vector<std::string> evidence = {"none"};
    if (!scenario.evidence.empty()) evidence.emplace_back("all");
    file.add_dimension("evidence", "evidence that weighs the samples", evidence);
    file.add_dimension("statistic", "quantile, mean, or share of samples above 0",
                       {"p05", "p50", "p95", "mean", "above_zero"});
    std::vector<std::pair<std::size_t, std::size_t>> pairs;
    std::vector<std::string> names;
    for (std::size_t a = 0; a < scenario.arms.size(); ++a) {
        for (std::size_t b = a + 1; b < scenario.arms.size(); ++b) {
            pairs.emplace_back(a, b);
            names.push_back(scenario.arms[a].name + " - " + scenario.arms[b].name);
        }
    }
    file.add_dimension("arm_pair", "two arms, the losses of the first less those of the second", names);
    file.add(
        {"loss_share_spread",
         {"evidence", "arm", "report_firm", "period", "statistic"},
         "spread over the samples of the revenue lost, of the baseline",
         "1"},
        [&](Place at, Slice row) { set_spread(row, study::loss_spread(ensemble, at[0] == 1, at[1], at[2], at[3])); });
    file.add({"saved_share_spread",
              {"evidence", "arm_pair", "report_firm", "period", "statistic"},
              "spread of what the second arm saves within a sample, of the baseline",
              "1"},
             [&](Place at, Slice row) {
                 const auto [a, b] = pairs[at[1]];
                 set_spread(row, study::saving_spread(ensemble, at[0] == 1, a, b, at[2], at[3]));
             });
}

void add_draws(Results& results, const study::Ensemble& ensemble) {
    NetcdfFile& file = results.file;
    const scenario::Sampling sampling(results.scenario);
    std::vector<std::string> units;
    for (const scenario::Figure* figure : sampling.figures())
        units.push_back(figure->is_date ? "days since 1970-01-01" : figure->unit);
    std::vector<std::string> faults;
    for (const study::SampleResult& sample : ensemble.samples)
        faults.push_back(sample.fault);
    file.add_dimension("sample", ensemble.samples.size());
    file.add_texts({"fault", {"sample"}, "why the sample has no result", ""}, faults);
    file.add_dimension("parameter", "path of a figure with a prior", ensemble.parameters);
    file.add_texts({"parameter_units", {"parameter"}, "unit, where it is not that of the figure's key", ""}, units);
    file.add({"drawn", {"sample", "parameter"}, "value drawn of a figure, in its unit", ""},
             [&](Place at, Slice row) { copy_to(row, ensemble.samples[at[0]].values); });
    file.add({"weight", {"sample"}, "weight of the sample given the evidence", "1"}, [&](Place, Slice row) {
        for (std::size_t k = 0; k < row.size(); ++k)
            row[k] = ensemble.samples[k].fault.empty() ? ensemble.samples[k].weight : 0.0;
    });
}

/// What ensemble.csv says, with the loss of every period.
void add_samples(Results& results, const study::Ensemble& ensemble) {
    const auto add = [&](const char* name, const char* long_name, const std::string& units, auto value) {
        results.file.add({name, {"sample", "arm", "report_firm"}, long_name, units}, [&](Place at, Slice row) {
            const study::SampleResult& sample = ensemble.samples[at[0]];
            for (std::size_t c = 0; c < row.size() && sample.fault.empty(); ++c)
                value(sample.outcomes[at[1]][c].milestones, row[c]);
        });
    };
    add("stopped", "day on which the firm stopped", results.days(),
        [](const study::Milestones& milestones, double& value) {
            if (milestones.stop_day >= 0) value = milestones.stop_day;
        });
    add("resumed", "day on which the firm resumed", results.days(),
        [](const study::Milestones& milestones, double& value) {
            if (milestones.resume_day >= 0) value = milestones.resume_day;
        });
    add("recovered", "day on which the firm recovered", results.days(),
        [](const study::Milestones& milestones, double& value) {
            if (milestones.recovery_day >= 0) value = milestones.recovery_day;
        });
    add("lowest_output_share", "lowest output, of the baseline", "1",
        [](const study::Milestones& milestones, double& value) { value = milestones.lowest_share; });
    results.file.add({"sample_loss_share",
                      {"sample", "arm", "report_firm", "period"},
                      "revenue lost in the sample, of the baseline",
                      "1"},
                     [&](Place at, Slice row) {
                         const study::SampleResult& sample = ensemble.samples[at[0]];
                         for (std::size_t p = 0; p < row.size() && sample.fault.empty(); ++p)
                             row[p] = study::loss_share(sample, at[1], at[2], p);
                     });
}

}  // namespace

std::string results_netcdf(const RunResults& run, const std::string& manifest) {
    Results results{run.scenario, run.study, {}};
    add_provenance(results, manifest);
    add_arms_and_firms(results);
    add_periods(results);
    add_impacts(results);
    add_days(results);
    add_attribution(results);
    if (run.ensemble != nullptr) {
        add_spreads(results, *run.ensemble);
        add_draws(results, *run.ensemble);
        add_samples(results, *run.ensemble);
    }
    return results.file.take();
}

}  // namespace chokepoint::report
