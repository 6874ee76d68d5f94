#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <chokepoint/base/fault_at.hpp>
#include <chokepoint/base/text/country.hpp>
#include <chokepoint/base/text/unicode.hpp>
#include <chokepoint/base/text/utf8.hpp>
#include <chokepoint/scenario/lists/list_format.hpp>
#include <chokepoint/scenario/lists/party_list.hpp>
#include <chokepoint/scenario/schema/suggestion.hpp>
#include <set>
#include <unordered_map>

namespace chokepoint::scenario {

namespace {

/// The names and countries of listed parties, to be asked for those of companies.
class PartyFinder {
   public:
    PartyFinder(const Model& model, const std::vector<PartyEntry>& entries) : model_(model), entries_(entries) {
        for (std::size_t k = 0; k < entries.size(); ++k) {
            add_name(entries[k].name, k);
            for (const std::string& alias : entries[k].aliases)
                add_name(alias, k);
        }
    }

    std::vector<PartyMatch> match() const {
        std::vector<PartyMatch> matches(entries_.size());
        for (std::uint32_t company = 0; company < model_.companies.size(); ++company)
            match_company(company, matches);
        return matches;
    }

    /// Adds the companies that someone has said to be parties of the list.
    void add_stated(const std::vector<NamedList>& same_as, std::vector<PartyMatch>& matches,
                    Diagnostics& diagnostics) const;

   private:
    void add_name(std::string_view name, std::size_t entry) {
        std::string key = normalized_name(name);
        if (key.empty()) return;
        std::vector<std::size_t>& entries = by_name_[std::move(key)];
        if (entries.empty() || entries.back() != entry) entries.push_back(entry);
    }
    void match_company(std::uint32_t company, std::vector<PartyMatch>& matches) const;

    const Model& model_;
    const std::vector<PartyEntry>& entries_;
    std::unordered_map<std::string, std::vector<std::size_t>> by_name_;
};

void PartyFinder::match_company(std::uint32_t company, std::vector<PartyMatch>& matches) const {
    std::set<std::size_t> namesakes;
    for (const std::string_view name : {model_.directory.companies.name(company), model_.companies.name(company)}) {
        const auto found = by_name_.find(normalized_name(name));
        if (found != by_name_.end()) namesakes.insert(found->second.begin(), found->second.end());
    }
    if (namesakes.empty()) return;
    std::set<std::string> countries;
    for (const std::string& country : countries_of(model_, company))
        countries.insert(country_key(country));
    for (const std::size_t k : namesakes) {
        const std::vector<std::string>& listed = entries_[k].countries;
        const bool shares_country = listed.empty() || std::any_of(listed.begin(), listed.end(), [&](const auto& one) {
                                        return countries.contains(country_key(one));
                                    });
        (shares_country ? matches[k].companies : matches[k].elsewhere).push_back(company);
        if (shares_country && listed.empty()) matches[k].by_name_alone = true;
    }
}

void PartyFinder::add_stated(const std::vector<NamedList>& same_as, std::vector<PartyMatch>& matches,
                             Diagnostics& diagnostics) const {
    for (const NamedList& stated : same_as) {
        const auto id = model_.directory.companies.find(stated.id);
        const std::uint32_t company = id ? *id : model_.companies.find_shown(stated.id);
        if (company == kNone) {
            diagnostics.add(fault_at(stated.id_where, Fault::unknown_name,
                                     fmt::format("the model has no company '{}'", stated.id),
                                     hint_for(stated.id, model_.directory.companies, "use a company of the model")));
            continue;
        }
        for (const auto& [name, where] : stated.items) {
            const auto found = by_name_.find(normalized_name(name));
            if (found == by_name_.end()) {
                diagnostics.add(fault_at(where, Fault::unknown_name, fmt::format("no party is named '{}'", name),
                                         "write a name or an alias as the list has it"));
                continue;
            }
            for (const std::size_t k : found->second) {
                std::vector<std::uint32_t>& companies = matches[k].companies;
                const auto place = std::lower_bound(companies.begin(), companies.end(), company);
                if (place == companies.end() || *place != company) companies.insert(place, company);
                std::erase(matches[k].elsewhere, company);
            }
        }
    }
}

}  // namespace

TargetList load_target_list(const std::filesystem::path& file, const ListSpec& spec, const Model& model,
                            Diagnostics& diagnostics) {
    TargetList target;
    PartyList list = read_list(file, spec, diagnostics);
    target.file = file;
    target.files = std::move(list.files);
    if (list.entries.empty()) return target;
    target.chosen = choose_parties(std::move(list.entries), spec, diagnostics);
    const PartyFinder finder(model, target.chosen.entries);
    target.matches = finder.match();
    finder.add_stated(spec.same_as, target.matches, diagnostics);
    return target;
}

std::vector<std::string> countries_of(const Model& model, std::uint32_t company) {
    std::set<std::string> countries;
    for (const std::uint32_t node : model.companies.nodes(company))
        countries.emplace(model.directory.written_country(node));
    return {countries.begin(), countries.end()};
}

std::string note_of(const PartyEntry& entry, const PartyMatch& match, const Model& model) {
    if (!match.companies.empty()) return match.by_name_alone ? "matched by name alone: the list gives no country" : "";
    if (match.elsewhere.empty()) return {};
    std::vector<std::string> countries;
    for (const std::uint32_t company : match.elsewhere) {
        const std::vector<std::string> own = countries_of(model, company);
        countries.insert(countries.end(), own.begin(), own.end());
    }
    return fmt::format("the name is in the model with country {}, and the list has {}", fmt::join(countries, ", "),
                       printable(fmt::format("{}", fmt::join(entry.countries, ", "))));
}

}  // namespace chokepoint::scenario
