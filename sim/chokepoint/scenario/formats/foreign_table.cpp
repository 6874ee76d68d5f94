#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <chokepoint/base/diagnostic.hpp>
#include <chokepoint/scenario/foreign/totals.hpp>
#include <chokepoint/scenario/formats/foreign_table.hpp>
#include <chokepoint/scenario/formats/square.hpp>
#include <set>

namespace chokepoint::scenario {

namespace {

std::string format_names() {
    std::vector<std::string_view> names;
    for (const TableFormat& format : table_formats())
        names.push_back(format.name);
    return fmt::format("{}", fmt::join(names, ", "));
}

/// The table to read of those that were found: the only one, or that of the year.
std::string choose(const FileSet& files, std::vector<std::string> mains, const TableOptions& options) {
    if (!options.year.empty() && mains.size() > 1)
        std::erase_if(mains, [&](const std::string& name) { return name.find(options.year) == name.npos; });
    if (mains.size() == 1) return mains.front();
    const std::string path = files.path().string();
    if (mains.empty())
        refuse_file(path, fmt::format("it has no table of {}", options.year), "look at it with 'inspect'");
    refuse_file(
        path,
        fmt::format(
            "it has {} tables: {}{}", mains.size(),
            fmt::join(mains.begin(),
                      mains.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(4, mains.size())), ", "),
            mains.size() > 4 ? ", ..." : ""),
        "name one as the file, or choose by year with 'year' in 'table' of model.yaml", Fault::invalid_value);
}

struct Choice {
    const TableFormat* format;
    std::string main;
};

Choice choose_format(const FileSet& files, const TableOptions& options) {
    const std::string path = files.path().string();
    const auto found = recognise_foreign_table(files);
    if (options.format.empty()) {
        if (!found)
            refuse_file(
                path, "it is no table of a format that we know",
                fmt::format("formats are {}; any table with a line per cell is read as 'flat'", format_names()));
        return {found->format, choose(files, found->mains, options)};
    }
    const TableFormat* format = find_table_format(options.format);
    if (format == nullptr)
        refuse_file(path, fmt::format("there is no format '{}'", options.format),
                    fmt::format("formats are {}", format_names()), Fault::unknown_name);
    if (format == &*std::find_if(table_formats().begin(), table_formats().end(),
                                 [](const TableFormat& one) { return one.name == "flat"; }))
        return {format, choose(files, files.candidates(), options)};
    const std::vector<std::string> mains = format->find(files);
    if (mains.empty())
        refuse_file(path,
                    found ? fmt::format("it is {}, not {}", found->format->what, format->what)
                          : fmt::format("it does not look like {}", format->what),
                    found ? fmt::format("write 'format: {}', or leave 'format' out", found->format->name)
                          : "look at it with 'inspect'",
                    Fault::contradiction);
    return {format, choose(files, mains, options)};
}

TableReport summarise(const TableFormat& format, RawTable& raw, const IndustryTable& table) {
    TableReport report;
    report.format = format.name;
    report.file = raw.file;
    report.edition = raw.edition;
    report.year = raw.year;
    report.states_unit = raw.states_unit;
    report.unit = raw.unit.empty() ? std::string(format.unit) : raw.unit;
    report.identities = std::move(raw.identities);
    report.notes = std::move(raw.notes);
    if (raw.not_numbers > 0)
        report.notes.push_back(fmt::format("{} cells without a number (NA) count as zero", raw.not_numbers));
    report.industries = table.industries.size();
    report.flows = table.flows.size();
    std::set<std::string_view> countries, sectors;
    for (const IndustryTable::Industry& one : table.industries) {
        if (countries.insert(one.country).second) report.countries.push_back(one.country);
        sectors.insert(one.code);
        report.output += one.output;
        report.final_demand += one.final_demand;
        report.value_added += one.value_added;
    }
    for (const double flow : table.flows.value)
        report.flows_sum += flow;
    report.sectors = sectors.size();
    return report;
}

}  // namespace

std::optional<FoundTable> recognise_foreign_table(const FileSet& files) {
    for (const TableFormat& format : table_formats()) {
        std::vector<std::string> mains = format.find(files);
        if (!mains.empty()) return FoundTable{find_table_format(format.name), std::move(mains)};
    }
    return std::nullopt;
}

bool is_foreign_table(const std::filesystem::path& path) {
    try {
        return recognise_foreign_table(FileSet(path)).has_value();
    } catch (const InputError& error) {
        if (error.diagnostics().front().fault == Fault::damaged) throw;  // an archive that is cut off says so
        return false;
    }
}

ForeignTable read_foreign_table(const std::filesystem::path& path, const TableOptions& options) {
    const FileSet files(path);
    const Choice choice = choose_format(files, options);
    RawTable raw = choice.format->read(files, choice.main, options);
    if (raw.year.empty()) raw.year = year_in(path.filename().string());
    if (!options.keep_parts) join_split_countries(raw);
    refuse_repeated_labels(raw);
    refuse_hidden_totals(raw);
    multiply_coefficients(raw);
    check_totals(raw);
    make_industries(raw);
    ForeignTable result;
    result.table = gather_industries(raw);
    if (result.table.industries.empty())
        refuse_file(raw.file, "the table has no industries", "look at it with 'inspect'", Fault::empty);
    result.report = summarise(*choice.format, raw, result.table);
    result.files = files.opened();
    return result;
}

}  // namespace chokepoint::scenario
