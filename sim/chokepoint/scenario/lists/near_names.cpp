#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <chokepoint/base/text/suggest.hpp>
#include <chokepoint/base/text/unicode.hpp>
#include <chokepoint/scenario/lists/list_text.hpp>
#include <chokepoint/scenario/lists/near_names.hpp>
#include <cmath>
#include <iterator>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>

namespace chokepoint::scenario {

namespace {

constexpr double kCommonShare = 0.6;  ///< Of the weight of the words of two names: above it they are alike.
constexpr std::size_t kShortestName = 5;

/// Legal forms after unaccented_name(), which leaves S.p.A. as spa.
bool is_legal_form(std::string_view word) {
    constexpr std::array<std::string_view, 54> kForms = {"ab",          "ag",           "aktiengesellschaft",
                                                         "as",          "bhd",          "bv",
                                                         "co",          "company",      "corp",
                                                         "corporation", "cjsc",         "fzc",
                                                         "fze",         "fzco",         "gmbh",
                                                         "inc",         "incorporated", "jsc",
                                                         "kg",          "kk",           "lc",
                                                         "limited",     "llc",          "llp",
                                                         "ltd",         "ltda",         "nv",
                                                         "oao",         "ojsc",         "ooo",
                                                         "oy",          "oyj",          "pao",
                                                         "pjsc",        "plc",          "pte",
                                                         "pty",         "pvt",          "sa",
                                                         "sarl",        "sas",          "sdn",
                                                         "se",          "sl",           "spa",
                                                         "srl",         "sro",          "the",
                                                         "zao",         "ao",           "kabushiki",
                                                         "kaisha",      "and",          "of"};
    return std::find(kForms.begin(), kForms.end(), word) != kForms.end();
}

/// A name in the forms in which names are compared.
struct ComparedName {
    std::size_t owner = 0;  ///< Company or entry.
    std::string_view written;
    std::string core;                  ///< Without accents, legal forms and blanks.
    std::uint64_t letters = 0;         ///< A bit for each byte of the core that occurs, modulo 64.
    std::vector<std::uint32_t> words;  ///< Ascending, without legal forms.
};

/// Numbers of words, and how many names have each.
class WordTable {
   public:
    std::uint32_t add(const std::string& word) {
        const auto number = static_cast<std::uint32_t>(names_.size());
        const auto [found, is_new] = numbers_.emplace(word, number);
        if (is_new) names_.push_back(0);
        ++names_[found->second];
        return found->second;
    }
    /// How much it tells that two names share the word: the more, the fewer names have it.
    double weight(std::uint32_t word) const { return std::log(1.0 + double(total_) / double(names_[word])); }
    void count_name() { ++total_; }

   private:
    std::unordered_map<std::string, std::uint32_t> numbers_;
    std::vector<std::size_t> names_;
    std::size_t total_ = 0;
};

ComparedName compared_name(std::size_t owner, std::string_view written, WordTable& words) {
    ComparedName name;
    name.owner = owner;
    name.written = written;
    const std::vector<std::string> all = split_list(unaccented_name(written), " ");
    for (const std::string& word : all) {
        if (is_legal_form(word)) continue;
        name.core += word;
        name.words.push_back(words.add(word));
    }
    for (const char c : name.core)
        name.letters |= std::uint64_t{1} << (static_cast<unsigned char>(c) % 64U);
    std::sort(name.words.begin(), name.words.end());
    words.count_name();
    return name;
}

/// How many letters may differ between two names of this length.
std::size_t allowed_distance(std::size_t length) {
    return length >= 12 ? 2 : length >= 6 ? 1 : 0;
}

class NearSearch {
   public:
    NearSearch(const TargetList& list, const Model& model) : list_(list), model_(model) {
        for (std::size_t k = 0; k < list.chosen.entries.size(); ++k) {
            const PartyEntry& entry = list.chosen.entries[k];
            add_party_name(k, entry.name);
            for (const std::string& alias : entry.aliases)
                add_party_name(k, alias);
        }
        for (std::size_t k = 0; k < parties_.size(); ++k) {
            by_length_[parties_[k].core.size()].push_back(k);
            for (const std::uint32_t word : parties_[k].words)
                by_word_[word].push_back(k);
        }
    }

    std::vector<NearName> find();

   private:
    void add_party_name(std::size_t entry, std::string_view name) {
        ComparedName compared = compared_name(entry, name, words_);
        if (!compared.core.empty()) parties_.push_back(std::move(compared));
    }
    void find_same_letters(const ComparedName& company);
    void find_same_words(const ComparedName& company);
    void keep(std::size_t party, double likeness, std::string why);
    double weight_of(const std::vector<std::uint32_t>& words) const {
        double weight = 0.0;
        for (const std::uint32_t word : words)
            weight += words_.weight(word);
        return weight;
    }

