// dpl.txt of the Bureau of Industry and Security: quoted, parted by tabs, US dates, blanks before names. The country of
// parties in the US may be empty, and persons are not told from firms.
#include <chokepoint/scenario/lists/list_format.hpp>

namespace chokepoint::scenario {

namespace {

char dpl_separator(std::string_view text) {
    for (const char separator : {'\t', ','}) {
        for (const std::string_view column : {"expirationdate", "standardorder", "frcitation"}) {
            if (header_has(text, separator, {"name", "effectivedate", column})) return separator;
        }
    }
    return '\0';
}

}  // namespace

bool is_bis_dpl(std::string_view text) {
    return dpl_separator(text) != '\0';
}

void read_bis_dpl(const ListInput& input, PartyList& list, Diagnostics& diagnostics) {
    const char separator = dpl_separator(input.text);
    ListTable table(input.file, input.text, separator == '\0' ? '\t' : separator, diagnostics);
    const std::size_t name = table.needed_column("Name");
    const std::size_t from = table.needed_column("Effective_Date");
    if (diagnostics.has_errors()) return;
    const std::size_t until = table.column({"expirationdate"});
    list.layout = "dpl.txt";
    const std::size_t country = table.column({"country"});
    while (table.next()) {
        PartyEntry& entry = list.entries.emplace_back();
        entry.line = table.line();
        entry.name = table.text(name);
        if (entry.name.empty())
            table.fault(name, Fault::empty, "the party has no name", "take the row out, or download the list again");
        add_known_country(entry.countries, table.text(country));
        entry.sources = {"Denied Persons List (DPL) - Bureau of Industry and Security"};
        entry.from = table.date(from, DateOrder::month_first, entry.from);
        entry.until = table.date(until, DateOrder::month_first, entry.until, true);
    }
}

}  // namespace chokepoint::scenario
