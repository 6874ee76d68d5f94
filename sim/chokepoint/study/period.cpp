#include <chokepoint/study/period.hpp>

namespace chokepoint::study {

namespace {

void add_periods(Date start, Date end, std::string (*label)(Date), std::vector<Period>& periods) {
    std::string current;
    for (Date date = start; date <= end; date += std::chrono::days(1)) {
        std::string name = label(date);
        const int day = days_between(start, date);
        if (name == current) {
            periods.back().last_day = day;
        } else {
            periods.push_back({name, day, day});
            current = std::move(name);
        }
    }
}

}  // namespace

std::vector<Period> make_periods(Date start, Date end, const scenario::PeriodSettings& settings) {
    std::vector<Period> periods;
    if (settings.months) add_periods(start, end, month_label, periods);
    if (settings.quarters) add_periods(start, end, quarter_label, periods);
    if (settings.years) add_periods(start, end, year_label, periods);
    periods.push_back({"total", 0, days_between(start, end)});
    return periods;
}

std::vector<std::size_t> years_and_total(const std::vector<Period>& periods) {
    std::vector<std::size_t> numbers;
    for (std::size_t p = 0; p < periods.size(); ++p) {
        if (periods[p].label.size() == 4 || p + 1 == periods.size()) numbers.push_back(p);
    }
    return numbers;
}

}  // namespace chokepoint::study
