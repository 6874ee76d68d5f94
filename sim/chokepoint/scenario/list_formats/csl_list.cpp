// The US Consolidated Screening List of trade.gov, which joins the lists of three departments. `source` names the list.
// An address ends in its country's code; older files have no `_id`.
#include <chokepoint/base/text/country.hpp>
#include <chokepoint/base/text/unicode.hpp>
#include <chokepoint/scenario/lists/list_format.hpp>

namespace chokepoint::scenario {

namespace {

/// The name without "; and any successor, sub-unit, or subsidiary thereof".
std::string_view without_successors(std::string_view name) {
    const std::string lower = lower_case(name);
    for (const std::string_view words : {"and any successor", "and its successor", "and all successor"}) {
        const std::size_t at = lower.find(words);
        if (at == std::string::npos || at == 0) continue;
        const std::size_t end = name.find_last_not_of("; ,", at - 1);
        const bool is_apart = end != std::string_view::npos && name.find_first_of(";,", end) < at;
        if (is_apart) return name.substr(0, end + 1);
    }
    return name;
}

/// The country at the end of an address: its last two letters, or what follows its last comma.
std::string_view country_of_address(std::string_view address) {
    const std::size_t comma = address.rfind(',');
    const std::string_view last = trimmed(comma == std::string_view::npos ? address : address.substr(comma + 1));
    if (!country_code(last).empty()) return last;
    const auto is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };
    const std::size_t size = last.size();
    const bool ends_in_code =
        size > 3 && last[size - 3] == ' ' && is_capital(last[size - 2]) && is_capital(last[size - 1]);
    return ends_in_code ? last.substr(size - 2) : std::string_view();
}

PartyKind csl_kind(std::string_view type) {
    const std::string lower = lower_case(type);
    if (lower == "individual" || lower == "person") return PartyKind::person;
    if (lower == "vessel") return PartyKind::vessel;
    return lower == "aircraft" ? PartyKind::aircraft : PartyKind::entity;
}

}  // namespace

bool is_csl(std::string_view text) {
    for (const std::string_view column : {"addresses", "altnames", "entitynumber", "federalregisternotice"}) {
        if (header_has(text, ',', {"source", "name", column})) return true;
    }
    return false;
}

void read_csl(const ListInput& input, PartyList& list, Diagnostics& diagnostics) {
    ListTable table(input.file, input.text, ',', diagnostics);
    const std::size_t name = table.needed_column("name");
    const std::size_t source = table.needed_column("source");
    if (diagnostics.has_errors()) return;
    const std::size_t id = table.column({"id"});
    list.layout = id == ListTable::kNoColumn ? "without _id" : "with _id";
    const std::size_t type = table.column({"type"});
    const std::size_t addresses = table.column({"addresses"});
    const std::size_t names = table.column({"altnames"});
    const std::size_t programmes = table.column({"programs"});
    while (table.next()) {
        PartyEntry& entry = list.entries.emplace_back();
        entry.line = table.line();
        entry.id = table.text(id);
        entry.name = trimmed(without_successors(table.text(name)));
        if (entry.name.empty())
            table.fault(name, Fault::empty, "the party has no name", "take the row out, or download the list again");
        for (const std::string& alias : split_list(table.text(names), ";"))
            add_once(entry.aliases, trimmed(without_successors(alias)));
        for (const std::string& address : split_list(table.text(addresses), ";"))
            add_known_country(entry.countries, country_of_address(address));
        for (const std::size_t column : {table.column({"citizenships"}), table.column({"nationalities"})}) {
            for (const std::string& country : split_list(table.text(column), ";"))
                add_known_country(entry.countries, country);
        }
        entry.kind = csl_kind(table.text(type));
        add_once(entry.sources, table.text(source));
        entry.programmes = split_list(table.text(programmes), ";");
        entry.from = table.date(table.column({"startdate"}), DateOrder::month_first, entry.from);
        entry.until = table.date(table.column({"enddate"}), DateOrder::month_first, entry.until, true);
    }
}

}  // namespace chokepoint::scenario
