#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/base/fault_at.hpp>
#include <chokepoint/scenario/report_names.hpp>
#include <chokepoint/scenario/scenario_read.hpp>
#include <chokepoint/scenario/schema/suggestion.hpp>

namespace chokepoint::scenario {

namespace {

std::vector<std::string> period_labels(const Scenario& scenario) {
    std::vector<std::string> labels = {"total"};
    const auto add = [&](bool wanted, const std::string& label) {
        if (wanted && std::find(labels.begin(), labels.end(), label) == labels.end()) labels.push_back(label);
    };
    for (Date day = scenario.start; day <= scenario.end; day += std::chrono::days(1)) {
        add(scenario.periods.months, month_label(day));
        add(scenario.periods.quarters, quarter_label(day));
        add(scenario.periods.years, year_label(day));
    }
    return labels;
}

}  // namespace

ReportNames::ReportNames(const Scenario& scenario, Diagnostics& diagnostics)
    : scenario_(scenario), diagnostics_(diagnostics), periods_(period_labels(scenario)) {}

std::size_t ReportNames::place(const StatedText& firm) {
    const auto& shown = scenario_.report_companies;
    const auto found = std::find(shown.begin(), shown.end(), find_company(scenario_.model, firm.value));
    if (found != shown.end()) return static_cast<std::size_t>(found - shown.begin());
    diagnostics_.add(fault_at(firm.where, Fault::unknown_name,
                              fmt::format("'{}' is no company of the report", firm.value),
                              "name it under report.firms too"));
    return 0;
}

std::size_t ReportNames::arm(const StatedText& name) {
    std::vector<std::string> names;
    for (const Arm& arm : scenario_.arms) {
        if (arm.name == name.value) return names.size();
        names.push_back(arm.name);
    }
    diagnostics_.add(fault_at(name.where, Fault::unknown_name, fmt::format("the scenario has no arm '{}'", name.value),
                              hint_for(name.value, names, "use an arm of 'arms'")));
    return 0;
}

void ReportNames::check_period(const StatedText& period) {
    if (std::find(periods_.begin(), periods_.end(), period.value) != periods_.end()) return;
    diagnostics_.add(
        fault_at(period.where, Fault::unknown_name, fmt::format("'{}' is no period of the report", period.value),
                 hint_for(period.value, periods_, "use a period that the calendar and report.periods have")));
}

}  // namespace chokepoint::scenario
