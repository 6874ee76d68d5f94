// The parties of the list that gives an action its target, and what to say of those that the model does not have.
#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/base/fault_at.hpp>
#include <chokepoint/scenario/actions/action_spec.hpp>
#include <chokepoint/scenario/lists/party_list.hpp>
#include <chokepoint/scenario/scenario.hpp>

namespace chokepoint::scenario {

namespace {

constexpr std::size_t kShortList = 20;  ///< Up to so many parties, those without a match are named.

using Parties = std::vector<policy::ListedParty>;

/// What was found of the parties of a list; a party with several entries counts once.
struct ListCounts {
    std::vector<std::string_view> matched;
    std::size_t unmatched = 0;
    std::size_t elsewhere = 0;  ///< Of these, parties whose name is in the model with another country.
};

ListCounts count_matches(const TargetList& list) {
    ListCounts counts;
    const std::vector<PartyEntry>& entries = list.chosen.entries;
    for (std::size_t begin = 0; begin < entries.size();) {
        std::size_t end = begin + 1;
        while (end < entries.size() && is_same_party(entries[begin], entries[end]))
            ++end;
        const auto first = list.matches.begin() + static_cast<std::ptrdiff_t>(begin);
        const auto last = list.matches.begin() + static_cast<std::ptrdiff_t>(end);
        if (std::any_of(first, last, [](const PartyMatch& match) { return !match.companies.empty(); })) {
            counts.matched.push_back(entries[begin].name);
        } else {
            ++counts.unmatched;
            if (std::any_of(first, last, [](const PartyMatch& match) { return !match.elsewhere.empty(); }))
                ++counts.elsewhere;
        }
        begin = end;
    }
    return counts;
}

/// Of a short list, the first parties without a match by name.
std::string name_unmatched(const Parties& parties) {
    constexpr std::size_t kShown = 5;
    std::string names;
    std::size_t unmatched = 0;
    for (const policy::ListedParty& party : parties) {
        if (!party.companies.empty() || ++unmatched > kShown) continue;
        names += (names.empty() ? "" : ", ") + party.name + (party.note.empty() ? "" : " (" + party.note + ")");
    }
    return unmatched > kShown ? names + fmt::format(" and {} more", unmatched - kShown) : names;
}

/// "20,000 parties: 3 match (A, B, C); 19,412 entities match no firm of the model; 585 persons and vessels left out".
std::string summarise(const TargetList& list, const ListCounts& counts) {
    constexpr std::size_t kShown = 5;
    std::string text =
        fmt::format("{} parties: {} {}", grouped_number(list.chosen.all()), grouped_number(counts.matched.size()),
                    counts.matched.size() == 1 ? "matches" : "match");
    for (std::size_t k = 0; k < std::min(kShown, counts.matched.size()); ++k)
        text += (k == 0 ? " (" : ", ") + std::string(counts.matched[k]);
    if (counts.matched.size() > kShown) text += fmt::format(" and {} more", counts.matched.size() - kShown);
    if (!counts.matched.empty()) text += ")";
    if (counts.unmatched > 0)
        text += fmt::format("; {} {} no firm of the model", grouped_number(counts.unmatched),
                            counts.unmatched == 1 ? "entity matches" : "entities match");
    if (counts.elsewhere > 0)
        text += fmt::format(", {} of them because of {}", counts.elsewhere,
                            counts.elsewhere == 1 ? "its country" : "their countries");
    if (list.chosen.left_out_count() > 0) text += fmt::format("; {} left out", left_out_words(list.chosen));
    return text;
}

void warn_of_unmatched(const StatedText& file, const TargetList& list, const Parties& parties,
                       Diagnostics& diagnostics) {
    const ListCounts counts = count_matches(list);
    const std::size_t left_out = list.chosen.left_out_count();
    if (list.chosen.all() > kShortList) {
        if (counts.unmatched == 0 && left_out == 0) return;
        diagnostics.add(warning_at(file.where, Fault::without_effect, summarise(list, counts),
                                   "nothing is matched by guess: 'chokepoint check SCENARIO --near' lists names that "
                                   "are alike, for you to judge"));
        return;
    }
    const std::string others = left_out > 0 ? fmt::format("; {} left out", left_out_words(list.chosen)) : "";
    if (counts.unmatched > 0)
        diagnostics.add(warning_at(
            file.where, Fault::without_effect,
            fmt::format("of the {} parties of the list {} match no firm of the model: {}{}", list.chosen.all(),
                        counts.unmatched, name_unmatched(parties), others),
            fmt::format("nothing is matched by guess: {}add an alias to the list where one is meant; 'chokepoint "
                        "timeline' shows all",
                        counts.elsewhere > 0 ? "correct the country in the list or the model, or " : "")));
}

void warn_of_names_alone(const StatedText& file, const Parties& parties, Diagnostics& diagnostics) {
    const auto by_name = [](const policy::ListedParty& party) {
        return !party.companies.empty() && !party.note.empty();
    };
    const auto count = std::count_if(parties.begin(), parties.end(), by_name);
    if (count == 0) return;
    const policy::ListedParty& first = *std::find_if(parties.begin(), parties.end(), by_name);
    const std::string others = count > 1 ? fmt::format(" and {} more", count - 1) : "";
    diagnostics.add(warning_at(
        file.where, Fault::unlikely,
        fmt::format("the list gives no country for '{}'{}: matched by name alone", first.name, others),
        "give the list the country of a party that may have namesakes; 'chokepoint timeline' shows all matches"));
}

/// The parties that an action keeps: of a long list only those that the model knows by name.
void keep_parties(const TargetList& list, const Model& model, policy::Action& action) {
    const bool is_short = list.chosen.all() <= kShortList;
    for (std::size_t k = 0; k < list.chosen.entries.size(); ++k) {
        const PartyEntry& entry = list.chosen.entries[k];
        const PartyMatch& match = list.matches[k];
        if (!is_short && match.companies.empty() && match.elsewhere.empty()) {
            const bool is_counted = k > 0 && is_same_party(list.chosen.entries[k - 1], entry);
            action.list.unknown += is_counted ? 0 : 1;
            continue;
        }
        policy::ListedParty party{
            entry.name, match.companies, entry.from, entry.until, {}, note_of(entry, match, model)};
        party.where.place = {list.file.string(), entry.line, 1};
        action.parties.push_back(std::move(party));
    }
    action.list.left_out = list.chosen.left_out_count();
}

/// Adds the parties that the 50 % rule lists with others, on the days on which it does.
void add_subsidiaries(const Model& model, Parties& parties) {
    std::vector<policy::ListedPeriod> listed;
    for (const policy::ListedParty& party : parties)
        listed.push_back({party.companies, party.from, party.until});
    for (const policy::OwnedPeriod& owned : policy::owned_periods(listed, model.owners, 0.5)) {
        std::string note;
        for (const policy::Ownership& held : owned.held)
            note += fmt::format("{}{} holds {:.3g} %", note.empty() ? "" : ", ", model.companies.name(held.owner),
                                100.0 * held.share);
        parties.push_back({fmt::format("{} (50 % rule)", model.companies.name(owned.company)),
                           {owned.company},
                           owned.from,
                           owned.until,
                           parties.front().where,
                           note});
    }
}

}  // namespace

void find_listed_parties(const Scenario& scenario, const PartySpec& target, policy::Action& action,
                         Diagnostics& diagnostics) {
    const StatedText& stated = target.list->file;
    const std::filesystem::path file = list_file(scenario.file, *target.list);
    TargetList list;
    try {
        list = load_target_list(file, *target.list, scenario.model, diagnostics);
    } catch (const InputError& error) {
        diagnostics.add(fault_at(stated.where, error.diagnostics().front().fault,
                                 fmt::format("the list '{}' cannot be read", file.string()),
                                 error.diagnostics().front().message));
        return;
    }
    action.list.files = list.files;
    keep_parties(list, scenario.model, action);
    if (!diagnostics.has_errors()) warn_of_unmatched(stated, list, action.parties, diagnostics);
    warn_of_names_alone(stated, action.parties, diagnostics);
    if (target.subsidiaries && target.subsidiaries->value) add_subsidiaries(scenario.model, action.parties);
}

}  // namespace chokepoint::scenario
