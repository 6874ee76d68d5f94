#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/report/data/score_table.hpp>
#include <chokepoint/scenario/schema/suggestion.hpp>
#include <cli/commands.hpp>
#include <cli/terminal/table_output.hpp>

namespace chokepoint::cli {

namespace {

constexpr std::size_t kMaxBytes = std::size_t{64} << 20;

/// The forecasts under the one arm whose policy was history.
std::vector<study::RecordedForecast> of_arm(std::vector<study::RecordedForecast> forecasts,
                                            const Arguments& arguments) {
    std::vector<std::string> arms;
    for (const study::RecordedForecast& forecast : forecasts) {
        if (std::find(arms.begin(), arms.end(), forecast.arm) == arms.end()) arms.push_back(forecast.arm);
    }
    if (arguments.arms.size() > 1)
        throw UsageError(Fault::duplicate, "'score' takes one arm", "history had one policy");
    if (arguments.arms.empty() && arms.size() > 1)
        throw UsageError(Fault::missing_key, "the forecasts are under several arms",
                         fmt::format("say with --arm which one was history: {}", fmt::join(arms, ", ")));
    if (arguments.arms.empty()) return forecasts;
    const std::string& arm = arguments.arms[0];
    std::erase_if(forecasts, [&](const study::RecordedForecast& forecast) { return forecast.arm != arm; });
    if (forecasts.empty())
        throw UsageError(Fault::unknown_name, fmt::format("there is no forecast under '{}'", arm),
                         scenario::hint_for(arm, arms, fmt::format("the arms are {}", fmt::join(arms, ", "))));
    return forecasts;
}

}  // namespace

int score_command(const Arguments& arguments) {
    Diagnostics diagnostics;
    const TextFile record(arguments.operands[0], kMaxBytes);
    if (const auto header = record.text().substr(0, record.text().find('\n')); header.find("p01") == header.npos)
        refuse_file(record.name(), "not a record of forecasts: it has no quantiles",
                    "forecasts come first, for example chokepoint score forecasts.csv outcomes.csv");
    std::vector<study::RecordedForecast> forecasts = study::read_forecasts(record, diagnostics);
    diagnostics.throw_if_errors();
    forecasts = of_arm(std::move(forecasts), arguments);
    const TextFile table(arguments.operands[1], kMaxBytes);
    const std::vector<study::RecordedOutcome> outcomes = study::read_outcomes(table, forecasts, diagnostics);
    diagnostics.throw_if_errors();
    if (outcomes.empty())
        refuse_file(table.name(), "there are no outcomes", "give a row for each known outcome", Fault::empty);
    const study::ForecastScores scores = study::score_forecasts(forecasts, outcomes);
    print_as(
        arguments.format, [&] { return report::score_table(forecasts, scores); },
        [&] { return report::score_text(forecasts, scores); });
    return kOk;
}

}  // namespace chokepoint::cli
