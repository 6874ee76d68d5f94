#include <fmt/format.h>

#include <chokepoint/base/number.hpp>
#include <chokepoint/base/version.hpp>
#include <chokepoint/report/data/forecast_table.hpp>
#include <cmath>

namespace chokepoint::report {

namespace {

Cell rounded(double value) {
    if (!std::isfinite(value)) return {};
    return parse_number(fmt::format("{:.6g}", value)).value_or(value);
}

struct ForecastRow {
    const scenario::Scenario& scenario;
    const study::Forecast& of;
    const std::string& dated;
};

/// What study::forecast_columns() names, which those who read the file share.
std::vector<Column<ForecastRow>> columns_of_forecasts() {
    using Row = ForecastRow;
    std::vector<std::function<Cell(const Row&)>> values = {
        [](auto& r) {
            const auto& as_of = r.scenario.model_spec.as_of;
            return as_of ? Cell(format_date(*as_of)) : Cell();
        },
        [](auto& r) { return r.dated; },
        [](const Row&) { return kCommit; },
        [](auto& r) { return r.scenario.arms[r.of.arm].name; },
        [](auto& r) { return r.scenario.model.directory.companies.name(r.of.company); },
        [](auto& r) { return r.of.segment; },
        [](auto& r) { return quantity_name(r.of); },
        [](auto& r) { return r.of.period; },
        [](auto& r) { return r.of.event ? Cell(format_date(r.scenario.end)) : Cell(); },
        [](auto& r) { return r.of.unit; },
        [](auto& r) { return rounded(r.of.last_year); },
        [](auto& r) { return rounded(r.of.percentiles[49] / r.of.last_year); },
        [](auto& r) { return r.of.event ? rounded(r.of.mean) : Cell(); },
        [](auto& r) { return r.of.event ? Cell() : rounded(r.of.mean); },
        [](auto& r) { return rounded(r.of.by_share_and_days); },
        [](auto& r) { return rounded(r.of.by_last_year); }};
    for (std::size_t k = 0; k < 99; ++k)
        values.push_back([k](auto& r) {
            const double quantile = r.of.percentiles[k];
            if (!r.of.event || std::isnan(quantile)) return rounded(quantile);
            return Cell(day_text(r.scenario, quantile));
        });
    std::vector<Column<Row>> columns;
    for (const network::CsvColumn& column : study::forecast_columns())
        columns.push_back({{std::string(column.name), std::string(column.unit), std::string(column.meaning)},
                           std::move(values[columns.size()])});
    return columns;
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
    std::vector<ForecastRow> rows;
    for (const study::Forecast& forecast : forecasts)
        rows.push_back({scenario, forecast, dated});
    return make_table("forecasts", columns_of_forecasts(), std::move(rows));
}

std::vector<Variable> forecast_variables() {
    std::vector<Variable> variables = variables_of(columns_of_forecasts());
    variables.resize(study::ForecastColumn::p01 + 1);
    return variables;
}

}  // namespace chokepoint::report
