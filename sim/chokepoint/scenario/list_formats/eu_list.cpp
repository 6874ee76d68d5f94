// The EU's consolidated list of financial sanctions as CSV: parted by `;`, several rows a party, one for each name,
// address, day of birth and so on. The names of columns are those of version 1.1, and of older files.
#include <algorithm>
#include <array>
#include <chokepoint/scenario/lists/list_format.hpp>
#include <map>

namespace chokepoint::scenario {

namespace {

constexpr std::array<std::string_view, 3> kEuIds = {"entitylogicalid", "entityeureferencenumber", "entityid"};

char eu_separator(std::string_view text) {
    for (const char separator : {';', ',', '\t'}) {
        for (const std::string_view name : {"namealiaswholename", "naalwholename"}) {
            for (const std::string_view id : kEuIds) {
                if (header_has(text, separator, {id, name})) return separator;
            }
        }
    }
    return '\0';
}

PartyKind eu_kind(std::string_view type) {
    const std::string lower = lower_case(type);
    return lower == "p" || lower == "person" ? PartyKind::person : PartyKind::entity;
}

/// Which column holds what.
struct EuColumns {
    explicit EuColumns(const ListTable& table)
        : id(table.column({kEuIds[0], kEuIds[1], kEuIds[2]})),
          name(table.column({"namealiaswholename", "naalwholename"})),
          type(table.column({"entitysubjecttype", "entitysubjecttypeclassificationcode", "subjecttype"})),
          programme(table.column({"entityregulationprogramme", "programme", "lebaprogramme"})),
          country(table.column({"addresscountryiso2code", "addresscountrydescription", "addrcountry"})),
          citizenship(table.column({"citizenshipcountryiso2code", "citizenshipcountrydescription", "citicountry"})),
          designated(table.column({"entitydesignationdate"})),
          published(table.column(
              {"entityregulationentryintoforcedate", "entityregulationpublicationdate", "lebapublicationdate"})),
          edition(table.column({"filegenerationdate", "datefile"})) {}
    std::size_t id, name, type, programme, country, citizenship, designated, published, edition;
};

}  // namespace

bool is_eu_list(std::string_view text) {
    return eu_separator(text) != '\0';
}

void read_eu_list(const ListInput& input, PartyList& list, Diagnostics& diagnostics) {
    const char separator = eu_separator(input.text);
    ListTable table(input.file, input.text, separator == '\0' ? ';' : separator, diagnostics);
    if (separator == '\0') {
        table.needed_column("Entity_LogicalId");
        table.needed_column("NameAlias_WholeName");
        return;
    }
    const EuColumns at(table);
    list.layout = "CSV";
    std::map<std::string, std::size_t> numbers;
    while (table.next()) {
        const std::string id(table.text(at.id));
        const auto [found, is_new] = numbers.emplace(id, list.entries.size());
        if (is_new) {
            PartyEntry& fresh = list.entries.emplace_back();
            fresh.id = id;
            fresh.line = table.line();
            fresh.sources = {"EU consolidated financial sanctions list (FSF)"};
            fresh.from = Date::max();
        }
        PartyEntry& entry = list.entries[found->second];
        if (list.edition.empty()) list.edition = table.text(at.edition);
        if (!table.text(at.type).empty()) entry.kind = eu_kind(table.text(at.type));
        const std::string_view name = table.text(at.name);
        if (entry.name.empty()) entry.name = name;
        if (name != entry.name) add_once(entry.aliases, name);
        add_known_country(entry.countries, table.text(at.country));
        add_known_country(entry.countries, table.text(at.citizenship));
        add_once(entry.programmes, table.text(at.programme));
        const Date published = table.date(at.published, DateOrder::day_first, Date::max());
        entry.from = std::min(entry.from, table.date(at.designated, DateOrder::day_first, published));
    }
    std::erase_if(list.entries, [](const PartyEntry& entry) { return entry.name.empty(); });
    for (PartyEntry& entry : list.entries) {
        if (entry.from == Date::max()) entry.from = Date::min();
    }
}

}  // namespace chokepoint::scenario
