#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/base/fault_at.hpp>
#include <chokepoint/base/text/suggest.hpp>
#include <chokepoint/base/text/utf8.hpp>
#include <chokepoint/scenario/lists/list_choice.hpp>
#include <chokepoint/scenario/lists/list_text.hpp>
#include <map>
#include <numeric>
#include <set>

namespace chokepoint::scenario {

namespace {

using Values = std::vector<std::string> PartyEntry::*;

bool equals(std::string_view one, std::string_view two) {
    return lower_case(one) == lower_case(two);
}

/// The values that a text asks for: those that are the text, or have it as their abbreviation; else those with it.
std::set<std::string> asked_values(const std::set<std::string>& values, std::string_view text) {
    std::set<std::string> asked;
    for (const std::string& value : values) {
        if (equals(value, text) || equals(abbreviation_of(value), text)) asked.insert(value);
    }
    if (!asked.empty()) return asked;
    for (const std::string& value : values) {
        if (lower_case(value).find(lower_case(text)) != std::string::npos) asked.insert(value);
    }
    return asked;
}

/// "did you mean 'EL'? the list has A, B and 3 more".
std::string known_values(const std::set<std::string>& values, std::string_view text) {
    constexpr std::size_t kShown = 12;
    if (values.empty()) return "the list does not say which it has";
    std::vector<std::string_view> names(values.begin(), values.end());
    for (const std::string& value : values) {
        if (const std::string_view abbreviation = abbreviation_of(value); !abbreviation.empty())
            names.push_back(abbreviation);
    }
    const std::string_view nearest = nearest_word(text, names);
    std::string hint = nearest.empty() ? std::string() : fmt::format("did you mean {}? ", in_quotes(nearest));
    hint += "the list has ";
    std::size_t shown = 0;
    for (const std::string& value : values) {
        if (shown == kShown) return hint + fmt::format(" and {} more", values.size() - kShown);
        hint += (shown++ == 0 ? "" : ", ") + printable(value);
    }
    return hint;
}

/// Keeps the entries that have one of the wanted values.
void keep_wanted(std::vector<PartyEntry>& entries, Values of, const std::vector<StatedText>& wanted,
                 std::string_view noun, Diagnostics& diagnostics) {
    if (wanted.empty()) return;
    std::set<std::string> values;
    for (const PartyEntry& entry : entries)
        values.insert((entry.*of).begin(), (entry.*of).end());
    std::set<std::string> kept;
    bool is_known = true;
    for (const auto& [text, where] : wanted) {
        const std::set<std::string> asked = asked_values(values, text);
        if (asked.empty())
            diagnostics.add(fault_at(where, Fault::unknown_name, fmt::format("no party has the {} '{}'", noun, text),
                                     known_values(values, text)));
        kept.insert(asked.begin(), asked.end());
        is_known = is_known && !asked.empty();
    }
    if (!is_known) return;
    std::erase_if(entries, [&](const PartyEntry& entry) {
        return std::ranges::none_of(entry.*of, [&](const std::string& value) { return kept.contains(value); });
    });
}

}  // namespace

std::size_t ChosenParties::left_out_count() const {
    return std::accumulate(left_out.begin(), left_out.end(), std::size_t{0});
}

ChosenParties choose_parties(std::vector<PartyEntry> entries, const ListSpec& spec, Diagnostics& diagnostics) {
    keep_wanted(entries, &PartyEntry::sources, spec.sources, "source", diagnostics);
    keep_wanted(entries, &PartyEntry::programmes, spec.programmes, "programme", diagnostics);
    if (spec.listed_by) {
        std::erase_if(entries, [&](const PartyEntry& entry) {
            return entry.from > *spec.listed_by || entry.until < *spec.listed_by;
        });
        for (PartyEntry& entry : entries) {
            entry.from = Date::min();
            entry.until = Date::max();
        }
    }
    ChosenParties chosen;
    for (std::size_t k = 0; k < entries.size(); ++k) {
        const PartyKind kind = entries[k].kind;
        if (k > 0 && is_same_party(entries[k - 1], entries[k])) continue;
        ++(kind == PartyKind::entity ? chosen.entities : chosen.left_out[static_cast<std::size_t>(kind)]);
    }
    std::erase_if(entries, [](const PartyEntry& entry) { return entry.kind != PartyKind::entity; });
    chosen.entries = std::move(entries);
    return chosen;
}

std::string left_out_words(const ChosenParties& chosen) {
    constexpr std::array<std::string_view, kPartyKinds.size()> kOne = {"", "person", "vessel", "aircraft", "other"};
    constexpr std::array<std::string_view, kPartyKinds.size()> kMany = {"", "persons", "vessels", "aircraft", "others"};
    const std::size_t count = chosen.left_out_count();
    std::vector<std::string_view> kinds;
    for (std::size_t kind = 1; kind < kPartyKinds.size(); ++kind) {
        if (chosen.left_out[kind] > 0) kinds.push_back((count == 1 ? kOne : kMany)[kind]);
    }
    std::string words = grouped_number(count);
    for (std::size_t k = 0; k < kinds.size(); ++k)
        words += fmt::format("{}{}", k == 0 ? " " : k + 1 == kinds.size() ? " and " : ", ", kinds[k]);
    return words;
}

std::string grouped_number(std::size_t number) {
    std::string digits = std::to_string(number);
    for (std::size_t end = digits.size(); end > 3; end -= 3)
        digits.insert(end - 3, ",");
    return digits;
}

std::string_view abbreviation_of(std::string_view source) {
    const std::size_t open = source.find('(');
    const std::size_t close = source.find(')', std::min(open, source.size()));
    return close == std::string_view::npos ? std::string_view() : source.substr(open + 1, close - open - 1);
}

}  // namespace chokepoint::scenario
