#pragma once

#include <chokepoint/report/data/table.hpp>
#include <chokepoint/study/forecast/forecast_score.hpp>
#include <string>
#include <vector>

namespace chokepoint::report {

/// A row per outcome, then a row `all` with the share inside the range, its interval and the mean skills.
Table score_table(const std::vector<study::RecordedForecast>& forecasts, const study::ForecastScores& scores);
std::vector<Variable> score_variables();

/// The same as text, with the skills explained.
std::string score_text(const std::vector<study::RecordedForecast>& forecasts, const study::ForecastScores& scores);

}  // namespace chokepoint::report
