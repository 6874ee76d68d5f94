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

std::vector<network::CsvColumn> make_columns() {
    std::vector<network::CsvColumn> columns = {
        {"as_of", false, "", "Day up to which the model knows the world."},
        {"dated", false, "", "Day of writing, as stated with --dated."},
        {"commit", false, "", "Of the program that wrote it."},
        {"arm", true, "", "Policy under which it is forecast."},
        {"firm", true, "", "Company."},
        {"segment", true, "", "Row of firms.csv that the company owns; NA: the whole company."},
        {"quantity", true, "", "revenue, or an event: half, stopped, resumed, recovered."},
        {"period", true, "", "Of a revenue."},
        {"until", true, "", "Of an event: the last day that was run; 'never' is not until then."},
        {"unit", true, "", "Of a revenue, as its company keeps its books; date of an event."},
        {"last_year", false, "unit", "Revenue of the same period a year before, where the model has it."},
        {"against_last_year", false, "", "The median over it."},
        {"chance", false, "share", "Of an event: the probability that it comes until then."},
        {"mean", false, "unit", "Of a revenue."},
        {"ref_share_x_days", true, "unit",
         "Reference: the baseline less the denied share of sales or inputs, by the day."},
        {"ref_last_year", true, "unit", "Reference: last_year, or the baseline where that is not known."}};
    static const std::vector<std::string> names = [] {
        std::vector<std::string> all;
        for (int k = 1; k < 100; ++k)
            all.push_back(fmt::format("p{:02}", k));
        return all;
    }();
    for (const std::string& name : names)
        columns.push_back({name, true, "unit", {}});
    columns[ForecastColumn::p01].meaning = "Quantile at 1 %; of an event a date, or never.";
    return columns;
}

}  // namespace

std::span<const network::CsvColumn> forecast_columns() {
    static const std::vector<network::CsvColumn> columns = make_columns();
    return columns;
}

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
    for (const network::CsvColumn& column : forecast_columns())
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
