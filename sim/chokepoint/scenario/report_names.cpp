#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/scenario/actions/scenario_actions.hpp>
#include <chokepoint/scenario/report_names.hpp>
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

ReportNames::ReportNames(const YamlTree& tree, const Scenario& scenario, Diagnostics& diagnostics)
    : tree_(tree), scenario_(scenario), diagnostics_(diagnostics), periods_(period_labels(scenario)) {}

std::size_t ReportNames::place(const YamlNode& firm) {
    const auto& shown = scenario_.report_companies;
    const auto found = std::find(shown.begin(), shown.end(), find_company(scenario_.model, firm.scalar));
    if (found != shown.end()) return static_cast<std::size_t>(found - shown.begin());
    diagnostics_.add(tree_.fault(firm, Fault::unknown_name,
                                 fmt::format("'{}' is no company of the report", firm.scalar),
                                 "name it under report.firms too"));
    return 0;
}

std::size_t ReportNames::arm(const YamlNode& name) {
    std::vector<std::string> names;
    for (const Arm& arm : scenario_.arms) {
        if (arm.name == name.scalar) return names.size();
        names.push_back(arm.name);
    }
    diagnostics_.add(tree_.fault(name, Fault::unknown_name, fmt::format("the scenario has no arm '{}'", name.scalar),
                                 hint_for(name.scalar, names, "use an arm of 'arms'")));
    return 0;
}

void ReportNames::check_period(const YamlNode& period) {
    if (std::find(periods_.begin(), periods_.end(), period.scalar) != periods_.end()) return;
    diagnostics_.add(
        tree_.fault(period, Fault::unknown_name, fmt::format("'{}' is no period of the report", period.scalar),
                    hint_for(period.scalar, periods_, "use a period that the calendar and report.periods have")));
}

}  // namespace chokepoint::scenario
