#include <fmt/format.h>

#include <chokepoint/study/forecast/forecast_columns.hpp>
#include <string>
#include <vector>

namespace chokepoint::study {

namespace {

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

}  // namespace chokepoint::study
