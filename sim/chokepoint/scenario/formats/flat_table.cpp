// Any table with a line per cell: from country and industry, to country and industry, value, and perhaps the year. It
// is never told by content: its columns are stated.
#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/base/diagnostic.hpp>
#include <chokepoint/scenario/formats/cell_list.hpp>
#include <chokepoint/scenario/formats/square.hpp>
#include <set>

namespace chokepoint::scenario {

namespace {

std::vector<std::string> find_flat(const FileSet&) {
    return {};
}

RawTable read_flat(const FileSet& files, const std::string& main, const TableOptions& options) {
    const auto column = [&](std::string_view role) {
        const auto stated = std::find_if(options.columns.begin(), options.columns.end(),
                                         [&](const auto& one) { return one.first == role; });
        return stated == options.columns.end() ? std::string(role) : stated->second;
    };
    std::vector<std::string> wanted = {column("from_country"), column("from_industry"), column("to_country"),
                                       column("to_industry"), column("value")};
    const bool has_year = std::any_of(options.columns.begin(), options.columns.end(),
                                      [](const auto& one) { return one.first == "year"; });
    if (has_year) wanted.push_back(column("year"));
    const auto text = files.open(main);
    // An industry is one that sells; what only buys is final demand, what is an item by its code counts as that.
    std::set<std::string, std::less<>> sellers, years;
    for_each_line(*text, wanted, '\0', [&](std::span<const std::string_view> fields, int) {
        sellers.emplace(fields[1]);
        if (has_year) years.emplace(fields[5]);
    });
    if (years.size() > 1 && options.year.empty())
        refuse_file(text->name, fmt::format("the file has the years {} to {}", *years.begin(), *years.rbegin()),
                    fmt::format("choose one with 'year: {}' in 'table' of model.yaml", *years.rbegin()),
                    Fault::missing_key);
    if (has_year && !options.year.empty() && !years.contains(options.year))
        refuse_file(text->name, fmt::format("the file has no year '{}'", options.year),
                    years.empty() ? "check the column of the year"
                                  : fmt::format("it has {} to {}", *years.begin(), *years.rbegin()),
                    Fault::unknown_name);
    RawTable table;
    table.file = text->name;
    table.year = !options.year.empty() ? options.year : years.size() == 1 ? *years.begin() : year_in(main);
    CellList cells(table);
    for_each_line(*text, wanted, '\0', [&](std::span<const std::string_view> fields, int line) {
        if (has_year && !options.year.empty() && fields[5] != options.year) return;
        const Account row = account_of(fields[1]);
        Account to = account_of(fields[3]);
        if (to == Account::industry && !sellers.contains(fields[3]))
            to = account_of_name(fields[3]) == Account::inventory ? Account::inventory : Account::final_demand;
        const auto& out = options.leave_out;
        const std::string from_text = fmt::format("{}_{}", fields[0], fields[1]);
        if (std::find(out.begin(), out.end(), from_text) != out.end()) return;
        const auto r = cells.row(fields[0], fields[1], row, line);
        const auto c = cells.column(fields[2], fields[3], to, line);
        cells.add(r, c, value_of_field(*text, fields[4], line));
    });
    if (const std::size_t merged = cells.finish(); merged > 0)
        table.notes.push_back(fmt::format("{} cells that stand more than once are added up", merged));
    return table;
}

}  // namespace

const TableFormat kFlat = {"flat", "a table with a line per cell", "", find_flat, read_flat};

}  // namespace chokepoint::scenario
