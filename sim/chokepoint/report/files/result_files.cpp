#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/base/parallel.hpp>
#include <chokepoint/base/version.hpp>
#include <chokepoint/report/data/run_tables.hpp>
#include <chokepoint/report/files/result_files.hpp>
#include <chokepoint/report/netcdf/netcdf_results.hpp>
#include <chokepoint/report/page/page.hpp>
#include <chokepoint/report/text/caveats.hpp>
#include <chokepoint/study/answer/channel_loss.hpp>
#include <chokepoint/study/answer/event_spread.hpp>
#include <chokepoint/study/answer/loss_question.hpp>
#include <chokepoint/study/comparison.hpp>
#include <chokepoint/study/evidence_weight.hpp>
#include <chokepoint/study/inputs.hpp>
#include <cmath>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

namespace chokepoint::report {

namespace {

using Json = nlohmann::ordered_json;

std::string dumped(const Json& json) {
    return json.dump(1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

/// NaN as null.
Json number(double value) {
    return std::isnan(value) ? Json() : Json(value);
}

/// The loss of a company in a period, with its range where there is one; of a range alone the range.
Json loss_json(const study::Ensemble& ensemble, study::LossQuestion ask) {
    const study::Spread usd = study::loss_spread(ensemble, ask);
    Json json{{"baseline_usd", number(study::baseline_spread(ensemble, ask).p50)}, {"loss_usd", number(usd.p50)}};
    if (study::is_range_alone(ensemble, ask) || ensemble.has_ranges()) {
        json["loss_low_usd"] = number(usd.p05);
        json["loss_high_usd"] = number(usd.p95);
    }
    return json;
}

/// The median day of each event, or null where it happens in fewer than half of the samples; with samples also its
/// range and how often it happens.
Json milestones_json(const scenario::Scenario& scenario, const study::Ensemble& ensemble, std::size_t arm,
                     std::size_t place) {
    const auto date = [&](double day) {
        return format_date(scenario.start + std::chrono::days(static_cast<int>(std::lround(day))));
    };
    Json json;
    using scenario::MilestoneEvent;
    for (const auto& [name, event] : {std::pair{"below_half", MilestoneEvent::half},
                                      {"stopped", MilestoneEvent::stopped},
                                      {"resumed", MilestoneEvent::resumed},
                                      {"recovered", MilestoneEvent::recovered}}) {
        const study::EventSpread spread = study::event_spread(ensemble, arm, place, event);
        json[name] = spread.share >= 0.5 ? Json(date(spread.p50)) : Json();
        if (!ensemble.has_ranges()) continue;
        json[std::string(name) + "_share"] = spread.share;
        json[std::string(name) + "_range"] =
            spread.samples > 0 ? Json::array({date(spread.p05), date(spread.p95)}) : Json();
    }
    json["stopped_by"] = nullptr;
    if (const std::optional<std::uint32_t> channel = study::stop_channel(ensemble, arm, place))
        json["stopped_by"] = study::channel_name(*channel, scenario.model.directory);
    json["lowest_output_share"] = number(study::lowest_output(ensemble, arm, place).p50);
    const double lowest_day = study::lowest_day(ensemble, arm, place).p50;
    json["lowest_on"] = lowest_day >= 0.0 ? Json(date(lowest_day)) : Json();
    return json;
}

/// Losses and gains of a group under an arm, by period.
Json group_json(const scenario::Scenario& scenario, const study::Ensemble& ensemble, std::size_t arm,
                std::size_t place) {
    const study::Group& group = ensemble.groups.list[place];
    Json json{{"by", scenario::kGroupBys[static_cast<std::size_t>(group.by)]},
              {"group", study::group_name(group, scenario.model)}};
    for (std::size_t p = 0; p < ensemble.periods.size(); ++p) {
        Json& period = json["periods"][ensemble.periods[p].label];
        for (const auto& [name, part] : {std::pair{"losses_usd", study::LossPart::losses},
                                         {"gains_usd", study::LossPart::gains},
                                         {"net_usd", study::LossPart::net}})
            period[name] = number(
                study::loss_spread(ensemble, {.arm = arm, .place = place, .of_group = true, .part = part, .period = p})
                    .p50);
    }
    return json;
}

/// What a single run knows of a company beyond its losses.
void add_cash(const study::StudyResult& study, std::size_t arm, std::uint32_t company, Json& firm) {
    const study::CompanyResult& result = study.arms[arm].companies[company];
    if (result.cash_change_usd.empty()) return;
    for (std::size_t p = 0; p < study.periods.size(); ++p)
        firm["periods"][study.periods[p].label]["cash_change_usd"] = result.cash_change_usd[p];
    firm["ran_out_of_cash"] = result.ran_out_of_cash;
}

}  // namespace

std::string summary_json(const RunResults& results) {
    const scenario::Scenario& scenario = results.scenario;
    const study::Ensemble& ensemble = results.ensemble;
    Json summary{{"title", scenario.title},
                 {"model", scenario.model.title},
                 {"calendar", {{"start", format_date(scenario.start)}, {"end", format_date(scenario.end)}}},
                 {"samples", study::results_of(ensemble).size()},
                 {"cautions", caveats(scenario)},
                 {"arms", Json::array()}};
    if (scenario.model.currency != "USD") summary["currency"] = scenario.model.currency;
    for (std::size_t a = 0; a < scenario.arms.size(); ++a) {
        Json arm{{"arm", scenario.arms[a].name}, {"label", scenario.arms[a].label}, {"firms", Json::array()}};
        for (std::size_t place = 0; place < scenario.report_companies.size(); ++place) {
            const std::uint32_t company = scenario.report_companies[place];
            Json firm{{"firm", scenario.model.directory.companies.name(company)},
                      {"name", scenario.model.companies.name(company)}};
            if (!study::is_range_alone(ensemble, {.arm = a, .place = place}))
                firm["milestones"] = milestones_json(scenario, ensemble, a, place);
            for (std::size_t p = 0; p < ensemble.periods.size(); ++p)
                firm["periods"][ensemble.periods[p].label] =
                    loss_json(ensemble, {.arm = a, .place = place, .period = p});
            if (!ensemble.has_ranges()) add_cash(results.study, a, company, firm);
            arm["firms"].push_back(std::move(firm));
        }
        for (std::size_t g = 0; g < ensemble.groups.list.size(); ++g) {
            if (ensemble.groups.list[g].by == scenario::GroupBy::role ||
                ensemble.groups.list[g].by == scenario::GroupBy::country)
                arm["groups"].push_back(group_json(scenario, ensemble, a, g));
        }
        summary["arms"].push_back(std::move(arm));
    }
    return dumped(summary);
}

std::string manifest_json(const scenario::Scenario& scenario, const RunRecord& record) {
    Json inputs = Json::object();
    for (const auto& [name, hash] : study::input_hashes(scenario))
        inputs[name] = hash;
    Json manifest{{"program", kManifestProgram},
                  {"version", kVersion},
                  {"commit", kCommit},
                  {"command", record.command},
                  {"seed", scenario.uncertainty.seed},
                  {"inputs_sha256", inputs},
                  {"scenario", Json::parse(scenario.resolved)}};
    if (!record.interrupted.empty()) manifest["interrupted"] = record.interrupted;
    return dumped(manifest);
}

namespace {

using Maker = std::pair<const char*, std::function<std::string()>>;

/// The tables of the run with central values, which are no part of the result.
void add_central_files(const RunResults& results, std::vector<Maker>& files) {
    const auto& scenario = results.scenario;
    const auto single = std::make_shared<const study::Ensemble>(study::single_sample(scenario, results.study));
    files.emplace_back("central_daily.csv", [&] { return to_csv(daily_table(scenario, results.study)); });
    files.emplace_back("central_attribution.csv", [&, single] { return to_csv(attribution_table(scenario, *single)); });
    files.emplace_back("central_impacts.csv", [&, single] { return to_csv(impacts_table(scenario, *single)); });
}

/// The files of tables, the longest first.
std::vector<Maker> csv_files(const RunResults& results) {
    const auto& scenario = results.scenario;
    const auto& ensemble = results.ensemble;
    const bool samples = ensemble.has_ranges();
    std::vector<std::pair<const char*, std::function<Table()>>> tables = {
        {"daily.csv",
         [&, samples] { return samples ? output_table(scenario, ensemble) : daily_table(scenario, results.study); }},
        {"attribution.csv", [&] { return attribution_table(scenario, ensemble); }},
        {"differences.csv",
         [&, samples] { return difference_table(study::compare_arms(scenario, ensemble), samples); }},
        {"groups.csv", [&] { return group_table(scenario, ensemble); }},
        {"impacts.csv", [&] { return impacts_table(scenario, ensemble); }}};
    if (scenario.every_firm) tables.emplace_back("firms.csv", [&] { return firm_table(scenario, ensemble); });
    if (samples) {
        tables.emplace_back("samples.csv", [&] { return spread_table(scenario, ensemble); });
        tables.emplace_back("paired.csv", [&] { return paired_table(scenario, ensemble); });
        tables.emplace_back("ensemble.csv", [&] { return ensemble_table(scenario, ensemble); });
    }
    std::vector<Maker> files;
    for (const auto& [name, table] : tables)
        files.emplace_back(name, [table = table] { return to_csv(table()); });
    if (samples && results.has_single_run()) add_central_files(results, files);
    return files;
}

}  // namespace

void write_result_files(const RunResults& results, const RunRecord& record, OutputFolder& folder, TableFiles tables,
                        unsigned threads) {
    const std::string manifest = manifest_json(results.scenario, record);
    // The files are made side by side and written one after another.
    std::vector<Maker> files;
    if (tables == TableFiles::csv) files = csv_files(results);
    if (tables == TableFiles::netcdf)
        files.emplace_back("results.nc", [&] { return results_netcdf(results, manifest); });
    files.emplace_back("summary.json", [&] { return summary_json(results); });
    files.emplace_back("report.html", [&] { return report_html(results, record); });
    std::vector<std::string> contents(files.size());
    for_each_index(files.size(), threads, [&](std::size_t k) { contents[k] = files[k].second(); });
    for (std::size_t k = 0; k < files.size(); ++k)
        folder.write(files[k].first, contents[k]);
    folder.write("manifest.json", manifest);
}

}  // namespace chokepoint::report
