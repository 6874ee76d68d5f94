// A table of your own: name,aliases,country,from,until, or the columns that the scenario names.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chokepoint/network/file/csv.hpp>
#include <chokepoint/scenario/lists/list_format.hpp>
#include <chokepoint/scenario/schema/suggestion.hpp>

namespace chokepoint::scenario {

namespace {

enum OwnColumn : std::size_t { kName, kAliases, kCountry, kFrom, kUntil, kSource, kProgramme, kOwnColumns };
constexpr std::array kOwnNames = {
    network::CsvColumn{"name", true, "", "Of the party."},
    network::CsvColumn{"aliases", false, "", "Other names, parted by ';'."},
    network::CsvColumn{"country", false, "", "In any form; several parted by ';' or ','; empty: any country."},
    network::CsvColumn{"from", false, "", "First day on the list; empty: always."},
    network::CsvColumn{"until", false, "", "Last day on the list; empty: for good."},
};

using Columns = std::array<std::size_t, kOwnColumns>;

/// Reports each column that the layout does not have.
void refuse_unknown_columns(ListTable& table, Diagnostics& diagnostics, const ListInput& input) {
    std::vector<std::string> known;
    for (const network::CsvColumn& column : kOwnNames)
        known.emplace_back(column.name);
    for (const std::string& name : table.header()) {
        const auto has_key = [&](const std::string& one) { return one == column_key(name); };
        if (std::any_of(known.begin(), known.end(), has_key)) continue;
        diagnostics.add({.place = {input.file, 1, 1},
                         .message = fmt::format("unknown column '{}'", name),
                         .hint = hint_for(name, known,
                                          "the columns are name,aliases,country,from,until; 'columns' of the "
                                          "scenario's 'list' gives others their meaning"),
                         .source_line = line_from(input.text, 0),
                         .fault = Fault::unknown_key});
    }
}

/// The columns that the scenario names. One that the table does not have is a fault, at its place in the scenario.
Columns named_columns(const ListTable& table, const ListColumnsSpec& spec, const std::string& file,
                      Diagnostics& diagnostics) {
    Columns columns;
    columns.fill(ListTable::kNoColumn);
    const auto find = [&](OwnColumn column, const StatedText& name) {
        columns[column] = table.column({column_key(name.value)});
        if (columns[column] != ListTable::kNoColumn) return;
        Diagnostic fault = name.where;
        fault.fault = Fault::missing_key;
        fault.message = fmt::format("the list '{}' has no column '{}'", file, name.value);
        fault.hint = hint_for(name.value, table.header(), "name a column of the list's first line");
        diagnostics.add(std::move(fault));
    };
    find(kName, spec.name);
    const std::array<std::pair<OwnColumn, const std::optional<StatedText>*>, 6> others = {
        {{kAliases, &spec.aliases},
         {kCountry, &spec.country},
         {kFrom, &spec.from},
         {kUntil, &spec.until},
         {kSource, &spec.source},
         {kProgramme, &spec.programme}}};
    for (const auto& [column, name] : others) {
        if (*name) find(column, **name);
    }
    return columns;
}

/// The separator with which the header has the column of the name, or else the one that it has most often.
char separator_of(std::string_view text, std::string_view name) {
    const std::string_view header = text.substr(0, text.find('\n'));
    char most = ',';
    for (const char separator : {',', ';', '\t', '|'}) {
        if (header_has(text, separator, {column_key(name)})) return separator;
        if (std::ranges::count(header, separator) > std::ranges::count(header, most)) most = separator;
    }
    return most;
}

Date date_of(ListTable& table, std::size_t column, Date otherwise) {
    const std::string_view text = table.text(column);
    if (text.empty()) return otherwise;
    const auto date = parse_date(text);
    if (!date)
        table.fault(column, Fault::bad_date, fmt::format("'{}' is not a date", text),
                    "write it as 2018-04-16, or leave it empty");
    return date.value_or(otherwise);
}

void read_rows(ListTable& table, const Columns& at, PartyList& list) {
    while (table.next()) {
        PartyEntry& entry = list.entries.emplace_back();
        entry.line = table.line();
        entry.name = table.text(at[kName]);
        if (entry.name.empty()) table.fault(at[kName], Fault::empty, "name is empty", "give it a value");
        entry.aliases = split_list(table.text(at[kAliases]), ";");
        entry.countries = split_countries(table.text(at[kCountry]));
        entry.sources = split_list(table.text(at[kSource]), ";");
        entry.programmes = split_list(table.text(at[kProgramme]), ";");
        entry.from = date_of(table, at[kFrom], entry.from);
        entry.until = date_of(table, at[kUntil], entry.until);
        if (entry.until < entry.from)
            table.fault(at[kUntil], Fault::contradiction, "the party leaves the list before it is on it",
                        "swap the dates");
    }
}

}  // namespace

bool is_own_list(std::string_view text) {
    return header_has(text, ',', {"name"});
}

void read_own_list(const ListInput& input, PartyList& list, Diagnostics& diagnostics) {
    if (input.columns != nullptr) {
        list.layout = "a table with columns that the scenario names";
        const char separator = separator_of(input.text, input.columns->name.value);
        ListTable table(input.file, input.text, separator, diagnostics);
        const Columns columns = named_columns(table, *input.columns, input.file, diagnostics);
        if (columns[kName] != ListTable::kNoColumn) read_rows(table, columns, list);
        return;
    }
    list.layout = "name,aliases,country,from,until";
    if (!is_own_list(input.text)) {
        // The reader of tables knows best what the file is instead.
        const TextFile file(input.file, input.text);
        const network::CsvReader reader(file, kOwnNames, diagnostics);
        return;
    }
    ListTable table(input.file, input.text, ',', diagnostics);
    refuse_unknown_columns(table, diagnostics, input);
    Columns columns;
    columns.fill(ListTable::kNoColumn);
    for (std::size_t column = 0; column < kOwnNames.size(); ++column)
        columns[column] = table.column({kOwnNames[column].name});
    read_rows(table, columns, list);
}

}  // namespace chokepoint::scenario
