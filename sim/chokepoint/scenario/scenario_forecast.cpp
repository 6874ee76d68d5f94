#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/scenario/report_names.hpp>
#include <chokepoint/scenario/scenario_forecast.hpp>

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

void read_forecast(const YamlTree& tree, Scenario& scenario, Diagnostics& diagnostics) {
    const YamlNode* forecast = tree.root.find("forecast");
    if (forecast == nullptr) return;
    Diagnostics missing;  // A run of fewer days, arms or firms, as with --set, needs no forecast.
    ReportNames names(tree, scenario, missing);
    for (const YamlNode* arm : forecast->items_at("arms"))
        scenario.forecast.arms.push_back(names.arm(*arm));
    for (std::size_t a = 0; forecast->find("arms") == nullptr && a < scenario.arms.size(); ++a) {
        if (!scenario.arms[a].actions.empty()) scenario.forecast.arms.push_back(a);
    }
    for (const YamlNode& node : forecast->find("of")->items) {
        const YamlNode& firm = *node.find("firm");
        ForecastOf of{names.place(firm), {}, {}, {}};
        const std::uint32_t company = scenario.report_companies[of.place];
        for (const YamlNode* id : node.items_at("segments")) {
            of.segments.push_back(scenario.segments.size());
            scenario.segments.push_back({company, id->scalar, nodes_of_row(scenario.model, company, id->scalar)});
            if (scenario.segments.back().nodes.empty())
                diagnostics.add(
                    tree.fault(*id, Fault::unknown_name, fmt::format("'{}' has no row '{}'", firm.scalar, id->scalar),
                               fmt::format("use an id of {} that the company owns", nodes_file(scenario.model_spec))));
        }
        for (const YamlNode* period : node.items_at("periods")) {
            names.check_period(*period);
            of.periods.push_back(period->scalar);
        }
        for (const YamlNode* event : node.items_at("events"))
            of.events.push_back(parse_event(event->scalar));
        scenario.forecast.of.push_back(std::move(of));
    }
    scenario.forecast.missing = missing.sorted();
}

}  // namespace chokepoint::scenario
