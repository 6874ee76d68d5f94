#include <chokepoint/report/data/timeline_table.hpp>
#include <map>
#include <tuple>

namespace chokepoint::report {

std::string_view openness_word(const scenario::Scenario& scenario, const study::ArmTimeline& timeline,
                               const policy::LinkOpenness& link) {
    if (link.openness == 1.0) return "open";
    if (study::comes_later(timeline, scenario, link.term) > 0.0) return "delayed";
    return link.openness == 0.0 ? "denied" : "part";
}

Table timeline_table(const scenario::Scenario& scenario, std::span<const study::ArmTimeline> arms) {
    Table table{
        "timeline", {"arm", "date", "action", "exporter", "customer", "product", "openness", "state", "flow_usd"}, {}};
    const network::Directory& directory = scenario.model.directory;
    for (std::size_t a = 0; a < arms.size(); ++a) {
        const study::ArmTimeline& timeline = arms[a];
        std::vector<policy::LinkOpenness> before(timeline.links.size());
        for (const study::TimelineStep& step : timeline.steps) {
            // Customer, product, exporter, term, openness.
            std::map<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t, std::uint32_t, double>, double> rows;
            for (std::size_t k = 0; k < timeline.links.size(); ++k) {
                const policy::LinkOpenness& now = step.state[k];
                if (now.openness == before[k].openness && now.term == before[k].term) continue;
                const study::TimelineLink& link = timeline.links[k];
                rows[{link.customer, link.product, link.exporter, now.term, now.openness}] += link.flow_usd;
            }
            for (const auto& [key, flow_usd] : rows) {
                const auto& [customer, product, exporter, term, openness] = key;
                Cell action;
                if (term != kNone) action = scenario.actions[timeline.terms[term].action].name;
                table.rows.push_back({scenario.arms[a].name, format_date(scenario.start + std::chrono::days(step.day)),
                                      action, std::string(directory.companies.name(exporter)),
                                      std::string(directory.companies.name(customer)),
                                      std::string(directory.products.name(product)), openness,
                                      std::string(openness_word(scenario, timeline, {openness, term})), flow_usd});
            }
            before = step.state;
        }
    }
    return table;
}

}  // namespace chokepoint::report