    const TargetList& list_;
    const Model& model_;
    WordTable words_;
    std::vector<ComparedName> parties_;
    std::map<std::size_t, std::vector<std::size_t>> by_length_;  ///< Names of parties by the length of their core.
    std::unordered_map<std::uint32_t, std::vector<std::size_t>> by_word_;
    std::map<std::size_t, NearName> found_;  ///< Of the present company, by entry.
};

void NearSearch::keep(std::size_t party, double likeness, std::string why) {
    const ComparedName& name = parties_[party];
    NearName& near = found_[name.owner];
    if (likeness <= near.likeness) return;
    near.entry = name.owner;
    near.name = name.written;
    near.why = std::move(why);
    near.likeness = likeness;
}

/// Names whose letters without blanks are the same, or all but one or two.
void NearSearch::find_same_letters(const ComparedName& company) {
    const std::size_t length = company.core.size();
    const std::size_t most = allowed_distance(length);
    for (auto bucket = by_length_.lower_bound(length - std::min(length, most));
         bucket != by_length_.end() && bucket->first <= length + most; ++bucket) {
        for (const std::size_t k : bucket->second) {
            const ComparedName& party = parties_[k];
            if (static_cast<std::size_t>(std::popcount(company.letters ^ party.letters)) > 2 * most) continue;
            if (party.core == company.core) {
                keep(k, 0.98, "the same without accents, legal forms and blanks");
                continue;
            }
            const std::size_t allowed = std::min(most, allowed_distance(party.core.size()));
            if (allowed == 0) continue;
            const std::size_t distance = edit_distance(company.core, party.core);
            if (distance > allowed) continue;
            keep(k, 0.95 - 0.05 * double(distance),
                 distance == 1 ? "1 letter differs" : fmt::format("{} letters differ", distance));
        }
    }
}

/// Names with words in common that tell something. A name that shares only the company's commonest words cannot be one,
/// so their long lists of names are not looked at.
void NearSearch::find_same_words(const ComparedName& company) {
    const double own = weight_of(company.words);
    std::vector<std::uint32_t> rarest_first = company.words;
    std::sort(rarest_first.begin(), rarest_first.end(), [&](std::uint32_t a, std::uint32_t b) {
        return std::pair(words_.weight(b), a) < std::pair(words_.weight(a), b);
    });
    double rest = own;
    std::set<std::size_t> candidates;
    for (const std::uint32_t word : rarest_first) {
        if (rest < kCommonShare * own) break;
        rest -= words_.weight(word);
        const auto found = by_word_.find(word);
        if (found != by_word_.end()) candidates.insert(found->second.begin(), found->second.end());
    }
    for (const std::size_t k : candidates) {
        const ComparedName& party = parties_[k];
        std::vector<std::uint32_t> shared;
        std::set_intersection(company.words.begin(), company.words.end(), party.words.begin(), party.words.end(),
                              std::back_inserter(shared));
        const double share = weight_of(shared) / std::max(own, weight_of(party.words));
        if (share < kCommonShare) continue;
        const bool has_all = party.words == company.words;
        keep(k, has_all ? 0.97 : 0.9 * share,
             has_all ? "the same words in another order" : "most of the words are the same");
    }
}

std::vector<NearName> NearSearch::find() {
    std::vector<std::vector<std::size_t>> same_name(model_.companies.size());
    std::vector<std::vector<std::size_t>> matched(model_.companies.size());
    for (std::size_t k = 0; k < list_.matches.size(); ++k) {
        for (const std::uint32_t company : list_.matches[k].elsewhere)
            same_name[company].push_back(k);
        for (const std::uint32_t company : list_.matches[k].companies)
            matched[company].push_back(k);
    }
    std::vector<NearName> all;
    for (std::uint32_t company = 0; company < model_.companies.size(); ++company) {
        found_.clear();
        const std::set<std::string_view> names = {model_.companies.name(company),
                                                  model_.directory.companies.name(company)};
        for (const std::string_view name : names) {
            const ComparedName compared = compared_name(company, name, words_);
            if (compared.core.size() < kShortestName) continue;
            find_same_letters(compared);
            find_same_words(compared);
        }
        for (const std::size_t entry : same_name[company])
            found_[entry] = {company, entry, list_.chosen.entries[entry].name, "the same name in another country", 1.0};
        for (const std::size_t entry : matched[company])
            found_.erase(entry);
        const std::size_t begin = all.size();
        for (auto& [entry, near] : found_) {
            near.company = company;
            all.push_back(std::move(near));
        }
        std::stable_sort(all.begin() + static_cast<std::ptrdiff_t>(begin), all.end(),
                         [](const NearName& a, const NearName& b) { return a.likeness > b.likeness; });
    }
    return all;
}

}  // namespace

std::vector<NearName> find_near_names(const TargetList& list, const Model& model) {
    return NearSearch(list, model).find();
}

std::vector<NearList> near_lists(const Scenario& scenario) {
    std::vector<NearList> lists;
    for (const ActionSpec& action : scenario.spec.actions) {
        if (!action.selector.target || !action.selector.target->list) continue;
        Diagnostics shown_before;  // by load_scenario()
        const std::filesystem::path file = list_file(scenario.file, *action.selector.target->list);
        TargetList list = load_target_list(file, *action.selector.target->list, scenario.model, shown_before);
        const bool is_known = std::ranges::any_of(lists, [&](const NearList& known) {
            return known.list.file == file && known.list.chosen.entries.size() == list.chosen.entries.size();
        });
        if (is_known) continue;
        std::vector<NearName> names = find_near_names(list, scenario.model);
        lists.push_back({std::move(list), std::move(names)});
    }
    return lists;
}

}  // namespace chokepoint::scenario
