#include <algorithm>
#include <chokepoint/policy/content_rule_check.hpp>
#include <chokepoint/policy/term.hpp>
#include <limits>
#include <map>
#include <tuple>
#include <utility>

namespace chokepoint::policy {

namespace {

constexpr Effect kEffects[] = {Effect::sets, Effect::raises, Effect::scales, Effect::passes};  // by ActionType

bool amends(const Action& action) {
    return action.ends != kNone && selects_links(action.type);
}

/// Makes the terms of an arm's actions. Ownership rules follow those that select links; content rules and leaks come
/// last because they follow all of these.
class TermMaker {
   public:
    TermMaker(const network::SupplyNetwork& network, const network::Directory& directory,
              std::span<const Action> actions, std::span<const std::uint32_t> arm, Date start)
        : network_(network), directory_(directory), actions_(actions), arm_(arm), start_(start) {}

    std::vector<Term> make();

   private:
    Date last_day(std::uint32_t number) const;
    std::uint32_t origin(std::uint32_t number) const;
    void add_action(std::uint32_t number);
    void add_phases(std::uint32_t number, const LinkSelector& selector, Date from, Date until);
    bool follows(const Term& term, std::uint32_t denial) const;
    int closed_since(const Term& term, std::size_t rules) const;
    void add_affiliates(std::uint32_t number, std::size_t rules);
    void add_owned(std::uint32_t number, const std::vector<std::size_t>& followed,
                   std::span<const OwnedPeriod> affiliates);
    void add_leak(std::uint32_t number, std::size_t rules);
    void add_content(std::uint32_t number, std::size_t rules);
    void add_caught(const Term& term, const std::vector<CheckedLink>& checked, bool re_sources);

