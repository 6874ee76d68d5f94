#pragma once

#include <chokepoint/report/data/table.hpp>
#include <chokepoint/study/spread.hpp>
#include <string>
#include <vector>

namespace chokepoint::report {

// Variables that several tables have.
inline const Variable kArm{"arm", "", "arm of the scenario"};
inline const Variable kFirm{"firm", "", "id of the company"};
inline const Variable kName{"name", "", "name of the company", {"firm"}};
inline const Variable kPeriod{"period", "", "month, quarter, year, or total"};
inline const Variable kBaseline{"baseline_usd", "USD", "revenue without any action", {"firm", "period"}};
inline const Variable kExposure{"exposure", "", "whether its sales to a reconstructed buyer are disclosed", {"firm"}};
inline const Variable kEvidence{"evidence", "", "evidence that weighs the samples: none, or all of it"};

/// The 5, 50 and 95 % quantiles and the mean of `what` over the samples, from `spread()` of a row.
template <class Row>
void add_spread_columns(std::vector<Column<Row>>& columns, const std::string& what, const std::string& netcdf) {
    const auto add = [&](const char* name, const std::string& meaning, double study::Spread::*member) {
        columns.push_back({{name, "1", meaning + what, {}, netcdf}, [member](auto& r) { return r.spread().*member; }});
    };
    add("p05", "5 % quantile of ", &study::Spread::p05);
    add("p50", "median of ", &study::Spread::p50);
    add("p95", "95 % quantile of ", &study::Spread::p95);
    add("mean", "mean of ", &study::Spread::mean);
}

/// The share of samples in which `what` is above 0.
template <class Row>
Column<Row> above_zero_column(std::string name, std::string meaning, std::string netcdf) {
    return {{std::move(name), "1", std::move(meaning), {}, std::move(netcdf)},
            [](auto& r) { return r.spread().above_zero; }};
}

/// The date of a day of the calendar; nothing for a day that did not come.
inline Cell date_cell(const scenario::Scenario& scenario, int day) {
    return day < 0 ? Cell() : Cell(format_date(scenario.start + std::chrono::days(day)));
}

}  // namespace chokepoint::report
