#include <fmt/format.h>

#include <chokepoint/base/date.hpp>
#include <chokepoint/report/data/forecast_table.hpp>
#include <chokepoint/report/files/forecast_page.hpp>
#include <chokepoint/report/files/output_file.hpp>
#include <cli/commands.hpp>
#include <cli/options/abandoned_drafts.hpp>
#include <cli/options/study_run.hpp>
#include <cli/terminal/interruption.hpp>
#include <cli/terminal/table_output.hpp>
#include <cli/terminal/terminal.hpp>
#include <filesystem>
#include <fstream>
#include <optional>

namespace chokepoint::cli {

namespace {

namespace fs = std::filesystem;

constexpr int kForecastSamples = 1000;

bool begins_with(const fs::path& path, std::string_view words) {
    std::ifstream file(path, std::ios::binary);
    std::string begin(words.size(), '\0');
    file.read(begin.data(), static_cast<std::streamsize>(begin.size()));
    return file && begin == words;
}

bool is_forecast_table(const fs::path& path) {
    return begins_with(path, "as_of,dated,commit,arm,");
}
bool is_forecast_page(const fs::path& path) {
    return begins_with(path, report::kForecastPageTitle);
}

/// forecasts.csv and forecasts.md in a folder, which may hold other files.
struct RecordFiles {
    RecordFiles(const fs::path& name, bool force)
        : made(folder.make(name / "forecasts.csv")),  // if this fails, the files report why
          table(name / "forecasts.csv", force, is_forecast_table, "forecast record"),
          page(name / "forecasts.md", force, is_forecast_page, "forecast record") {}

    FoldersAbove folder;
    bool made;
    report::OutputFile table;
    report::OutputFile page;
};

void check_dated(const Arguments& arguments) {
    if (!arguments.dated.empty() && !parse_date(arguments.dated))
        throw UsageError(Fault::bad_date, fmt::format("'--dated {}' is not a date", arguments.dated),
                         "for example --dated 2018-05-14");
    if (!arguments.out.empty() && arguments.dated.empty())
        throw UsageError(Fault::missing_key, "a record needs '--dated', the day on which it is written",
                         "for example --dated 2018-05-14");
}

scenario::Scenario load_forecast(const Arguments& arguments) {
    scenario::Scenario scenario = load_with_samples(arguments, kForecastSamples);
    if (!scenario.forecast.missing.empty()) throw InputError(scenario.forecast.missing);
    if (!scenario.forecast.of.empty()) return scenario;
    refuse_file(scenario.file.string(), "the scenario does not say what to forecast",
                "add 'forecast: {of: [{firm: ..., periods: [2018-Q2]}]}'; see 'chokepoint describe scenario.forecast'",
                Fault::missing_key);
}

}  // namespace

int forecast_command(const Arguments& arguments) {
    check_dated(arguments);
    catch_interruption();
    std::optional<RecordFiles> files;
    if (!arguments.out.empty()) files.emplace(arguments.out, arguments.force);
    if (files) {
        note_abandoned_drafts(arguments, files->table.abandoned());
        note_abandoned_drafts(arguments, files->page.abandoned());
    }
    const scenario::Scenario scenario = load_forecast(arguments);
    const study::Ensemble ensemble = ensemble_with_progress(arguments, scenario);
    if (catch_interruption()) return kInterrupted;  // fewer samples would be a different forecast
    const std::vector<study::Forecast> forecasts = study::make_forecasts(scenario, ensemble);
    if (files) {
        files->table.write(report::to_csv(report::forecast_table(scenario, forecasts, arguments.dated)));
        files->page.write(
            report::forecast_page(scenario, ensemble, forecasts, {arguments.dated, arguments.command_line}));
        files->table.commit();
        files->page.commit();
        files->folder.keep();
    } else {
        print_as(
            arguments.format, [&] { return report::forecast_table(scenario, forecasts, arguments.dated); },
            [&] { return report::forecast_text(scenario, forecasts); });
    }
    return note_failed_samples(ensemble) > 0 ? kIncomplete : kOk;
}

}  // namespace chokepoint::cli
