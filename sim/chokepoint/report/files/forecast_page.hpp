#pragma once

#include <chokepoint/study/forecast/forecast.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace chokepoint::report {

/// The first words of forecasts.md, by which the file is recognised.
inline constexpr std::string_view kForecastPageTitle = "# Forecast record: ";

/// How the forecasts were made.
struct ForecastRecord {
    std::string dated;    ///< Day of writing; "" if it is not stated.
    std::string command;  ///< The command that wrote it.
};

/// forecasts.md: what is forecast by arm, how, on which assumptions, and how it will be scored.
std::string forecast_page(const scenario::Scenario& scenario, const study::Ensemble& ensemble,
                          const std::vector<study::Forecast>& forecasts, const ForecastRecord& record);

/// The tables alone.
std::string forecast_text(const scenario::Scenario& scenario, const std::vector<study::Forecast>& forecasts);

}  // namespace chokepoint::report
