#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/base/text/utf8.hpp>
#include <chokepoint/report/text/parameter_words.hpp>
#include <chokepoint/report/text/screen.hpp>
#include <chokepoint/report/timeline/content_text.hpp>
#include <chokepoint/report/timeline/timeline_table.hpp>
#include <chokepoint/report/timeline/timeline_words.hpp>
#include <chokepoint/scenario/model/stated_value.hpp>
#include <map>
#include <set>

namespace chokepoint::report {

namespace {

constexpr std::size_t kExportersInLine = 6;  ///< In the line of exporters.
constexpr std::size_t kCustomers = 3;        ///< With a table each; more have one together.
constexpr std::size_t kProducts = 15;        ///< In a table.
constexpr std::string_view kRow = "      {}\x1F {:>9}\x1F {:>9}\x1F {:>9}\x1F {:>9}\n";

using Customers = std::set<std::uint32_t>;  ///< Companies.

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

std::string row(const std::string& name, const Flows& flows) {
    return fmt::format(kRow, fitted(name, 42), millions(flows.open), millions(flows.delayed), millions(flows.denied),
                       per_cent(flows.delayed + flows.denied, flows.all()));
}

/// A row for each of the largest products, and one for all others.
std::string product_rows(const std::map<std::uint32_t, Flows>& products, const std::vector<std::string>& labels) {
    ByNumber sizes;
    for (const auto& [number, flows] : products)
        sizes[number] = flows.all();
    std::string text;
    Flows rest;
    std::size_t shown = 0;
    for (const auto& [size, number] : largest_first(sizes)) {
        const Flows& flows = products.at(number);
        if (shown < kProducts) {
            ++shown;
            text += row("  " + labels[number], flows);
        } else {
            rest.add(flows);
        }
    }
    return shown < sizes.size() ? text + row(fmt::format("  {} more", sizes.size() - shown), rest) : text;
}

/// Writes one arm.
class ArmText {
   public:
    ArmText(const scenario::Scenario& scenario, const scenario::Arm& arm, const study::ArmTimeline& timeline)
        : scenario_(scenario), arm_(arm), timeline_(timeline) {}

    std::string write() const;
    /// A line a step: the day, what begins or ends, and how much is not open of what its customers buy.
    std::vector<std::string> lines() const;

   private:
    std::string what(const study::TimelineStep& step) const;
    double bought_by(const Customers& customers) const;
    std::string table_of(const Customers& customers, const study::TimelineStep& step) const;
    std::string exporters_of(const Customers& customers, const study::TimelineStep& step) const;
    Flows flows_of(const study::TimelineStep& step, std::size_t link) const;
    std::string company(std::uint32_t number) const { return printable(scenario_.model.companies.name(number)); }

