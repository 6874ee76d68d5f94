#include <chokepoint/report/data/shared_columns.hpp>
#include <chokepoint/report/timeline/timeline_table.hpp>
#include <map>
#include <tuple>

namespace chokepoint::report {

namespace {

struct ChangeRow {
    const scenario::Scenario& scenario;
    const study::ArmTimeline& timeline;
    std::size_t arm;
    int day;
    std::uint32_t exporter, customer, product;
    policy::LinkOpenness now;
    double flow_usd;
};

std::vector<Column<ChangeRow>> change_columns() {
    using Row = ChangeRow;
    return {
        {kArm, [](auto& r) { return r.scenario.arms[r.arm].name; }},
        {{"date", "", "day of the change"}, [](auto& r) { return date_cell(r.scenario, r.day); }},
        {{"action", "", "action behind it; NA: the flow is open again"},
         [](auto& r) {
             return r.now.term == kNone ? Cell() : Cell(r.scenario.actions[r.timeline.terms[r.now.term].action].name);
         }},
        {{"exporter", "", "company that sells"},
         [](auto& r) { return r.scenario.model.directory.companies.name(r.exporter); }},
        {{"customer", "", "company that buys"},
         [](auto& r) { return r.scenario.model.directory.companies.name(r.customer); }},
        {{"product", "", "what it buys"}, [](auto& r) { return r.scenario.model.directory.products.name(r.product); }},
        {{"openness", "1", "share of the flow that may pass"}, [](auto& r) { return r.now.openness; }},
        {{"state", "", "open, part, delayed or denied"},
         [](auto& r) { return openness_word(r.scenario, r.timeline, r.now); }},
        {{"flow_usd", "USD", "baseline flow a year"}, &Row::flow_usd}};
}

}  // namespace

std::string_view openness_word(const scenario::Scenario& scenario, const study::ArmTimeline& timeline,
                               const policy::LinkOpenness& link) {
    if (link.openness == 1.0) return "open";
    if (study::comes_later(timeline, scenario, link.term) > 0.0) return "delayed";
    return link.openness == 0.0 ? "denied" : "part";
}

Table timeline_table(const scenario::Scenario& scenario, std::span<const study::ArmTimeline> arms) {
    std::vector<ChangeRow> all;
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
                all.push_back(
                    {scenario, timeline, a, step.day, exporter, customer, product, {openness, term}, flow_usd});
            }
            before = step.state;
        }
    }
    return make_table("timeline", change_columns(), std::move(all));
}

std::vector<Variable> timeline_variables() {
    return variables_of(change_columns());
}

}  // namespace chokepoint::report
