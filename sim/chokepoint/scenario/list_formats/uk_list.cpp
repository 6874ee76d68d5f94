// The two lists of the UK: OFSI's ConList.csv, and the UK Sanctions List that replaced it. Both have a line with their
// date before the header, and several rows a party: one for each name and address. Names of firms are in Name 6, or
// spread over Name 1 to Name 6 as those of persons are.
#include <algorithm>
#include <chokepoint/base/text/unicode.hpp>
#include <chokepoint/scenario/lists/list_format.hpp>
#include <map>

namespace chokepoint::scenario {

namespace {

constexpr int kMostHeadLines = 4;  ///< Up to and including the header.

/// The line of the header, or 0.
int uk_header_line(std::string_view text) {
    for (int line = 1; line <= kMostHeadLines; ++line) {
        for (const std::string_view id : {"groupid", "uniqueid", "ofsigroupid"}) {
            if (header_has(text, ',', {"name6", id})) return line;
        }
        const std::size_t end = text.find('\n');
        if (end == std::string_view::npos) break;
        text.remove_prefix(end + 1);
    }
    return 0;
}

/// The day in the lines before the header: "Last Updated,01/11/2025" or "Report Date: 18-Aug-2026".
std::string uk_edition(std::string_view text) {
    const std::string_view line = text.substr(0, text.find_first_of("\r\n"));
    const std::size_t begin = line.find_first_of("0123456789");
    if (begin == std::string_view::npos) return {};
    return std::string(line.substr(begin, line.find_first_of("\", ", begin) - begin));
}

PartyKind uk_kind(std::string_view type) {
    const std::string lower = lower_case(type);
    if (lower == "individual") return PartyKind::person;
    if (lower == "ship" || lower == "vessel") return PartyKind::vessel;
    return lower == "aircraft" ? PartyKind::aircraft : PartyKind::entity;
}

/// Which column holds what.
struct UkColumns {
    explicit UkColumns(const ListTable& table)
        : id(table.column({"uniqueid", "groupid", "ofsigroupid"})),
          script(table.column({"namenonlatinscript"})),
          type(table.column({"designationtype", "grouptype", "individualentityship"})),
          name_type(table.column({"nametype", "aliastype"})),
          regime(table.column({"regimename", "regime"})),
          country(table.column({"addresscountry", "country"})),
          nationality(table.column({"nationalityies", "nationality"})),
          designated(table.column({"datedesignated", "listedon", "uksanctionslistdatedesignated"})) {
        for (const std::string_view part : {"name1", "name2", "name3", "name4", "name5", "name6"})
            name.push_back(table.column({part}));
    }
    std::size_t id, script, type, name_type, regime, country, nationality, designated;
    std::vector<std::size_t> name;
};

std::string uk_name(const ListTable& table, const UkColumns& at) {
    std::string name;
    for (const std::size_t column : at.name) {
        const std::string_view part = table.text(column);
        if (!part.empty()) name.append(name.empty() ? "" : " ").append(part);
    }
    return name;
}

void add_uk_row(ListTable& table, const UkColumns& at, PartyEntry& entry) {
    const std::string name = uk_name(table, at);
    const std::string name_type = lower_case(table.text(at.name_type));
    const bool is_primary = name_type == "primary name" || name_type == "primary";
    if (entry.name.empty()) {
        entry.name = name;
    } else if (is_primary && name != entry.name) {
        add_once(entry.aliases, entry.name);
        std::erase(entry.aliases, name);
        entry.name = name;
    } else if (name != entry.name) {
        add_once(entry.aliases, name);
    }
    add_once(entry.aliases, table.text(at.script));
    if (!table.text(at.type).empty()) entry.kind = uk_kind(table.text(at.type));
    add_known_country(entry.countries, table.text(at.country));
    add_known_country(entry.countries, table.text(at.nationality));
    for (const std::string& regime : split_list(table.text(at.regime), ";"))
        add_once(entry.programmes, regime);
    entry.from = std::min(entry.from, table.date(at.designated, DateOrder::day_first, Date::max()));
}

}  // namespace

bool is_uk_list(std::string_view text) {
    return uk_header_line(text) > 0;
}

void read_uk_list(const ListInput& input, PartyList& list, Diagnostics& diagnostics) {
    const int header = uk_header_line(input.text);
    ListTable table(input.file, input.text, ',', diagnostics, std::max(header, 1));
    if (header == 0) {
        table.needed_column("Name 6");
        table.needed_column("Group ID");
        return;
    }
    const UkColumns at(table);
    const bool is_con_list = table.column({"uniqueid"}) == ListTable::kNoColumn;
    list.layout = is_con_list ? "OFSI ConList.csv" : "UK Sanctions List";
    if (header > 1) list.edition = uk_edition(input.text);
    std::map<std::string, std::size_t> numbers;
    while (table.next()) {
        const std::string id(table.text(at.id));
        const auto [found, is_new] = numbers.emplace(id, list.entries.size());
        if (is_new) {
            PartyEntry& fresh = list.entries.emplace_back();
            fresh.id = id;
            fresh.line = table.line();
            fresh.sources = {is_con_list ? "OFSI consolidated list (OFSI)" : "UK Sanctions List (UKSL)"};
            fresh.from = Date::max();
        }
        add_uk_row(table, at, list.entries[found->second]);
    }
    std::erase_if(list.entries, [](const PartyEntry& entry) { return entry.name.empty(); });
    for (PartyEntry& entry : list.entries) {
        if (entry.from == Date::max()) entry.from = Date::min();
    }
}

}  // namespace chokepoint::scenario
