#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/base/date.hpp>
#include <chokepoint/base/number.hpp>
#include <chokepoint/scenario/schema/suggestion.hpp>
#include <chokepoint/study/forecast/forecast_file.hpp>
#include <cmath>
#include <limits>
#include <map>
#include <optional>

namespace chokepoint::study {

namespace {

using F = ForecastColumn;

struct OutcomeColumn {
    enum : std::size_t { firm, segment, quantity, period, unit, value };
};
using O = OutcomeColumn;

constexpr network::CsvColumn kOutcomeColumns[] = {
    {"firm", true, "", "As in forecasts.csv; so are the next four."},
    {"segment", false, "", "Empty or NA: the whole company."},
    {"quantity", true, "", "revenue, half, stopped, resumed or recovered."},
    {"period", true, "", "Of a revenue; empty or NA for a day."},
    {"unit", true, "", "bn RMB, M USD, date."},
    {"value", true, "unit", "What came to pass: a number, a date as 2018-05-09, or never."},
    {"source", false, "", "Where it was read; not looked at."}};

constexpr double kAbsent = std::numeric_limits<double>::quiet_NaN();

std::string text_at(const network::CsvRow& row, std::size_t column) {
    return row.fields[column] == "NA" ? std::string() : std::string(row.fields[column]);
}

/// A date as days since 1970-01-01, or `never`.
std::optional<double> day_of(std::string_view text) {
    if (text == "never") return std::numeric_limits<double>::infinity();
    const auto date = parse_date(text);
    return date ? std::optional<double>(date->time_since_epoch().count()) : std::nullopt;
}

/// A number, or a day; a fault if it is neither.
double value_at(network::CsvReader& reader, const network::CsvRow& row, std::size_t column, bool of_day) {
    const auto value = of_day ? day_of(row.fields[column]) : parse_number(row.fields[column]);
    if (!value)
        reader.fault_at(
            row, column,
            {.message = fmt::format("'{:.40}' is not a {}", row.fields[column], of_day ? "day" : "number"),
             .hint = of_day ? "write a date as 2018-05-09, or never" : "write it as 26.5, without unit or separators",
             .fault = of_day ? Fault::bad_date : Fault::bad_number});
    return value.value_or(kAbsent);
}

/// The value of a reference forecast, which may be unknown.
double reference_at(network::CsvReader& reader, const network::CsvRow& row, std::size_t column) {
    return row.fields[column] == "NA" ? kAbsent : value_at(reader, row, column, false);
}

}  // namespace

std::span<const network::CsvColumn> outcome_columns() {
    return kOutcomeColumns;
}

std::string name_of(const RecordedForecast& forecast) {
    std::string name = forecast.firm;
    for (const std::string* part : {&forecast.segment, &forecast.quantity, &forecast.period}) {
        if (!part->empty()) name += " " + *part;
    }
    return name;
}

std::vector<RecordedForecast> read_forecasts(const TextFile& file, Diagnostics& diagnostics) {
    network::CsvReader reader(file, forecast_columns(), diagnostics);
    std::vector<RecordedForecast> forecasts;
    std::map<std::string, int> lines;
    for (network::CsvRow row; reader.next(row);) {
        RecordedForecast one{text_at(row, F::arm),      text_at(row, F::firm),   text_at(row, F::segment),
                             text_at(row, F::quantity), text_at(row, F::period), text_at(row, F::unit)};
        one.of_day = one.unit == "date";
        for (std::size_t column = F::p01; column < forecast_columns().size(); ++column) {
            one.percentiles.push_back(value_at(reader, row, column, one.of_day));
            if (column > F::p01 && one.percentiles.back() < one.percentiles[one.percentiles.size() - 2])
                reader.fault_at(row, column,
                                {.message = "the quantiles fall",
                                 .hint = "from p01 to p99 they rise",
                                 .fault = Fault::contradiction});
        }
        one.by_share_and_days = one.of_day ? kAbsent : reference_at(reader, row, F::by_share_and_days);
        one.by_last_year = one.of_day ? kAbsent : reference_at(reader, row, F::by_last_year);
        one.until = one.of_day ? value_at(reader, row, F::until, true) : kAbsent;
        if (std::isinf(one.until))
            reader.fault_at(
                row, F::until,
                {.message = "a run has a last day", .hint = "write that day, as 2018-12-31", .fault = Fault::bad_date});
        const auto [first, is_new] = lines.emplace(one.arm + ", " + name_of(one), row.line);
        if (!is_new)
            reader.fault_at(
                row, F::firm,
                {.message = fmt::format("'{}' is given twice, first in line {}", first->first, first->second),
                 .hint = "keep one of them",
                 .fault = Fault::duplicate});
        forecasts.push_back(std::move(one));
    }
    return forecasts;
}

std::vector<RecordedOutcome> read_outcomes(const TextFile& file, const std::vector<RecordedForecast>& forecasts,
                                           Diagnostics& diagnostics) {
    std::vector<std::string> names;
    for (const RecordedForecast& forecast : forecasts)
        names.push_back(name_of(forecast));
    network::CsvReader reader(file, kOutcomeColumns, diagnostics);
    std::vector<RecordedOutcome> outcomes;
    std::map<std::size_t, int> line_of_forecast;
    for (network::CsvRow row; reader.next(row);) {
        const std::string name = name_of({"", text_at(row, O::firm), text_at(row, O::segment),
                                          text_at(row, O::quantity), text_at(row, O::period), ""});
        const auto found = static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin());
        if (found == names.size()) {
            reader.fault_at(row, O::firm,
                            {.message = fmt::format("there is no forecast of '{}'", name),
                             .hint = scenario::hint_for(
                                 name, names, "name firm, segment, quantity and period as forecasts.csv does"),
                             .fault = Fault::unknown_name});
            continue;
        }
        if (const std::string unit = text_at(row, O::unit); unit != forecasts[found].unit) {
            reader.fault_at(
                row, O::unit,
                {.message = fmt::format("the unit is '{}', but the forecast's is '{}'", unit, forecasts[found].unit),
                 .hint = "convert the value",
                 .fault = Fault::bad_unit});
            continue;
        }
        const auto [first, is_new] = line_of_forecast.emplace(found, row.line);
        if (!is_new) {
            reader.fault_at(row, O::firm,
                            {.message = fmt::format("'{}' is given twice, first in line {}", name, first->second),
                             .hint = "keep one of them",
                             .fault = Fault::duplicate});
            continue;
        }
        outcomes.push_back({found, value_at(reader, row, O::value, forecasts[found].of_day)});
    }
    return outcomes;
}

}  // namespace chokepoint::study
