#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/base/text/utf8.hpp>
#include <chokepoint/report/text/parameter_words.hpp>
#include <chokepoint/report/text/screen.hpp>
#include <chokepoint/report/timeline/timeline_words.hpp>
#include <cmath>
#include <set>

namespace chokepoint::report {

namespace {

constexpr std::size_t kShown = 4;  ///< Names in a sentence.
constexpr std::size_t kLine = 100;

/// `a, b and 3 more`, the largest first.
template <class Name>
std::string name_some(const ByNumber& amounts, const Name& name) {
    const auto order = largest_first(amounts);
    std::string text;
    for (std::size_t k = 0; k < std::min(kShown, order.size()); ++k) {
        const bool last = k + 1 == order.size();
        text += (k == 0 ? "" : last ? " and " : ", ") + printable(name(order[k].second));
    }
    if (order.size() > kShown) text += fmt::format(" and {} more", order.size() - kShown);
    return text;
}

}  // namespace

std::vector<std::pair<double, std::uint32_t>> largest_first(const ByNumber& amounts) {
    std::vector<std::pair<double, std::uint32_t>> order;
    for (const auto& [number, amount] : amounts)
        order.emplace_back(-amount, number);
    std::sort(order.begin(), order.end());
    return order;
}

/// The links of a term that have a flow, each with its place in the term.
template <class Use>
void TimelineWords::for_links(const policy::Term& term, const Use& use) const {
    for (std::size_t k = 0; k < term.links.size(); ++k) {
        const auto found = std::lower_bound(timeline_.numbers.begin(), timeline_.numbers.end(), term.links[k]);
        if (found != timeline_.numbers.end() && *found == term.links[k])
            use(timeline_.links[static_cast<std::size_t>(found - timeline_.numbers.begin())], k);
    }
}

/// How many companies; those that a reconstruction knows by number only count as so many.
std::size_t TimelineWords::count_exporters(const ByNumber& companies) const {
    std::size_t count = companies.size();
    for (const scenario::ReconstructionSpec& rebuilt : scenario_.model_spec.reconstructions) {
        const auto unnamed = scenario_.model.directory.companies.find(rebuilt.unnamed_company);
        if (!unnamed || companies.find(*unnamed) == companies.end()) continue;
        count += static_cast<std::size_t>(std::max(1.0, rebuilt.exporters.value - double(rebuilt.named.size()))) - 1;
    }
    return count;
}

/// An exporter, with the content that a rule has caught: `Modules (31.0 % controlled content)`.
std::string TimelineWords::exporter(const policy::Term& term, std::uint32_t number) const {
    if (term.content.empty()) return company(number);
    double flow_usd = 0.0;
    double content_usd = 0.0;
    for_links(term, [&](const study::TimelineLink& link, std::size_t k) {
        if (link.exporter != number) return;
        flow_usd += link.flow_usd;
        content_usd += term.content[k] * link.flow_usd;
    });
    const std::string why =
        std::isnan(content_usd) ? "controlled technology" : per_cent(content_usd, flow_usd) + " controlled content";
    return fmt::format("{} ({})", company(number), why);
}

/// A customer, with what makes it an affiliate under an ownership rule: `Jinhe (Longhai holds 60 %)`.
std::string TimelineWords::customer(const policy::Term& term, std::uint32_t number) const {
    std::string why;
    for (const policy::Ownership& held : term.held) {
        if (held.company != number) continue;
        why += fmt::format("{}{} holds {:.3g} %", why.empty() ? "" : ", ", company(held.owner), 100.0 * held.share);
    }
    return why.empty() ? company(number) : fmt::format("{} ({})", company(number), why);
}

/// `211 exporters in US (Qualcomm, Acacia and 209 more)`; up to four by name alone.
std::string TimelineWords::subject(const policy::Term& term) const {
    std::set<std::uint32_t> suppliers;
    ByNumber companies;
    for_links(term, [&](const study::TimelineLink& link, std::size_t) {
        companies[link.exporter] += link.flow_usd;
        suppliers.insert(link.supplier);
    });
    const std::string names = name_some(companies, [&](std::uint32_t number) { return exporter(term, number); });
    if (companies.size() <= kShown) return names;
    std::set<std::uint32_t> countries;
    for (const std::uint32_t supplier : suppliers)
        countries.insert(scenario_.model.directory.node_country[supplier]);
    const std::string from = countries.size() == 1
                                 ? fmt::format(" in {}", scenario_.model.directory.countries.name(*countries.begin()))
                                 : "";
    return fmt::format("{} exporters{} ({})", count_exporters(companies), from, names);
}

/// `network chips and phone chips to ZTE (2,300.0 million USD a year, 28.4 % of what it buys)`.
std::string TimelineWords::object(const policy::Term& term) const {
    ByNumber products;
    ByNumber customers;
    double flow_usd = 0.0;
    for_links(term, [&](const study::TimelineLink& link, std::size_t) {
        products[link.product] += link.flow_usd;
        customers[link.customer] += link.flow_usd;
        flow_usd += link.flow_usd;
    });
    return fmt::format(
        "{} to {} ({} million {} a year)",
        name_some(products, [&](std::uint32_t number) { return scenario_.model.directory.product_label[number]; }),
        name_some(customers, [&](std::uint32_t number) { return customer(term, number); }), millions(flow_usd),
        scenario_.model.currency);
}

/// Whether another phase of the same action follows.
bool TimelineWords::is_followed(std::uint32_t number) const {
    const policy::Term& term = timeline_.terms[number];
    return std::any_of(timeline_.terms.begin(), timeline_.terms.end(), [&](const policy::Term& next) {
        return next.action == term.action && next.began == term.began && next.first_day == term.last_day + 1 &&
               next.links == term.links;
    });
}

std::string TimelineWords::begins(std::uint32_t number) const {
    const policy::Term& term = timeline_.terms[number];
    const policy::Action& action = scenario_.actions[term.action];
    const std::string share = fmt::format("{:.3g} % of ", 100.0 * term.openness);
    const bool whole = term.openness == 1.0;
    std::string text;
    if (term.effect == policy::Effect::passes) {
        return fmt::format("{}: {}what '{}' denies arrives through intermediaries.", action.name, share,
                           scenario_.actions[action.of].name);
    }
    if (term.links.empty()) return fmt::format("{}: it is about no link of the model.", action.name);
    if (term.effect == policy::Effect::raises) {
        text = fmt::format("{} may sell {}", subject(term), whole ? "" : "up to " + share);
    } else if (term.effect == policy::Effect::scales) {
        text = fmt::format("of their own accord {} will {}", subject(term),
                           term.openness == 0.0 ? "not sell " : "sell no more than " + share);
    } else if (term.openness == 0.0) {
        text = fmt::format("{} may not sell ", subject(term));
    } else {
        text = fmt::format("{} may sell no more than {}", subject(term), whole ? "all of " : share);
    }
    // What is known on the day: not that it will be lifted.
    const bool goes_on = is_followed(number);
    const bool known = goes_on || term.until_replaced;
    const Date last = known ? scenario_.start + std::chrono::days(term.last_day) : action.until;
    std::string until = known || last < scenario_.end ? ", until " + format_date_long(last) : "";
    if (term.until_replaced) until += ", when what is above the threshold is replaced";
    return fmt::format("{}: {}{}{}.", action.name, text, object(term), until);
}

/// Whether an action is `other`, or amends it.
bool TimelineWords::is_about(std::uint32_t action, std::uint32_t other) const {
    while (action != other && policy::selects_links(scenario_.actions[action].type) &&
           scenario_.actions[action].ends != kNone)
        action = scenario_.actions[action].ends;
    return action == other;
}

/// Why a term is over: of what follows it by itself nothing is said.
std::string TimelineWords::is_over(std::uint32_t number, int day) const {
    const policy::Term& term = timeline_.terms[number];
    const policy::Action& action = scenario_.actions[term.action];
    if (term.effect == policy::Effect::passes) return {};
    if (is_followed(number)) return {};
    if (term.until_replaced)
        return fmt::format("{}: what {} sold above the threshold is replaced.", action.name, subject(term));
    const Date today = scenario_.start + std::chrono::days(day);
    for (const std::uint32_t other : arm_.actions) {
        const policy::Action& ending = scenario_.actions[other];
        if (ending.ends == kNone || ending.from != today || !is_about(term.action, ending.ends)) continue;
        const bool lifts = ending.type == policy::ActionType::lift;
        return fmt::format("{}: '{}' is {}.", ending.name, scenario_.actions[ending.ends].name,
                           lifts ? "over" : "amended");
    }
    return fmt::format("{}: it is over.", action.name);
}

std::string TimelineWords::pays(const policy::Action& action) const {
    std::string text = fmt::format("{}: {} pays {} million {}", action.name, company(action.company),
                                   millions(action.penalty_usd), scenario_.model.currency);
    if (action.escrow_usd > 0.0) text += fmt::format("; it lays {} million aside", millions(action.escrow_usd));
    if (action.escrow_usd > 0.0 && action.escrow_back != Date::max())
        text += fmt::format(" until {}", format_date_long(action.escrow_back));
    if (action.suspended_usd > 0.0)
        text += fmt::format("; a breach costs {} million more", millions(action.suspended_usd));
    return text + ".";
}

std::string TimelineWords::happens(const policy::Action& action) const {
    switch (action.type) {
        case policy::ActionType::signal:
            return fmt::format("{}: {}.", action.name, printable(action.text));
        case policy::ActionType::settlement:
            return pays(action);
        case policy::ActionType::stockpile:
            return fmt::format("{}: {} builds stock towards {:.3g} days of use within {:.3g} days.", action.name,
                               company(action.selector.target_companies.front()), action.stockpile.cover_days,
                               action.stockpile.over_days);
        case policy::ActionType::damage:
            return fmt::format("{}: {:.3g} % of capacity is lost.", action.name, 100.0 * action.damage.lost);
        case policy::ActionType::deny:
            if (action.settlement != kNone) {
                return fmt::format(
                    "{}: {} has broken '{}': it pays {} million {} more, its escrow is lost, and '{}' "
                    "is in force again.",
                    action.name, company(action.company), scenario_.actions[action.settlement].name,
                    millions(action.penalty_usd), scenario_.model.currency, scenario_.actions[action.of].name);
            }
            return fmt::format("{}: announced; existing orders are served until {}.", action.name,
                               format_date_long(action.from + std::chrono::days(action.phases.front().first_day - 1)));
        default:
            return {};
    }
}

std::string TimelineWords::sentences(const study::TimelineStep& step) const {
    std::vector<std::string> lines;
    for (const std::uint32_t term : step.over)
        lines.push_back(is_over(term, step.day));
    for (const std::uint32_t number : step.events)
        lines.push_back(happens(scenario_.actions[number]));
    for (const std::uint32_t term : step.begun)
        lines.push_back(begins(term));
    std::string text;
    std::set<std::string> said = {""};
    for (const std::string& line : lines) {
        if (said.insert(line).second) text += "    " + line + "\n";
    }
    return text;
}

}  // namespace chokepoint::report
