#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chokepoint/base/number.hpp>
#include <chokepoint/network/csv.hpp>
#include <chokepoint/report/comparison.hpp>
#include <chokepoint/report/screen.hpp>
#include <map>
#include <tuple>

namespace chokepoint {

namespace {

constexpr std::size_t kMaxResultBytes = std::size_t{1} << 32;

constexpr std::array kImpactColumns = {
    CsvColumn{"arm", true, "", ""},
    CsvColumn{"firm", true, "", ""},
    CsvColumn{"name", true, "", ""},
    CsvColumn{"period", true, "", ""},
    CsvColumn{"baseline_usd", true, "", ""},
    CsvColumn{"revenue_usd", true, "", ""},
    CsvColumn{"loss_usd", true, "", ""},
    CsvColumn{"loss_share", true, "", ""},
    CsvColumn{"exposure", false, "", ""},
    CsvColumn{"loss_low_usd", false, "", ""},
    CsvColumn{"loss_high_usd", false, "", ""},
    // Of samples; compared is what both runs say of the middle.
    CsvColumn{"p05", false, "", ""},
    CsvColumn{"p50", false, "", ""},
    CsvColumn{"p95", false, "", ""},
    CsvColumn{"mean", false, "", ""},
};

/// A row of impacts.csv as far as a comparison needs it; NA becomes nothing.
struct Impact {
    std::string arm, firm, name, period;
    Cell exposure;
    std::optional<double> baseline, revenue, low, high;
};

[[noreturn]] void refuse(const std::filesystem::path& folder, std::string message, std::string hint) {
    Diagnostic fault;
    fault.place.file = (folder / "impacts.csv").string();
    fault.message = std::move(message);
    fault.hint = std::move(hint);
    throw InputError({std::move(fault)});
}

std::vector<Impact> read_impacts(const std::filesystem::path& folder) {
    if (std::filesystem::exists(folder / "results.nc"))
        refuse(folder, "its tables are in results.nc", "run it again without --format netcdf");
    Diagnostics diagnostics;
    const TextFile file(folder / "impacts.csv", kMaxResultBytes);
    CsvReader reader(file, kImpactColumns, diagnostics);
    std::vector<Impact> impacts;
    CsvRow row;
    const auto text = [&](std::size_t column) { return std::string(row.fields[column]); };
    const auto number = [&](std::size_t column) -> std::optional<double> {
        if (row.fields[column].empty() || row.fields[column] == "NA") return std::nullopt;
        const auto value = parse_number(row.fields[column]);
        if (!value) reader.fault(row, column, "not a number", "use a folder that 'chokepoint run --out' has written");
        return value;
    };
    while (reader.next(row)) {
        const Cell exposure = row.fields[8] == "NA" ? Cell() : Cell(text(8));
        impacts.push_back({text(0), text(1), text(2), text(3), exposure, number(4), number(5), number(9), number(10)});
    }
    diagnostics.throw_if_errors();
    return impacts;
}

Cell cell_of(const std::optional<double>& value) {
    if (!value) return std::monostate{};
    return *value;
}

Cell difference(const std::optional<double>& a, const std::optional<double>& b) {
    if (!a || !b) return std::monostate{};
    return *b - *a;
}

}  // namespace

Table compare_folders(const std::filesystem::path& folder_a, const std::filesystem::path& folder_b,
                      const std::vector<std::string>& arms) {
    const std::vector<Impact> of_a = read_impacts(folder_a);
    std::map<std::tuple<std::string, std::string, std::string>, Impact> of_b;
    for (Impact& impact : read_impacts(folder_b))
        of_b.emplace(std::tuple(impact.arm, impact.firm, impact.period), impact);
    Table table{"differences",
                {"arm_a", "arm_b", "firm", "name", "period", "baseline_usd", "revenue_a_usd", "revenue_b_usd",
                 "difference_usd", "difference_share", "exposure", "difference_low_usd", "difference_high_usd"},
                {}};
    for (const Impact& a : of_a) {
        if (!arms.empty() && a.arm != arms[0]) continue;
        const auto found = of_b.find(std::tuple(arms.empty() ? a.arm : arms[1], a.firm, a.period));
        if (found == of_b.end()) continue;
        const Impact& b = found->second;
        const Cell dollars = difference(a.revenue, b.revenue);
        Cell share;
        if (a.baseline && *a.baseline > 0.0 && a.revenue && b.revenue) share = (*b.revenue - *a.revenue) / *a.baseline;
        table.rows.push_back({a.arm, b.arm, a.firm, a.name, a.period, cell_of(a.baseline), cell_of(a.revenue),
                              cell_of(b.revenue), dollars, share, a.exposure, difference(b.low, a.low),
                              difference(b.high, a.high)});
    }
    if (table.rows.empty()) {
        refuse(folder_b, "nothing in it matches the other folder",
               arms.empty() ? "compare results that have an arm, companies and periods in common"
                            : "check the names of the two arms");
    }
    return table;
}

std::string difference_text(const Table& table, const std::string& title) {
    const auto text = [](const Cell& cell) { return std::get<std::string>(cell); };
    const auto number = [](const Cell& cell) -> std::string {
        const double* value = std::get_if<double>(&cell);
        return value == nullptr ? "-" : millions(*value);
    };
    std::string out = title + "\n";
    std::string heading;
    for (const auto& row : table.rows) {
        if (text(row[4]) != "total") continue;
        const std::string pair = fmt::format(
            "\nRevenue in the whole run, million USD\n{}\x1F{:>16}\x1F{:>16}\x1F{:>16}\x1F{:>10}\n", fitted("", 30),
            name_within(text(row[0]), 14), name_within(text(row[1]), 14), "difference", "share");
        if (pair != heading) out += pair;
        heading = pair;
        if (std::holds_alternative<double>(row[8])) {
            const double baseline = std::get<double>(row[5]);
            out += fmt::format("{}\x1F{:>16}\x1F{:>16}\x1F{:>16}\x1F{:>10}\n", fitted(text(row[3]), 30), number(row[6]),
                               number(row[7]), number(row[8]), per_cent(std::get<double>(row[8]), baseline));
        } else {
            out += fmt::format("{}\x1F{:16}\x1F{:>16}\x1F{:>16}\n", fitted(text(row[3]), 30), "", "not disclosed",
                               number(row[11]) + " to " + number(row[12]));
        }
    }
    return out;
}

}  // namespace chokepoint
