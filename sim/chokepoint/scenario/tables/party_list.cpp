#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <chokepoint/base/files/text_file.hpp>
#include <chokepoint/base/text/country.hpp>
#include <chokepoint/base/text/unicode.hpp>
#include <chokepoint/base/text/utf8.hpp>
#include <chokepoint/network/file/csv.hpp>
#include <chokepoint/scenario/tables/party_list.hpp>
#include <chokepoint/scenario/tables/row_reader.hpp>
#include <map>
#include <set>
#include <unordered_map>

namespace chokepoint::scenario {

namespace {

constexpr std::size_t kMostListBytes = std::size_t{64} << 20;

enum PartyColumn : std::size_t { kName, kAliases, kCountry, kFrom, kUntil };
constexpr std::array kListColumns = {
    network::CsvColumn{"name", true, "", "Of the party."},
    network::CsvColumn{"aliases", false, "", "Other names, parted by ';'."},
    network::CsvColumn{"country", false, "", "In any form; several parted by ';' or ','; empty: any country."},
    network::CsvColumn{"from", false, "", "First day on the list; empty: always."},
    network::CsvColumn{"until", false, "", "Last day on the list; empty: for good."},
};

using CountryKeys = std::set<std::string>;

Date date_of(RowReader& at, std::size_t column, Date otherwise) {
    const std::string_view text = at.text(column);
    if (text.empty()) return otherwise;
    const auto date = parse_date(text);
    if (!date)
        at.fault(column, Fault::bad_date, fmt::format("'{}' is not a date", text),
                 "write it as 2018-04-16, or leave it empty");
    return date.value_or(otherwise);
}

/// Whether a text with a comma that is also one country in trade statistics ("France, Monaco") lists two countries.
/// "Hong Kong, China" does not.
bool is_pair_of_countries(std::string_view text) {
    const std::size_t comma = text.find(',');
    if (comma == std::string_view::npos) return false;
    const std::string_view first = country_code(text.substr(0, comma));
    const std::string_view second = country_code(text.substr(comma + 1));
    return !first.empty() && !second.empty() && first != second && second != "CN";
}

/// Adds the countries of a text in which commas part them, but may also be part of a name: at each place the longest
/// name of a country counts ("Korea, Republic of, China").
void add_countries(std::string_view text, CountryKeys& keys) {
    while (!trimmed(text).empty()) {
        std::size_t end = text.size();
        while (end != std::string_view::npos &&
               (country_code(text.substr(0, end)).empty() || is_pair_of_countries(text.substr(0, end))))
            end = end == 0 ? std::string_view::npos : text.rfind(',', end - 1);
        if (end == std::string_view::npos) end = std::min(text.find(','), text.size());
        if (!trimmed(text.substr(0, end)).empty()) keys.insert(country_key(text.substr(0, end)));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
}

/// The countries of a field.
CountryKeys countries_of(std::string_view field) {
    constexpr std::string_view kSeparators = ";|\n";
    CountryKeys keys;
    while (!field.empty()) {
        const std::size_t end = std::min(field.find_first_of(kSeparators), field.size());
        add_countries(field.substr(0, end), keys);
        field.remove_prefix(std::min(end + 1, field.size()));
    }
    return keys;
}

/// Normalised names and countries of listed parties, to be asked for those of companies.
class PartyFinder {
   public:
    /// The next party; its number is the count of those before it.
    void add_party(std::string_view country) { parties_.push_back({countries_of(country), std::string(country), {}}); }
    /// A name of the last party.
    void add_name(std::string_view name) {
        const std::string key = normalized_name(name);
        if (!key.empty()) by_name_[key].insert(parties_.size() - 1);
    }
    /// Gives each party the companies that go by its name and country, ascending, or a note on why one does not.
    void match(const Model& model, std::vector<policy::ListedParty>& parties);

   private:
    struct Party {
        CountryKeys countries;  ///< Empty: any.
        std::string written;
        std::vector<std::string> elsewhere;  ///< Countries in which the model has the name.
    };
    void match_company(const Model& model, std::uint32_t company, std::vector<policy::ListedParty>& parties);

    std::vector<Party> parties_;
    std::unordered_map<std::string, std::set<std::size_t>> by_name_;
};

void PartyFinder::match_company(const Model& model, std::uint32_t company, std::vector<policy::ListedParty>& parties) {
    std::set<std::size_t> namesakes;
    for (const std::string_view name : {model.directory.companies.name(company), model.companies.name(company)}) {
        const auto found = by_name_.find(normalized_name(name));
        if (found != by_name_.end()) namesakes.insert(found->second.begin(), found->second.end());
    }
    for (const std::size_t k : namesakes) {
        Party& party = parties_[k];
        std::set<std::string> written;
        bool shares_country = party.countries.empty();
        for (const std::uint32_t node : model.companies.nodes(company)) {
            const std::string_view country = model.directory.written_country(node);
            written.emplace(country);
            shares_country = shares_country || party.countries.count(country_key(country)) > 0;
        }
        if (shares_country) {
            parties[k].companies.push_back(company);
        } else {
            party.elsewhere.insert(party.elsewhere.end(), written.begin(), written.end());
        }
    }
}

void PartyFinder::match(const Model& model, std::vector<policy::ListedParty>& parties) {
    for (std::uint32_t company = 0; company < model.companies.size(); ++company)
        match_company(model, company, parties);
    for (std::size_t k = 0; k < parties.size(); ++k) {
        const Party& party = parties_[k];
        if (!parties[k].companies.empty() && party.countries.empty())
            parties[k].note = "matched by name alone: the list gives no country";
        if (!parties[k].companies.empty() || party.elsewhere.empty()) continue;
        parties[k].note = fmt::format("the name is in the model with country {}, and the list has {}",
                                      fmt::join(party.elsewhere, ", "), printable(party.written));
    }
}

}  // namespace

std::vector<policy::ListedParty> read_party_list(const std::filesystem::path& file, const Model& model, InputFile& read,
                                                 Diagnostics& diagnostics) {
    const TextFile text(file, kMostListBytes);
    read = input_file(file, text.bytes());
    network::CsvReader reader(text, kListColumns, diagnostics);
    std::vector<policy::ListedParty> parties;
    PartyFinder finder;
    for (network::CsvRow row; reader.next(row);) {
        RowReader at(reader, row);
        policy::ListedParty party;
        party.name = at.needed(kName, "name");
        party.from = date_of(at, kFrom, Date::min());
        party.until = date_of(at, kUntil, Date::max());
        party.where.place = {file.string(), row.line, 1};
        if (party.until < party.from)
            at.fault(kUntil, Fault::contradiction, "the party leaves the list before it is on it", "swap the dates");
        finder.add_party(at.text(kCountry));
        finder.add_name(party.name);
        std::string_view aliases = at.text(kAliases);
        while (!aliases.empty()) {
            const std::size_t end = std::min(aliases.find(';'), aliases.size());
            finder.add_name(aliases.substr(0, end));
            aliases.remove_prefix(std::min(end + 1, aliases.size()));
        }
        parties.push_back(std::move(party));
    }
    if (parties.empty() && !diagnostics.has_errors())
        diagnostics.add(
            file_fault(file.string(), "the list has no party", "give each party a row: name,country", Fault::empty));
    finder.match(model, parties);
    return parties;
}

void add_subsidiaries(const Model& model, std::vector<policy::ListedParty>& parties) {
    std::set<Date> days;  // on which the list changes
    for (const policy::ListedParty& party : parties) {
        days.insert(party.from);
        if (party.until != Date::max()) days.insert(party.until + std::chrono::days(1));
    }
    const std::size_t rows = parties.size();
    std::map<std::uint32_t, std::size_t> current;  // by company, its party of the days before
    for (auto day = days.begin(); day != days.end(); ++day) {
        const Date last = std::next(day) == days.end() ? Date::max() : *std::next(day) - std::chrono::days(1);
        std::vector<std::uint32_t> listed;
        for (std::size_t k = 0; k < rows; ++k) {
            if (parties[k].from > *day || parties[k].until < *day) continue;
            listed.insert(listed.end(), parties[k].companies.begin(), parties[k].companies.end());
        }
        const std::size_t named = listed.size();
        listed = policy::with_subsidiaries(std::move(listed), model.owners);
        std::map<std::uint32_t, std::size_t> now;
        for (std::size_t k = named; k < listed.size(); ++k) {
            const auto before = current.find(listed[k]);
            if (before == current.end()) {
                now[listed[k]] = parties.size();
                const std::string name = fmt::format("{} (50 % rule)", model.companies.name(listed[k]));
                parties.push_back({name, {listed[k]}, *day, last, parties.front().where, {}});
            } else {
                now.insert(*before);
                parties[before->second].until = last;
            }
        }
        current = std::move(now);
    }
}

}  // namespace chokepoint::scenario
