#include <fmt/format.h>

#include <chokepoint/base/fault_at.hpp>
#include <chokepoint/scenario/report_names.hpp>
#include <chokepoint/scenario/scenario_read.hpp>

namespace chokepoint::scenario {

namespace {

/// The nodes of a company that are the row `id` of firms.csv: the one of that name, or its lines `id#1`, `id#2`, ...
std::vector<std::uint32_t> nodes_of_row(const Model& model, std::uint32_t company, const std::string& id) {
    std::vector<std::uint32_t> nodes;
    for (const std::uint32_t node : model.companies.nodes(company)) {
        const std::string name(model.directory.nodes.name(node));
        if (name == id || name.starts_with(id + "#")) nodes.push_back(node);
    }
    return nodes;
}

}  // namespace

void make_forecast_plan(Scenario& scenario, Diagnostics& diagnostics) {
    if (!scenario.spec.forecast) return;
    const ForecastSpec& spec = *scenario.spec.forecast;
    Diagnostics missing;  // A run of fewer days, arms or firms, as with --set, needs no forecast.
    ReportNames names(scenario, missing);
    for (const StatedText& arm : spec.arms)
        scenario.forecast.arms.push_back(names.arm(arm));
    for (std::size_t a = 0; spec.arms.empty() && a < scenario.arms.size(); ++a) {
        if (!scenario.arms[a].actions.empty()) scenario.forecast.arms.push_back(a);
    }
    for (const ForecastOfSpec& stated : spec.of) {
        ForecastOf of{names.place(stated.firm), {}, {}, {}};
        const std::uint32_t company = scenario.report_companies[of.place];
        for (const auto& [id, where] : stated.segments) {
            of.segments.push_back(scenario.segments.size());
            scenario.segments.push_back({company, id, nodes_of_row(scenario.model, company, id)});
            if (scenario.segments.back().nodes.empty())
                diagnostics.add(
                    fault_at(where, Fault::unknown_name, fmt::format("'{}' has no row '{}'", stated.firm.value, id),
                             fmt::format("use an id of {} that the company owns", nodes_file(scenario.model_spec))));
        }
        for (const StatedText& period : stated.periods) {
            names.check_period(period);
            of.periods.push_back(period.value);
        }
        for (const std::string& event : stated.events)
            of.events.push_back(parse_event(event));
        scenario.forecast.of.push_back(std::move(of));
    }
    scenario.forecast.missing = missing.sorted();
}

}  // namespace chokepoint::scenario
