#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/base/parallel.hpp>
#include <chokepoint/base/version.hpp>
#include <chokepoint/report/data/run_tables.hpp>
#include <chokepoint/report/files/result_files.hpp>
#include <chokepoint/report/netcdf/netcdf_results.hpp>
#include <chokepoint/report/page/page.hpp>
#include <chokepoint/report/text/caveats.hpp>
#include <chokepoint/report/text/headline.hpp>
#include <chokepoint/study/inputs.hpp>
#include <chokepoint/study/shown_loss.hpp>
#include <functional>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

namespace chokepoint::report {

namespace {

using Json = nlohmann::ordered_json;

std::string dumped(const Json& json) {
    return json.dump(1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

/// The cell of a table's row, by the name of its variable.
Json json_of(const Table& table, std::size_t row, std::string_view name) {
    const auto found = std::ranges::find(table.variables, name, &Variable::name);
    const Cell cell = table.cell(row, static_cast<std::size_t>(found - table.variables.begin()));
    return cell.number() != nullptr ? Json(*cell.number()) : Json();
}

/// The loss, or where it is not disclosed its range.
Json loss_json(const Table& impacts, std::size_t row) {
    Json json{{"baseline_usd", json_of(impacts, row, "baseline_usd")}, {"loss_usd", json_of(impacts, row, "loss_usd")}};
    if (!json["loss_usd"].is_null()) return json;
    for (const char* name : {"loss_low_usd", "loss_high_usd"})
        json[name] = json_of(impacts, row, name);
    return json;
}

Json milestones_json(const scenario::Scenario& scenario, const study::Milestones& milestones) {
    const auto date = [&](int day) -> Json {
        if (day < 0) return nullptr;
        return format_date(scenario.start + std::chrono::days(day));
    };
    Json json{{"below_half", date(milestones.half_day)},
              {"stopped", date(milestones.stop_day)},
              {"resumed", date(milestones.resume_day)},
              {"recovered", date(milestones.recovery_day)}};
    json["stopped_by"] = nullptr;
    if (milestones.stopped_by != kNone) {
        json["stopped_by"] = study::channel_name(milestones.stopped_by, scenario.model.directory);
    }
    json["lowest_output_share"] = milestones.lowest_share;
    json["lowest_on"] = date(milestones.lowest_day);
    return json;
}

}  // namespace

std::string summary_json(const scenario::Scenario& scenario, const study::StudyResult& study) {
    Json summary{{"title", scenario.title},
                 {"model", scenario.model.title},
                 {"calendar", {{"start", format_date(scenario.start)}, {"end", format_date(scenario.end)}}},
                 {"cautions", caveats(scenario)},
                 {"arms", Json::array()}};
    if (scenario.model.currency != "USD") summary["currency"] = scenario.model.currency;
    const Table impacts = impacts_table(scenario, study);
    for (std::size_t a = 0; a < study.arms.size(); ++a) {
        Json arm{{"arm", study.arms[a].name}, {"firms", Json::array()}};
        for (std::size_t place = 0; place < scenario.report_companies.size(); ++place) {
            const std::uint32_t company = scenario.report_companies[place];
            const std::size_t row = (a * study.companies.size() + place) * study.periods.size();
            const study::CompanyResult& result = study.arms[a].companies[company];
            Json firm{{"firm", scenario.model.directory.companies.name(company)},
                      {"name", scenario.model.companies.name(company)}};
            const bool hidden = !study::shown_loss(scenario, study, a, company, 0).disclosed;
            if (!hidden) firm["milestones"] = milestones_json(scenario, result.milestones);
            for (std::size_t p = 0; p < study.periods.size(); ++p) {
                firm["periods"][study.periods[p].label] = loss_json(impacts, row + p);
                if (!result.cash_change_usd.empty()) {
                    firm["periods"][study.periods[p].label]["cash_change_usd"] = result.cash_change_usd[p];
                }
            }
            if (!result.cash_change_usd.empty()) firm["ran_out_of_cash"] = result.ran_out_of_cash;
            arm["firms"].push_back(std::move(firm));
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

/// The files of tables, the longest first.
std::vector<Maker> csv_files(const RunResults& results) {
    const auto& scenario = results.scenario;
    const auto& study = results.study;
    const study::Ensemble* ensemble = results.ensemble;
    std::vector<std::pair<const char*, std::function<Table()>>> tables = {
        {"daily.csv", [&] { return daily_table(scenario, study); }},
        {"attribution.csv", [&, ensemble] { return attribution_table(scenario, study, ensemble); }},
        {"differences.csv", [&, ensemble] { return difference_table(scenario, study, ensemble); }},
        {"impacts.csv", [&, ensemble] { return impacts_table(scenario, study, ensemble); }}};
    if (ensemble != nullptr) {
        tables.emplace_back("samples.csv", [&, ensemble] { return spread_table(scenario, *ensemble); });
        tables.emplace_back("paired.csv", [&, ensemble] { return paired_table(scenario, *ensemble); });
        tables.emplace_back("ensemble.csv", [&, ensemble] { return ensemble_table(scenario, *ensemble); });
    }
    std::vector<Maker> files;
    for (const auto& [name, table] : tables)
        files.emplace_back(name, [table = table] { return to_csv(table()); });
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
    files.emplace_back("summary.json", [&] { return summary_json(results.scenario, results.study); });
    files.emplace_back("report.html", [&] { return report_html(results, record); });
    std::vector<std::string> contents(files.size());
    for_each_index(files.size(), threads, [&](std::size_t k) { contents[k] = files[k].second(); });
    for (std::size_t k = 0; k < files.size(); ++k)
        folder.write(files[k].first, contents[k]);
    folder.write("manifest.json", manifest);
}

}  // namespace chokepoint::report