    const scenario::Scenario& scenario_;
    const scenario::Arm& arm_;
    const study::ArmTimeline& timeline_;
};

Flows ArmText::flows_of(const study::TimelineStep& step, std::size_t link) const {
    const double flow = timeline_.links[link].flow_usd;
    const policy::LinkOpenness& at = step.state[link];
    const double closed = (1.0 - at.openness) * flow;
    const double later = at.term == kNone ? 0.0 : study::comes_later(timeline_, scenario_, at.term);
    const double delayed = std::min(closed, later * flow);
    return {flow - closed, delayed, closed - delayed};
}

/// `not open, by exporter: Qualcomm 401.4, Acacia 115.6, 16 more 597.9`.
std::string ArmText::exporters_of(const Customers& customers, const study::TimelineStep& step) const {
    ByNumber closed;
    for (std::size_t k = 0; k < timeline_.links.size(); ++k) {
        if (!customers.contains(timeline_.links[k].customer)) continue;
        const Flows flows = flows_of(step, k);
        if (flows.delayed + flows.denied > 0.0) closed[timeline_.links[k].exporter] += flows.delayed + flows.denied;
    }
    if (closed.empty()) return {};
    const auto order = largest_first(closed);
    std::string text = "not open, by exporter:";
    double rest = 0.0;
    for (std::size_t k = 0; k < order.size(); ++k) {
        if (k >= kExportersInLine) {
            rest -= order[k].first;
            continue;
        }
        text += fmt::format("{} {} {}", k == 0 ? "" : ",", company(order[k].second), millions(-order[k].first));
    }
    if (order.size() > kExportersInLine)
        text += fmt::format(", {} more {}", order.size() - kExportersInLine, millions(rest));
    return "      " + text + "\n";
}

double ArmText::bought_by(const Customers& customers) const {
    const network::SupplyNetwork& network = scenario_.model.network;
    double usd = 0.0;
    for (const std::uint32_t customer : customers) {
        for (const std::uint32_t node : scenario_.model.companies.nodes(customer))
            usd += network.purchases(node) * scenario::kDaysOfYear;
    }
    return usd;
}

std::string ArmText::table_of(const Customers& customers, const study::TimelineStep& step) const {
    std::map<std::uint32_t, Flows> products;
    Flows sum;
    for (std::size_t k = 0; k < timeline_.links.size(); ++k) {
        if (!customers.contains(timeline_.links[k].customer)) continue;
        products[timeline_.links[k].product].add(flows_of(step, k));
        sum.add(flows_of(step, k));
    }
    const double bought = bought_by(customers);
    const bool one = customers.size() == 1;
    const std::string who =
        one ? company(*customers.begin()) + " buys" : fmt::format("{} companies buy", customers.size());
    if (sum.delayed + sum.denied == 0.0)
        return fmt::format("      all that {} is open ({} million {} a year)\n", who, millions(bought),
                           scenario_.model.currency);
    Flows everything = sum;
    everything.open += bought - sum.all();
    return fmt::format(kRow, fitted(fmt::format("{}, million {} a year", who, scenario_.model.currency), 42), "open",
                       "delayed", "denied", "not open") +
           product_rows(products, scenario_.model.directory.product_label) + row("  all of these", sum) +
           row(one ? "  all that it buys" : "  all that they buy", everything) + exporters_of(customers, step);
}

/// `Ban begins; Temporary licence ends`.
std::string ArmText::what(const study::TimelineStep& step) const {
    std::vector<std::string> parts;
    const auto add = [&](std::uint32_t action, const char* ending) {
        std::string part = printable(scenario_.actions[action].label) + ending;
        if (std::ranges::find(parts, part) == parts.end()) parts.push_back(std::move(part));
    };
    for (const std::uint32_t action : step.events)
        add(action, "");
    for (const std::uint32_t term : step.begun)
        add(timeline_.terms[term].action, "");
    for (const std::uint32_t term : step.over)
        if (step.events.empty()) add(timeline_.terms[term].action, " ends");
    return fmt::format("{}", fmt::join(parts, "; "));
}

std::vector<std::string> ArmText::lines() const {
    Customers customers;
    for (const study::TimelineLink& link : timeline_.links)
        customers.insert(link.customer);
    const double bought = bought_by(customers);
    std::vector<std::string> lines;
    for (const study::TimelineStep& step : timeline_.steps) {
        double closed = 0.0;
        for (std::size_t k = 0; k < timeline_.links.size(); ++k) {
            const Flows flows = flows_of(step, k);
            closed += flows.delayed + flows.denied;
        }
        lines.push_back(fmt::format("  {:<17} {}\x1F {:>10}\x1F {:>8}\n",
                                    format_date_long(scenario_.start + std::chrono::days(step.day)),
                                    fitted(what(step), 48), millions(closed), per_cent(closed, bought)));
    }
    return lines;
}

std::string ArmText::write() const {
    std::string text = printable(arm_.label) + "\n";
    if (timeline_.steps.empty()) return text + "  nothing happens\n";
    const TimelineWords words(scenario_, arm_, timeline_);
    std::vector<policy::LinkOpenness> before(timeline_.links.size());
    for (const study::TimelineStep& step : timeline_.steps) {
        text += fmt::format("  {}\n{}", format_date_long(scenario_.start + std::chrono::days(step.day)),
                            words.sentences(step));
        const bool same = std::equal(
            before.begin(), before.end(), step.state.begin(),
            [](const policy::LinkOpenness& a, const policy::LinkOpenness& b) { return a.openness == b.openness; });
        before = step.state;
        if (same && (!step.begun.empty() || !step.over.empty()))
            text += "      no flow is more or less open than before\n";
        if (same) continue;
        Customers customers;
        for (const study::TimelineLink& link : timeline_.links)
            customers.insert(link.customer);
        if (customers.size() > kCustomers) {
            text += table_of(customers, step);
            continue;
        }
        for (const std::uint32_t customer : customers)
            text += table_of({customer}, step);
    }
    return text;
}

/// What was found of one list. Of many parties that are not in the model only their number is of interest.
std::string parties_text(const scenario::Scenario& scenario, const policy::Action& action) {
    constexpr std::size_t kMostUnknown = 20;
    const std::vector<policy::ListedParty>& parties = action.parties;
    const auto is_unknown = [](const policy::ListedParty& party) {
        return party.companies.empty() && party.note.empty();
    };
    const std::size_t unknown =
        action.list.unknown + static_cast<std::size_t>(std::count_if(parties.begin(), parties.end(), is_unknown));
    std::string text;
    for (const policy::ListedParty& party : parties) {
        if (is_unknown(party) && unknown > kMostUnknown) continue;
        std::string found;
        for (const std::uint32_t company : party.companies)
            found += (found.empty() ? "" : ", ") + printable(scenario.model.companies.name(company));
        if (!found.empty() && !party.note.empty()) found += ", " + party.note;
        if (found.empty()) found = party.note.empty() ? "not in the model" : "no match: " + party.note;
        text += fmt::format("  {}  {}\n", fitted(party.name, 36), found);
    }
    if (unknown > kMostUnknown) text += fmt::format("  {} more parties are not in the model\n", unknown);
    if (action.list.left_out > 0)
        text += fmt::format("  left out: {}\n",
                            action.list.left_out == 1
                                ? "1 person, vessel or the like"
                                : fmt::format("{} persons, vessels and the like", action.list.left_out));
    return text;
}

/// What was found of each list that an action of the scenario names, and what was not.
std::string lists_text(const scenario::Scenario& scenario) {
    std::string text;
    std::set<std::string> shown;
    for (const policy::Action& action : scenario.actions) {
        if (action.list.files.empty()) continue;
        // Two actions may choose different parties of one list.
        const std::string parties =
            fmt::format("\nparties of {}\n{}", action.list.files.front().path.string(), parties_text(scenario, action));
        if (shown.insert(parties).second) text += parties;
    }
    return text;
}

/// Dates that samples draw; the timeline shows one of each.
std::string drawn_dates_text(const scenario::Scenario& scenario) {
    std::string text;
    for (const scenario::Parameter* date : scenario::priors_of(scenario)) {
        if (date->is_date)
            text += fmt::format("  {}  {}; here {}\n", date->path, scenario::describe_prior(*date),
                                scenario::format_value(*date, date->value));
    }
    return text.empty() ? text : "\ndates that samples draw, shown at their middle\n" + text;
}

}  // namespace

std::string timeline_overview(const scenario::Scenario& scenario, std::span<const study::ArmTimeline> arms) {
    constexpr std::size_t kMostLines = 24;
    std::string text = printable(scenario.title) + "\n\n";
    text += fmt::format(
        "{}\x1F {:>10}\x1F {:>8}\n",
        fitted(fmt::format("Not open of what the targets buy, million {} a year", scenario.model.currency), 68),
        "not open", "share");
    std::size_t used = 0;
    std::size_t left = 0;
    for (std::size_t a = 0; a < arms.size(); ++a) {
        const std::vector<std::string> lines = ArmText(scenario, scenario.arms[a], arms[a]).lines();
        if (used + 2 > kMostLines) {
            left += lines.size();
            continue;
        }
        const std::string& meaning = scenario.arms[a].meaning;
        text += printable(scenario.arms[a].label) + (meaning.empty() ? "" : ": " + printable(meaning)) + "\n";
        if (lines.empty()) text += "  nothing happens\n";
        const std::size_t shown = std::min(lines.size(), kMostLines - used - 1);
        for (std::size_t k = 0; k < shown; ++k)
            text += lines[k];
        used += 1 + shown;
        left += lines.size() - shown;
    }
    return text + fmt::format("--detail has {}who sells what to whom, product by product.\n",
                              left > 0 ? fmt::format("{} more steps, and ", left) : "");
}

std::string timeline_text(const scenario::Scenario& scenario, std::span<const study::ArmTimeline> arms) {
    std::string text = printable(scenario.title) + "\n";
    for (std::size_t a = 0; a < arms.size(); ++a)
        text += "\n" + ArmText(scenario, scenario.arms[a], arms[a]).write();
    return text + drawn_dates_text(scenario) + content_text(scenario) + lists_text(scenario);
}

}  // namespace chokepoint::report
