#include <fmt/format.h>

#include <chokepoint/base/number.hpp>
#include <chokepoint/base/version.hpp>
#include <chokepoint/report/data/forecast_table.hpp>
#include <cmath>

namespace chokepoint::report {

namespace {

Cell rounded(double value) {
    if (!std::isfinite(value)) return std::monostate{};
    return parse_number(fmt::format("{:.6g}", value)).value_or(value);
}

}  // namespace

std::string quantity_name(const study::Forecast& forecast) {
    return forecast.event ? std::string(scenario::kEventNames[static_cast<std::size_t>(*forecast.event)]) : "revenue";
}

std::string day_text(const scenario::Scenario& scenario, double day) {
    if (!std::isfinite(day)) return "never";
    return format_date(scenario.start + std::chrono::days(std::lround(day)));
}

Table forecast_table(const scenario::Scenario& scenario, const std::vector<study::Forecast>& forecasts,
                     const std::string& dated) {
    Table table{"forecasts", {}, {}};
    for (const network::CsvColumn& column : study::forecast_columns())
        table.columns.emplace_back(column.name);
    const auto& as_of = scenario.model_spec.as_of;
    for (const study::Forecast& forecast : forecasts) {
        const bool dates = forecast.event.has_value();
        std::vector<Cell> row = {text_or_nothing(as_of ? format_date(*as_of) : ""),
                                 text_or_nothing(dated),
                                 kCommit,
                                 scenario.arms[forecast.arm].name,
                                 std::string(scenario.model.directory.companies.name(forecast.company)),
                                 text_or_nothing(forecast.segment),
                                 quantity_name(forecast),
                                 text_or_nothing(forecast.period),
                                 text_or_nothing(dates ? format_date(scenario.end) : ""),
                                 forecast.unit,
                                 rounded(forecast.last_year),
                                 rounded(forecast.percentiles[49] / forecast.last_year),
                                 dates ? rounded(forecast.mean) : Cell(),
                                 dates ? Cell() : rounded(forecast.mean),
                                 rounded(forecast.by_share_and_days),
                                 rounded(forecast.by_last_year)};
        for (const double quantile : forecast.percentiles)
            row.push_back(!dates                 ? rounded(quantile)
                          : std::isnan(quantile) ? Cell()
                                                 : Cell(day_text(scenario, quantile)));
        table.rows.push_back(std::move(row));
    }
    return table;
}

}  // namespace chokepoint::report
