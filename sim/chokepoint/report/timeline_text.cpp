#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/base/utf8.hpp>
#include <chokepoint/report/figure_words.hpp>
#include <chokepoint/report/screen.hpp>
#include <chokepoint/report/timeline_table.hpp>
#include <chokepoint/report/timeline_words.hpp>
#include <chokepoint/scenario/stated_value.hpp>
#include <map>
#include <set>

namespace chokepoint {

namespace {

constexpr std::size_t kExporters = 6;  ///< In the line of exporters.
constexpr std::size_t kCustomers = 3;  ///< With a table of their own.

/// USD a year of what a customer buys, by state.
struct Flows {
    double open = 0.0, delayed = 0.0, denied = 0.0;
    double all() const { return open + delayed + denied; }
    void add(const Flows& other) {
        open += other.open;
        delayed += other.delayed;
        denied += other.denied;
    }
};

/// Writes one arm.
class ArmText {
   public:
    ArmText(const Scenario& scenario, const Arm& arm, const ArmTimeline& timeline)
        : scenario_(scenario), arm_(arm), timeline_(timeline) {}

    std::string write() const;

   private:
    std::string table_of(std::uint32_t customer, const TimelineStep& step) const;
    std::string exporters_of(std::uint32_t customer, const TimelineStep& step) const;
    Flows flows_of(const TimelineStep& step, std::size_t link) const;
    std::string company(std::uint32_t number) const { return printable(scenario_.model.companies.name(number)); }

    const Scenario& scenario_;
    const Arm& arm_;
    const ArmTimeline& timeline_;
};

Flows ArmText::flows_of(const TimelineStep& step, std::size_t link) const {
    const double flow = timeline_.links[link].flow_usd;
    const LinkOpenness& at = step.state[link];
    const double closed = (1.0 - at.openness) * flow;
    const double later = at.term == kNone ? 0.0 : comes_later(timeline_, scenario_, at.term);
    const double delayed = std::min(closed, later * flow);
    return {flow - closed, delayed, closed - delayed};
}

/// `by exporter: Qualcomm 580.0 of 580.0, ...`.
std::string ArmText::exporters_of(std::uint32_t customer, const TimelineStep& step) const {
    ByNumber closed;
    for (std::size_t k = 0; k < timeline_.links.size(); ++k) {
        if (timeline_.links[k].customer != customer) continue;
        const Flows flows = flows_of(step, k);
        if (flows.delayed + flows.denied > 0.0) closed[timeline_.links[k].exporter] += flows.delayed + flows.denied;
    }
    if (closed.empty()) return {};
    const auto order = largest_first(closed);
    std::string text = "not open, by exporter:";
    double rest = 0.0;
    for (std::size_t k = 0; k < order.size(); ++k) {
        if (k >= kExporters) {
            rest -= order[k].first;
            continue;
        }
        text += fmt::format("{} {} {}", k == 0 ? "" : ",", company(order[k].second), millions(-order[k].first));
    }
    if (order.size() > kExporters) text += fmt::format(", {} more {}", order.size() - kExporters, millions(rest));
    return wrapped(text, "      ");
}

std::string ArmText::table_of(std::uint32_t customer, const TimelineStep& step) const {
    std::map<std::uint32_t, Flows> products;
    Flows sum;
    for (std::size_t k = 0; k < timeline_.links.size(); ++k) {
        if (timeline_.links[k].customer != customer) continue;
        products[timeline_.links[k].product].add(flows_of(step, k));
        sum.add(flows_of(step, k));
    }
    double bought = 0.0;
    for (const std::uint32_t node : scenario_.model.companies.nodes(customer)) {
        const SupplyNetwork& network = scenario_.model.network;
        for (std::uint32_t s = network.node_slots[node]; s < network.node_slots[node + 1]; ++s)
            bought += network.slot_need[s] * kDaysOfYear;
    }
    std::string text =
        fmt::format("      {} {:>9} {:>9} {:>9} {:>9}\n", fitted(company(customer) + " buys, million USD a year", 42),
                    "open", "delayed", "denied", "not open");
    const auto row = [&](const std::string& name, const Flows& flows, double whole) {
        text +=
            fmt::format("      {} {:>9} {:>9} {:>9} {:>9}\n", fitted(name, 42), millions(flows.open),
                        millions(flows.delayed), millions(flows.denied), per_cent(flows.delayed + flows.denied, whole));
    };
    if (sum.delayed + sum.denied == 0.0)
        return fmt::format("      all that {} buys is open ({} million USD a year)\n", company(customer),
                           millions(bought));
    ByNumber sizes;
    for (const auto& [number, flows] : products)
        sizes[number] = flows.all();
    for (const auto& [size, number] : largest_first(sizes))
        row("  " + as_words(std::string(scenario_.model.directory.products.name(number))), products[number],
            products[number].all());
    row("  all of these", sum, sum.all());
    Flows everything = sum;
    everything.open += bought - sum.all();
    row("  all that it buys", everything, bought);
    return text + exporters_of(customer, step);
}

std::string ArmText::write() const {
    std::string text = arm_.name + "\n";
    if (timeline_.steps.empty()) return text + "  nothing happens\n";
    const TimelineWords words(scenario_, arm_, timeline_);
    std::vector<LinkOpenness> before(timeline_.links.size());
    for (const TimelineStep& step : timeline_.steps) {
        text += fmt::format("  {}\n{}", format_date_long(scenario_.start + std::chrono::days(step.day)),
                            words.sentences(step));
        const bool same =
            std::equal(before.begin(), before.end(), step.state.begin(),
                       [](const LinkOpenness& a, const LinkOpenness& b) { return a.openness == b.openness; });
        before = step.state;
        if (same && (!step.begun.empty() || !step.over.empty()))
            text += "      no flow is more or less open than before\n";
        if (same) continue;
        ByNumber customers;
        for (const TimelineLink& link : timeline_.links)
            customers[link.customer] += link.flow_usd;
        const auto order = largest_first(customers);
        for (std::size_t k = 0; k < std::min(kCustomers, order.size()); ++k)
            text += table_of(order[k].second, step);
        if (order.size() > kCustomers)
            text += fmt::format("      and {} more customers: --format csv has them\n", order.size() - kCustomers);
    }
    return text;
}

/// What was found of each list that an action of the scenario names, and what was not.
std::string lists_text(const Scenario& scenario) {
    std::string text;
    std::set<std::string> files;
    for (const Action& action : scenario.actions) {
        if (action.parties.empty() || !files.insert(action.parties.front().where.place.file).second) continue;
        text += fmt::format("\nparties of {}\n", action.parties.front().where.place.file);
        for (const ListedParty& party : action.parties) {
            std::string found;
            for (const std::uint32_t company : party.companies)
                found += (found.empty() ? "" : ", ") + printable(scenario.model.companies.name(company));
            text += fmt::format("  {}  {}\n", fitted(party.name, 36), found.empty() ? "not in the model" : found);
        }
    }
    return text;
}

}  // namespace

std::string timeline_text(const Scenario& scenario, std::span<const ArmTimeline> arms) {
    std::string text = printable(scenario.title) + "\n";
    for (std::size_t a = 0; a < arms.size(); ++a)
        text += "\n" + ArmText(scenario, scenario.arms[a], arms[a]).write();
    return text + lists_text(scenario);
}

}  // namespace chokepoint