    const network::SupplyNetwork& network_;
    const network::Directory& directory_;
    std::span<const Action> actions_;
    std::span<const std::uint32_t> arm_;
    const Date start_;
    std::vector<Term> terms_;
    std::vector<LinkSelector> selectors_;  ///< By term, without those of leaks and content rules.
    ContentRuleCheck content_check_{network_, directory_};
};

/// The action that a chain of amendments started from, or the action itself.
std::uint32_t TermMaker::origin(std::uint32_t number) const {
    while (amends(actions_[number]))
        number = actions_[number].ends;
    return number;
}

/// A lift ends an action and all its amendments. An amendment ends what it amends and earlier amendments of it.
Date TermMaker::last_day(std::uint32_t number) const {
    Date until = actions_[number].until;
    for (const std::uint32_t other : arm_) {
        const Action& ending = actions_[other];
        if (ending.ends == kNone || other == number) continue;
        std::uint32_t ended = number;
        while (ended != ending.ends && amends(actions_[ended]))
            ended = actions_[ended].ends;
        if (ended != ending.ends) continue;
        if (ended != number && amends(ending) && ending.from <= actions_[number].from) continue;
        until = std::min(until, ending.from - std::chrono::days(1));
    }
    return until;
}

void TermMaker::add_phases(std::uint32_t number, const LinkSelector& selector, Date from, Date until) {
    if (until < from) return;
    const Action& action = actions_[number];
    const std::vector<OpennessPhase> whole = {{0, action.openness}};
    const std::vector<OpennessPhase>& phases = action.phases.empty() ? whole : action.phases;
    const std::vector<std::uint64_t> links = select_links(network_, directory_, selector);
    const int began = days_between(start_, from);
    const int last = days_between(start_, until);
    for (std::size_t k = 0; k < phases.size(); ++k) {
        const int first = began + phases[k].first_day;
        const int end = k + 1 < phases.size() ? std::min(last, began + phases[k + 1].first_day - 1) : last;
        if (first > end) continue;
        const Effect effect = kEffects[static_cast<std::size_t>(action.type)];
        terms_.push_back({number, effect, began, first, end, phases[k].openness, links});
        selectors_.push_back(selector);
    }
}

/// Parties on a list that have the same days are selected together.
void TermMaker::add_action(std::uint32_t number) {
    const Action& action = actions_[number];
    const Date until = last_day(number);
    if (action.parties.empty()) return add_phases(number, action.selector, action.from, until);
    std::map<std::pair<Date, Date>, std::vector<std::uint32_t>> by_days;
    for (const ListedParty& party : action.parties) {
        auto& companies = by_days[{std::max(action.from, party.from), std::min(until, party.until)}];
        companies.insert(companies.end(), party.companies.begin(), party.companies.end());
    }
    for (auto& [days, companies] : by_days) {
        if (companies.empty()) continue;
        LinkSelector selector = action.selector;
        selector.target_companies = std::move(companies);
        add_phases(number, selector, days.first, days.second);
    }
}

/// Whether a term belongs to a denial, to its amendments, or to a breach that restores it.
bool TermMaker::follows(const Term& term, std::uint32_t denial) const {
    const std::uint32_t first = origin(term.action);
    return first == denial || actions_[first].of == denial;
}

/// The first day on which the denial that `term` belongs to closed its links.
int TermMaker::closed_since(const Term& term, std::size_t rules) const {
    int closed = term.first_day;
    for (std::size_t u = 0; u < rules; ++u) {
        const bool same = terms_[u].action != term.action || terms_[u].began == term.began;
        if (same && origin(terms_[u].action) == origin(term.action)) closed = std::min(closed, terms_[u].first_day);
    }
    return closed;
}

/// An ownership rule denies to affiliates what its denial, or an amendment or restoration of it, denies to its targets,
/// on the days when both are in force.
void TermMaker::add_affiliates(std::uint32_t number, std::size_t rules) {
    const Action& rule = actions_[number];
    const Date rule_until = last_day(number);
    std::map<std::uint32_t, std::vector<std::size_t>> followed;  // by action, its terms
    for (std::size_t t = 0; t < rules; ++t) {
        if (follows(terms_[t], rule.of)) followed[terms_[t].action].push_back(t);
    }
    for (const auto& [action, terms] : followed) {
        std::vector<ListedPeriod> listed;
        for (const std::size_t t : terms)
            listed.push_back({selectors_[t].target_companies, start_ + std::chrono::days(terms_[t].first_day),
                              start_ + std::chrono::days(terms_[t].last_day)});
        // Affiliates with the same days are denied together.
        std::map<std::pair<Date, Date>, std::vector<OwnedPeriod>> by_days;
        for (OwnedPeriod& owned : owned_periods(listed, rule.owners, rule.threshold)) {
            owned.from = std::max(owned.from, rule.from);
            owned.until = std::min(owned.until, rule_until);
            if (owned.from <= owned.until) by_days[{owned.from, owned.until}].push_back(std::move(owned));
        }
        for (const auto& [days, affiliates] : by_days)
            add_owned(number, terms, affiliates);
    }
}

/// The terms of affiliates with the same days. On each day they are treated as the parties that are treated worst.
void TermMaker::add_owned(std::uint32_t number, const std::vector<std::size_t>& followed,
                          std::span<const OwnedPeriod> affiliates) {
    const int first = days_between(start_, affiliates.front().from);
    const int last = days_between(start_, affiliates.front().until);
    LinkSelector selector = selectors_[followed.front()];
    Term term{number, Effect::sets, first, first, last, 1.0, {}};
    selector.target_companies.clear();
    for (const OwnedPeriod& owned : affiliates) {
        selector.target_companies.push_back(owned.company);
        term.held.insert(term.held.end(), owned.held.begin(), owned.held.end());
    }
    term.links = select_links(network_, directory_, selector);
    std::map<int, double> openness;  // from each day on which it may change
    for (const std::size_t t : followed) {
        openness[std::clamp(terms_[t].first_day, first, last + 1)] = 1.0;
        openness[std::clamp(terms_[t].last_day + 1, first, last + 1)] = 1.0;
    }
    openness[first] = 1.0;
    for (auto& [day, lowest] : openness) {
        for (const std::size_t t : followed) {
            if (terms_[t].first_day <= day && day <= terms_[t].last_day) lowest = std::min(lowest, terms_[t].openness);
        }
    }
    for (auto at = openness.begin(); at != openness.end() && at->first <= last;) {
        auto next = std::next(at);
        while (next != openness.end() && next->first <= last && next->second == at->second)
            ++next;
        term.first_day = at->first;
        term.last_day = next == openness.end() ? last : std::min(last, next->first - 1);
        term.openness = at->second;
        terms_.push_back(term);
        selectors_.push_back(selector);
        at = next;
    }
}

/// A leak passes a share while a term of its denial is in force, starting `delay_days` after the links first closed.
void TermMaker::add_leak(std::uint32_t number, std::size_t rules) {
    const Action& leak = actions_[number];
    for (std::size_t t = 0; t < rules; ++t) {
        if (!follows(terms_[t], leak.of)) continue;
        Term term = terms_[t];
        term.action = number;
        term.effect = Effect::passes;
        term.first_day = std::max(term.first_day, closed_since(terms_[t], rules) + leak.delay_days);
        term.openness = leak.openness;
        if (term.first_day <= term.last_day) terms_.push_back(std::move(term));
    }
}

/// A content rule denies what its denial does on the links that it catches, on the days when both are in force.
void TermMaker::add_content(std::uint32_t number, std::size_t rules) {
    const Action& rule = actions_[number];
    const int from = days_between(start_, rule.from);
    for (std::size_t t = 0; t < rules; ++t) {
        if (!follows(terms_[t], rule.of)) continue;
        Term term = terms_[t];
        term.action = number;
        term.began = std::max(term.began, from);
        term.first_day = std::max(term.first_day, from);
        term.last_day = days_between(start_, std::min(start_ + std::chrono::days(term.last_day), last_day(number)));
        if (term.first_day > term.last_day) continue;
        const int closed = std::max(closed_since(terms_[t], rules), from);
        const Action& closing = actions_[terms_[t].action];
        const Date denied = closing.type == ActionType::ownership ? actions_[closing.of].until : closing.until;
        const Date announced = std::min({denied, closing.until, rule.until});
        const ForeseenClosure closure{days_between(start_, announced) - closed + 1, term.openness};
        const std::vector<CheckedLink> checked = content_check_.check(rule, selectors_[t], closure);
        add_caught(term, checked, false);
        const int replaced = closed + rule.content.redesign_days;
        term.until_replaced = replaced <= term.last_day;
        term.last_day = std::min(term.last_day, replaced - 1);
        if (term.first_day <= term.last_day) add_caught(term, checked, true);
    }
}

/// Adds a term for the caught links whose suppliers re-source, or for those whose suppliers do not.
void TermMaker::add_caught(const Term& term, const std::vector<CheckedLink>& checked, bool re_sources) {
    Term caught = term;
    caught.links.clear();
    for (const CheckedLink& at : checked) {
        if (!at.is_caught() || at.re_sources != re_sources) continue;
        caught.links.push_back(at.link);
        caught.content.push_back(at.has_technology ? std::numeric_limits<double>::quiet_NaN() : at.content);
    }
    if (!caught.links.empty()) terms_.push_back(std::move(caught));
}

std::vector<Term> TermMaker::make() {
    for (const std::uint32_t number : arm_) {
        if (selects_links(actions_[number].type)) add_action(number);
    }
    const std::size_t stated = terms_.size();
    for (const std::uint32_t number : arm_) {
        if (actions_[number].type == ActionType::ownership) add_affiliates(number, stated);
    }
    const std::size_t rules = terms_.size();
    for (const std::uint32_t number : arm_) {
        if (actions_[number].type == ActionType::leak) add_leak(number, rules);
        if (actions_[number].type == ActionType::content) add_content(number, rules);
    }
    const auto order = [](const Term& term) {
        const bool rule = term.effect <= Effect::raises;
        return std::tuple(rule ? Effect::sets : term.effect, term.began, term.effect);
    };
    std::stable_sort(terms_.begin(), terms_.end(), [&](const Term& a, const Term& b) { return order(a) < order(b); });
    return std::move(terms_);
}

bool contradict(const Term& one, const Term& two) {
    if (one.effect != Effect::sets || two.effect != Effect::sets || one.action == two.action ||
        one.openness == two.openness || one.last_day < two.first_day || two.last_day < one.first_day) {
        return false;
    }
    std::vector<std::uint64_t> shared;
    std::set_intersection(one.links.begin(), one.links.end(), two.links.begin(), two.links.end(),
                          std::back_inserter(shared));
    return !shared.empty();
}

void refuse_contradictions(std::span<const Term> terms, std::span<const Action> actions) {
    Diagnostics faults;
    for (std::size_t a = 0; a < terms.size(); ++a) {
        for (std::size_t b = a + 1; b < terms.size() && terms[b].began == terms[a].began; ++b) {
            if (!contradict(terms[a], terms[b])) continue;
            const Action& one = actions[terms[a].action];
            const Action& two = actions[terms[b].action];
            Diagnostic fault = two.where;
            fault.message = "'" + two.name + "' contradicts '" + one.name + "': both begin on " +
                            format_date(two.from) + " and give the same links different openness";
            fault.hint =
                "let one of them begin later, so that the later one holds, or narrow the links that it selects";
            fault.fault = Fault::contradiction;
            fault.other = one.where.place;
            fault.other_source_line = one.where.source_line;
            faults.add(std::move(fault));
        }
    }
    faults.throw_if_errors();
}

double changed(double openness, const Term& term) {
    switch (term.effect) {
        case Effect::sets:
            return term.openness;
        case Effect::raises:
            return std::max(openness, term.openness);
        case Effect::scales:
            return openness * term.openness;
        case Effect::passes:
            return 1.0 - (1.0 - openness) * (1.0 - term.openness);
    }
    return openness;
}

}  // namespace

std::vector<Term> make_terms(const network::SupplyNetwork& network, const network::Directory& directory,
                             std::span<const Action> actions, std::span<const std::uint32_t> arm, Date start) {
    std::vector<Term> terms = TermMaker(network, directory, actions, arm, start).make();
    refuse_contradictions(terms, actions);
    return terms;
}

std::vector<LinkOpenness> openness_on(std::span<const Term> terms, std::span<const std::uint64_t> links, int day) {
    std::vector<LinkOpenness> state(links.size());
    for (std::uint32_t t = 0; t < terms.size(); ++t) {
        if (day < terms[t].first_day || day > terms[t].last_day) continue;
        auto position = links.begin();
        for (const std::uint64_t link : terms[t].links) {
            position = std::lower_bound(position, links.end(), link);
            LinkOpenness& at = state[static_cast<std::size_t>(position - links.begin())];
            const double openness = changed(at.openness, terms[t]);
            if (openness < at.openness || terms[t].effect == Effect::sets) at.closed_by = t;
            if (openness != at.openness || terms[t].effect == Effect::sets) at.term = t;
            at.openness = openness;
            if (openness >= 1.0) at.closed_by = kNone;
        }
    }
    return state;
}

std::vector<int> days_of_change(std::span<const Term> terms) {
    std::vector<int> days;
    for (const Term& term : terms) {
        days.push_back(std::max(0, term.first_day));
        days.push_back(std::max(0, term.last_day + 1));
    }
    std::sort(days.begin(), days.end());
    days.erase(std::unique(days.begin(), days.end()), days.end());
    return days;
}

}  // namespace chokepoint::policy
