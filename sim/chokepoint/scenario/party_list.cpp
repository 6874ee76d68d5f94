#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chokepoint/base/text_file.hpp>
#include <chokepoint/base/unicode.hpp>
#include <chokepoint/network/csv.hpp>
#include <chokepoint/scenario/party_list.hpp>
#include <chokepoint/scenario/row_reader.hpp>
#include <map>
#include <set>

namespace chokepoint {

namespace {

constexpr std::size_t kMostBytes = std::size_t{64} << 20;

enum PartyColumn : std::size_t { kName, kAliases, kCountry, kFrom, kUntil };
constexpr std::array kColumns = {
    CsvColumn{"name", true, "", "Of the party."},
    CsvColumn{"aliases", false, "", "Other names, parted by ';'."},
    CsvColumn{"country", true, "", "As the model names it."},
    CsvColumn{"from", false, "", "First day on the list; empty: always."},
    CsvColumn{"until", false, "", "Last day on the list; empty: for good."},
};

Date date_of(RowReader& at, std::size_t column, Date otherwise) {
    const std::string_view text = at.text(column);
    if (text.empty()) return otherwise;
    const auto date = parse_date(text);
    if (!date) at.fault(column, fmt::format("'{}' is not a date", text), "write it as 2018-04-16, or leave it empty");
    return date.value_or(otherwise);
}

/// Normalised names and countries of listed parties, to be asked for those of companies.
class PartyFinder {
   public:
    void add(std::string_view name, std::string_view country, std::size_t party) {
        const std::string key = normalized_name(name);
        if (!key.empty()) parties_[{key, normalized_name(country)}].insert(party);
    }
    /// Gives each party the companies that go by its name; ascending.
    void match(const Model& model, std::vector<ListedParty>& parties) const;

   private:
    std::map<std::pair<std::string, std::string>, std::set<std::size_t>> parties_;
};

void PartyFinder::match(const Model& model, std::vector<ListedParty>& parties) const {
    for (std::uint32_t company = 0; company < model.companies.size(); ++company) {
        std::set<std::size_t> found;
        const std::string id = normalized_name(model.directory.companies.name(company));
        const std::string shown = normalized_name(model.companies.name(company));
        for (const std::uint32_t node : model.companies.nodes(company)) {
            const std::string country =
                normalized_name(model.directory.countries.name(model.directory.node_country[node]));
            for (const std::string& name : {id, shown}) {
                const auto at = parties_.find({name, country});
                if (at != parties_.end()) found.insert(at->second.begin(), at->second.end());
            }
        }
        for (const std::size_t party : found)
            parties[party].companies.push_back(company);
    }
}

}  // namespace

std::vector<ListedParty> read_party_list(const std::filesystem::path& file, const Model& model, InputFile& read,
                                         Diagnostics& diagnostics) {
    const TextFile text(file, kMostBytes);
    read = input_file(file, text.bytes());
    CsvReader reader(text, kColumns, diagnostics);
    std::vector<ListedParty> parties;
    PartyFinder finder;
    for (CsvRow row; reader.next(row);) {
        RowReader at(reader, row);
        ListedParty party;
        party.name = at.needed(kName, "name");
        const std::string_view country = at.needed(kCountry, "country");
        party.from = date_of(at, kFrom, Date::min());
        party.until = date_of(at, kUntil, Date::max());
        party.where.place = {file.string(), row.line, 1};
        if (party.until < party.from)
            at.fault(kUntil, "the party leaves the list before it is on it", "swap the dates");
        finder.add(party.name, country, parties.size());
        std::string_view aliases = at.text(kAliases);
        while (!aliases.empty()) {
            const std::size_t end = std::min(aliases.find(';'), aliases.size());
            finder.add(aliases.substr(0, end), country, parties.size());
            aliases.remove_prefix(std::min(end + 1, aliases.size()));
        }
        parties.push_back(std::move(party));
    }
    if (parties.empty() && !diagnostics.has_errors())
        diagnostics.add(file_fault(file.string(), "the list has no party", "give each party a row: name,country"));
    finder.match(model, parties);
    return parties;
}

void add_subsidiaries(const Model& model, std::vector<ListedParty>& parties) {
    std::set<Date> days;  // on which the list changes
    for (const ListedParty& party : parties) {
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
        listed = with_subsidiaries(std::move(listed), model.owners);
        std::map<std::uint32_t, std::size_t> now;
        for (std::size_t k = named; k < listed.size(); ++k) {
            const auto before = current.find(listed[k]);
            if (before == current.end()) {
                now[listed[k]] = parties.size();
                const std::string name = fmt::format("{} (50 % rule)", model.companies.name(listed[k]));
                parties.push_back({name, {listed[k]}, *day, last, parties.front().where});
            } else {
                now.insert(*before);
                parties[before->second].until = last;
            }
        }
        current = std::move(now);
    }
}

}  // namespace chokepoint
