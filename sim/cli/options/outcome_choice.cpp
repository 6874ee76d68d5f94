#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/base/text/suggest.hpp>
#include <chokepoint/scenario/scenario_read.hpp>
#include <chokepoint/scenario/schema/suggestion.hpp>
#include <chokepoint/study/answer/headline.hpp>
#include <chokepoint/study/report_place.hpp>
#include <cli/options/outcome_choice.hpp>
#include <cli/terminal/memory.hpp>

namespace chokepoint::cli {

namespace {

std::vector<scenario::Arm> chosen_arms(const scenario::Scenario& scenario, const std::vector<std::string>& names) {
    std::vector<scenario::Arm> arms;
    for (const std::string& name : names) {
        const auto same = [&](const scenario::Arm& arm) { return arm.name == name; };
        if (std::none_of(arms.begin(), arms.end(), same)) arms.push_back(scenario.arms[arm_number(scenario, name)]);
    }
    if (!names.empty()) return arms;
    for (const std::size_t arm : study::policy_arms(scenario))
        arms.push_back(scenario.arms[arm]);
    if (arms.empty())
        throw UsageError(Fault::empty, "no arm of the scenario has an action", "add an action to an arm under 'arms'");
    return arms;
}

std::string first_year(const scenario::Scenario& scenario) {
    Date first = scenario.end + std::chrono::days(1);
    for (const scenario::Arm& arm : scenario.arms) {
        for (const std::uint32_t number : arm.actions) {
            const policy::Action& action = scenario.actions[number];
            if (action.from >= scenario.start) first = std::min(first, action.from);
        }
    }
    return first > scenario.end ? "total" : year_label(first);
}

std::uint32_t company_number(const scenario::Scenario& scenario, const std::string& firm) {
    const std::uint32_t company = scenario::find_company(scenario.model, firm);
    if (company != kNone) return company;
    throw UsageError(
        Fault::unknown_name, fmt::format("the model has no company '{}'", firm),
        scenario::hint_for(firm, scenario.model.directory.companies,
                           fmt::format("use a company from {}", scenario::nodes_file(scenario.model_spec))));
}

/// The place in the report of the company that loses most at the middle of the priors.
std::size_t largest_loss(const Arguments& arguments, const scenario::Scenario& scenario, const RunControl& control) {
    if (scenario.report_companies.size() == 1) return 0;
    check_memory(study::study_bytes(scenario, arguments.threads), arguments.quiet);
    const study::StudyResult study = study::run_study(scenario, arguments.threads, control);
    return study::place_of_largest_loss(scenario, study::single_sample(scenario, study), false);
}

}  // namespace

std::size_t arm_number(const scenario::Scenario& scenario, const std::string& name) {
    std::vector<std::string_view> names;
    for (const scenario::Arm& arm : scenario.arms)
        names.push_back(arm.name);
    const auto found = std::find(names.begin(), names.end(), name);
    if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
    throw UsageError(Fault::unknown_name, fmt::format("the scenario has no arm '{}'", name),
                     fmt::format("its arms are {}", fmt::join(names, ", ")));
}

std::pair<std::size_t, std::size_t> arm_pair(const scenario::Scenario& scenario,
                                             const std::vector<std::string>& names) {
    if (names.size() == 2) {
        const std::pair pair(arm_number(scenario, names[0]), arm_number(scenario, names[1]));
        if (pair.first != pair.second) return pair;
        throw UsageError(Fault::duplicate, fmt::format("'--arm {}' is given twice", names[0]),
                         "name two arms, for example --arm ban --arm reversal");
    }
    if (!names.empty())
        throw UsageError(Fault::invalid_value, fmt::format("'--arm' must be given twice, not {} times", names.size()),
                         "for example --arm ban --arm reversal");
    std::vector<std::size_t> arms = study::policy_arms(scenario);
    for (std::size_t a = 0; a < scenario.arms.size(); ++a) {
        if (scenario.arms[a].actions.empty()) arms.push_back(a);
    }
    if (arms.size() < 2)
        throw UsageError(Fault::unsupported, "the scenario has only one arm", "add another under 'arms'");
    return {arms[0], arms[1]};
}

void narrow_scenario(scenario::Scenario& scenario, const std::vector<std::string>& firms,
                     const std::vector<std::string>& arms) {
    scenario.arms = chosen_arms(scenario, arms);
    scenario.periods = {true, true, true};
    std::vector<std::uint32_t> companies;
    for (const std::string& firm : firms) {
        const std::uint32_t company = company_number(scenario, firm);
        if (std::find(companies.begin(), companies.end(), company) == companies.end()) companies.push_back(company);
    }
    if (!companies.empty()) scenario.report_companies = std::move(companies);
}

void choose_firm(const Arguments& arguments, scenario::Scenario& scenario, const RunControl& control) {
    if (!arguments.firm_names.empty()) return;
    const std::size_t place = largest_loss(arguments, scenario, control);
    scenario.report_companies = {scenario.report_companies[place]};
}

std::size_t report_place(const Arguments& arguments, scenario::Scenario& scenario, const RunControl& control) {
    const std::vector<std::string>& firms = arguments.firm_names;
    if (firms.size() > 1)
        throw UsageError(Fault::duplicate, "'--firm' is given more than once", "it names one company here");
    if (firms.empty()) return largest_loss(arguments, scenario, control);
    std::vector<std::uint32_t>& shown = scenario.report_companies;
    const std::uint32_t company = company_number(scenario, firms[0]);
    const auto found = std::find(shown.begin(), shown.end(), company);
    const auto place = static_cast<std::size_t>(found - shown.begin());
    if (found == shown.end()) shown.push_back(company);
    return place;
}

std::size_t period_number(const scenario::Scenario& scenario, const std::string& label) {
    const std::string wanted = label.empty() ? first_year(scenario) : label;
    const std::vector<study::Period> periods = study::make_periods(scenario.start, scenario.end, scenario.periods);
    for (std::size_t p = 0; p < periods.size(); ++p) {
        if (periods[p].label == wanted) return p;
    }
    throw UsageError(Fault::unknown_name, fmt::format("the calendar has no period '{}'", wanted),
                     fmt::format("use a month, quarter or year from {} to {}, such as {}, or total",
                                 format_date(scenario.start), format_date(scenario.end), periods.front().label));
}

}  // namespace chokepoint::cli
