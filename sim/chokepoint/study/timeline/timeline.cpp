#include <algorithm>
#include <chokepoint/scenario/model/stated_value.hpp>
#include <chokepoint/study/timeline/timeline.hpp>
#include <map>

namespace chokepoint::study {

namespace {

/// The links of all terms that have a flow, ascending.
std::vector<std::uint64_t> touched_links(const network::SupplyNetwork& network, std::span<const policy::Term> terms) {
    std::vector<std::uint64_t> links;
    for (const policy::Term& term : terms)
        links.insert(links.end(), term.links.begin(), term.links.end());
    std::sort(links.begin(), links.end());
    links.erase(std::unique(links.begin(), links.end()), links.end());
    std::erase_if(links, [&](std::uint64_t link) { return network.link_flow[link] == 0.0; });
    return links;
}

std::vector<TimelineLink> describe_links(const scenario::Model& model, std::span<const std::uint64_t> links) {
    const network::SupplyNetwork& network = model.network;
    const std::vector<std::uint32_t>& company = model.directory.node_company;
    std::vector<TimelineLink> described;
    for (const std::uint64_t link : links) {
        const std::uint32_t slot = network.slot_of(link);
        const std::uint32_t supplier = network.link_supplier[link];
        described.push_back({company[supplier], company[network.slot_customer[slot]], network.slot_product[slot],
                             supplier, network.link_flow[link] * scenario::kDaysOfYear});
    }
    return described;
}

/// Steps by day; only days of the calendar are kept.
class StepList {
   public:
    explicit StepList(int last_day) : last_day_(last_day) {}
    /// A term that ended before the calendar's first day is left out; one that began earlier and lasts begins there.
    void begin(int first_day, int last_day, std::uint32_t term) {
        if (last_day >= 0 && first_day <= last_day_) at(std::max(0, first_day)).begun.push_back(term);
        if (last_day >= 0 && last_day < last_day_) at(last_day + 1).over.push_back(term);
    }
    void happen(int day, std::uint32_t action) {
        if (day >= 0 && day <= last_day_) at(day).events.push_back(action);
    }
    std::map<int, TimelineStep> steps;

   private:
    TimelineStep& at(int day) {
        steps[day].day = day;
        return steps[day];
    }
    int last_day_;
};

}  // namespace

ArmTimeline make_timeline(const scenario::Scenario& scenario, std::size_t arm) {
    const scenario::Model& model = scenario.model;
    const std::vector<std::uint32_t>& numbers = scenario.arms[arm].actions;
    ArmTimeline timeline;
    timeline.terms = policy::make_terms(model.network, model.directory, scenario.actions, numbers, scenario.start);
    timeline.numbers = touched_links(model.network, timeline.terms);
    timeline.links = describe_links(model, timeline.numbers);
    StepList list(days_between(scenario.start, scenario.end));
    for (std::uint32_t t = 0; t < timeline.terms.size(); ++t)
        list.begin(timeline.terms[t].first_day, timeline.terms[t].last_day, t);
    for (const std::uint32_t number : numbers) {
        const policy::Action& action = scenario.actions[number];
        const bool winds_down = !action.phases.empty() && action.phases.front().first_day > 0;
        const bool closes = policy::selects_links(action.type) || action.type == policy::ActionType::content ||
                            action.type == policy::ActionType::ownership;
        if (!closes || winds_down || action.settlement != kNone)
            list.happen(days_between(scenario.start, action.from), number);
    }
    std::vector<policy::Term> flowing = timeline.terms;
    for (policy::Term& term : flowing)
        std::erase_if(term.links, [&](std::uint64_t link) { return model.network.link_flow[link] == 0.0; });
    for (auto& [day, step] : list.steps) {
        step.state = policy::openness_on(flowing, timeline.numbers, day);
        timeline.steps.push_back(std::move(step));
    }
    return timeline;
}

double comes_later(const ArmTimeline& timeline, const scenario::Scenario& scenario, std::uint32_t number) {
    const policy::Term& term = timeline.terms[number];
    if (term.effect == policy::Effect::scales)
        return term.last_day < days_between(scenario.start, scenario.end) ? 1.0 - term.openness : 0.0;
    if (term.until_replaced) return 1.0 - term.openness;
    double most = term.openness;
    for (const policy::Term& later : timeline.terms) {
        const bool follows = later.action == term.action && later.began == term.began && later.links == term.links;
        if (follows && later.first_day > term.last_day) most = std::max(most, later.openness);
    }
    return most - term.openness;
}

}  // namespace chokepoint::study
