// targets.simple.csv of OpenSanctions: a row a party, several values of a field parted by `;`. `first_seen` is the day
// on which OpenSanctions saw the party first, and not a day of the list; the days are at the end of each sanction.
#include <algorithm>
#include <chokepoint/base/text/unicode.hpp>
#include <chokepoint/scenario/list_formats/schema_kind.hpp>
#include <chokepoint/scenario/lists/list_format.hpp>

namespace chokepoint::scenario {

namespace {

/// What a text such as "BIS Entity List - 2019-05-21" says: a name, then a first and a last day.
struct SanctionText {
    std::string name;
    std::optional<Date> from, until;
};

SanctionText sanction_of(std::string_view text) {
    SanctionText sanction;
    for (const std::string& part : split_list(text, " - ")) {
        const bool may_be_day = part.size() >= 4 && part.find_first_not_of("0123456789-") == std::string::npos;
        const auto day =
            may_be_day ? parse_list_date(part, DateOrder::day_first, sanction.from.has_value()) : std::nullopt;
        if (!day) {
            sanction.name += (sanction.name.empty() ? "" : " - ") + part;
        } else if (!sanction.from) {
            sanction.from = day;
        } else {
            sanction.until = day;
        }
    }
    return sanction;
}

}  // namespace

bool is_opensanctions_table(std::string_view text) {
    return header_has(text, ',', {"id", "schema", "name"});
}

void read_opensanctions_table(const ListInput& input, PartyList& list, Diagnostics& diagnostics) {
    ListTable table(input.file, input.text, ',', diagnostics);
    const std::size_t name = table.needed_column("name");
    const std::size_t schema = table.needed_column("schema");
    if (diagnostics.has_errors()) return;
    const std::size_t programmes = table.column({"programids"});
    list.layout = programmes == ListTable::kNoColumn ? "targets.simple.csv without program_ids" : "targets.simple.csv";
    const std::size_t id = table.column({"id"});
    const std::size_t names = table.column({"aliases"});
    const std::size_t countries = table.column({"countries"});
    const std::size_t sanctions = table.column({"sanctions"});
    const std::size_t dataset = table.column({"dataset", "datasets"});
    while (table.next()) {
        if (table.text(name).empty()) continue;
        PartyEntry& entry = list.entries.emplace_back();
        entry.line = table.line();
        entry.id = table.text(id);
        entry.name = table.text(name);
        entry.kind = kind_of_schema(table.text(schema)).value_or(PartyKind::other);
        entry.aliases = split_list(table.text(names), ";");
        for (const std::string& country : split_list(table.text(countries), ";"))
            add_known_country(entry.countries, country);
        entry.sources = split_list(table.text(dataset), ";");
        entry.programmes = split_list(table.text(programmes), ";");
        // A party is on a list from the first day of all its sanctions to the last, if all of them give one.
        Date first = Date::max();
        Date last = Date::min();
        for (const std::string& text : split_list(table.text(sanctions), ";")) {
            const SanctionText sanction = sanction_of(text);
            if (programmes == ListTable::kNoColumn) add_once(entry.programmes, sanction.name);
            first = std::min(first, sanction.from.value_or(Date::min()));
            last = std::max(last, sanction.until.value_or(Date::max()));
        }
        if (first <= last) {
            entry.from = first;
            entry.until = last;
        }
    }
}

}  // namespace chokepoint::scenario
