#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chokepoint/base/number.hpp>
#include <chokepoint/network/file/csv.hpp>
#include <chokepoint/report/files/comparison.hpp>
#include <chokepoint/report/text/screen.hpp>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

namespace chokepoint::report {

namespace {

constexpr std::size_t kMaxResultBytes = std::size_t{1} << 32;

constexpr std::array kImpactColumns = {
    network::CsvColumn{"arm", true, "", ""},
    network::CsvColumn{"firm", true, "", ""},
    network::CsvColumn{"name", true, "", ""},
    network::CsvColumn{"period", true, "", ""},
    network::CsvColumn{"baseline_usd", true, "", ""},
    network::CsvColumn{"revenue_usd", true, "", ""},
    network::CsvColumn{"loss_usd", true, "", ""},
    network::CsvColumn{"loss_share", true, "", ""},
    network::CsvColumn{"exposure", false, "", ""},
    network::CsvColumn{"loss_low_usd", false, "", ""},
    network::CsvColumn{"loss_high_usd", false, "", ""},
    // Of samples; compared is what both runs say of the middle.
    network::CsvColumn{"p05", false, "", ""},
    network::CsvColumn{"p50", false, "", ""},
    network::CsvColumn{"p95", false, "", ""},
    network::CsvColumn{"mean", false, "", ""},
};

/// A row of impacts.csv as far as a comparison needs it; NA becomes nothing.
struct Impact {
    std::string arm, firm, name, period;
    Cell exposure;
    std::optional<double> baseline, revenue, low, high;
};

using ImpactKey = std::tuple<std::string, std::string, std::string>;

ImpactKey key_of(const Impact& impact) {
    return {impact.arm, impact.firm, impact.period};
}

[[noreturn]] void refuse(const std::filesystem::path& folder, std::string message, std::string hint) {
    refuse_file((folder / "impacts.csv").string(), std::move(message), std::move(hint));
}

std::vector<Impact> read_impacts(const std::filesystem::path& folder) {
    if (std::filesystem::exists(folder / "results.nc"))
        refuse(folder, "its tables are in results.nc", "run it again without --format netcdf");
    Diagnostics diagnostics;
    const TextFile file(folder / "impacts.csv", kMaxResultBytes);
    network::CsvReader reader(file, kImpactColumns, diagnostics);
    std::vector<Impact> impacts;
    std::map<ImpactKey, int> lines;
    network::CsvRow row;
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
        const auto [first, is_new] = lines.emplace(key_of(impacts.back()), row.line);
        if (is_new) continue;
        reader.fault(row, 1,
                     fmt::format("arm, firm and period '{}, {}, {}' are given twice, first in line {}", text(0),
                                 text(1), text(3), first->second),
                     "keep one of the rows");
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

std::vector<Cell> difference_row(const Impact& a, const Impact& b) {
    Cell share;
    if (a.baseline && *a.baseline > 0.0 && a.revenue && b.revenue) share = (*b.revenue - *a.revenue) / *a.baseline;
    return {a.arm,
            b.arm,
            a.firm,
            a.name,
            a.period,
            cell_of(a.baseline),
            cell_of(a.revenue),
            cell_of(b.revenue),
            difference(a.revenue, b.revenue),
            share,
            a.exposure,
            difference(b.low, a.low),
            difference(b.high, a.high)};
}

/// What results without this firm have in its place.
Impact without_numbers(const Impact& other, std::string arm) {
    return {std::move(arm), other.firm, other.name, other.period, {}, {}, {}, {}, {}};
}

/// The impacts of one folder and how to find them.
struct Impacts {
    explicit Impacts(const std::filesystem::path& folder) : rows(read_impacts(folder)) {
        for (std::size_t k = 0; k < rows.size(); ++k) {
            by_key.emplace(key_of(rows[k]), k);
            arms.insert(rows[k].arm);
            firms.emplace(rows[k].arm, rows[k].firm);
        }
    }
    /// Whether there is the arm, but not the firm.
    bool lacks(const std::string& arm, const std::string& firm) const {
        return arms.contains(arm) && !firms.contains({arm, firm});
    }

    std::vector<Impact> rows;
    std::map<ImpactKey, std::size_t> by_key;
    std::set<std::string> arms;
    std::set<std::pair<std::string, std::string>> firms;  ///< With their arms.
};

}  // namespace

Table compare_folders(const std::filesystem::path& folder_a, const std::filesystem::path& folder_b,
                      const std::vector<std::string>& arms) {
    const Impacts of_a(folder_a);
    const Impacts of_b(folder_b);
    Table table{"differences",
                {"arm_a", "arm_b", "firm", "name", "period", "baseline_usd", "revenue_a_usd", "revenue_b_usd",
                 "difference_usd", "difference_share", "exposure", "difference_low_usd", "difference_high_usd"},
                {}};
    std::size_t matches = 0;
    for (const Impact& a : of_a.rows) {
        if (!arms.empty() && a.arm != arms[0]) continue;
        const std::string& arm = arms.empty() ? a.arm : arms[1];
        const auto found = of_b.by_key.find({arm, a.firm, a.period});
        if (found != of_b.by_key.end()) {
            table.rows.push_back(difference_row(a, of_b.rows[found->second]));
            ++matches;
        } else if (of_b.lacks(arm, a.firm)) {
            table.rows.push_back(difference_row(a, without_numbers(a, arm)));
        }
    }
    for (const Impact& b : of_b.rows) {
        if (!arms.empty() && b.arm != arms[1]) continue;
        const std::string& arm = arms.empty() ? b.arm : arms[0];
        if (of_a.lacks(arm, b.firm)) table.rows.push_back(difference_row(without_numbers(b, arm), b));
    }
    if (matches == 0) {
        refuse(folder_b, "nothing in it matches the other folder",
               arms.empty() ? "compare results that have an arm, companies and periods in common"
                            : "check the names of the two arms");
    }
    return table;
}

std::string difference_text(const Table& table, const std::string& title, const std::string& currency) {
    const auto text = [](const Cell& cell) { return std::get<std::string>(cell); };
    const auto number = [](const Cell& cell) -> std::string {
        const double* value = std::get_if<double>(&cell);
        return value == nullptr ? "-" : millions(*value);
    };
    std::string out = title + "\n";
    std::string heading;
    bool has_gap = false;
    for (const auto& row : table.rows) {
        if (text(row[4]) != "total") continue;
        const std::string pair = fmt::format(
            "\nRevenue in the whole run, million {}\n{}\x1F{:>16}\x1F{:>16}\x1F{:>16}\x1F{:>10}\n", currency,
            fitted("", 30), name_within(text(row[0]), 14), name_within(text(row[1]), 14), "difference", "share");
        if (pair != heading) out += pair;
        heading = pair;
        const bool is_range = std::holds_alternative<double>(row[11]) || std::holds_alternative<double>(row[12]);
        if (is_range && !std::holds_alternative<double>(row[8])) {
            out += fmt::format("{}\x1F{:16}\x1F{:>16}\x1F{:>16}\n", fitted(text(row[3]), 30), "", "not disclosed",
                               number(row[11]) + " to " + number(row[12]));
            continue;
        }
        const double* dollars = std::get_if<double>(&row[8]);
        const double* baseline = std::get_if<double>(&row[5]);
        const bool has_share = dollars != nullptr && baseline != nullptr;
        out += fmt::format("{}\x1F{:>16}\x1F{:>16}\x1F{:>16}\x1F{:>10}\n", fitted(text(row[3]), 30), number(row[6]),
                           number(row[7]), number(row[8]), has_share ? per_cent(*dollars, *baseline) : "-");
        has_gap = has_gap || !has_share || !std::holds_alternative<double>(row[6]);
    }
    if (has_gap) out += "\n- is a number that one of the two results does not have.\n";
    return out;
}

std::string currency_of_results(const std::vector<std::string>& folders) {
    std::string currency;
    for (const std::string& folder : folders) {
        std::string own = "USD";
        if (std::filesystem::exists(std::filesystem::path(folder) / "summary.json")) {
            const TextFile file(std::filesystem::path(folder) / "summary.json", kMaxResultBytes);
            const auto summary = nlohmann::json::parse(file.text(), nullptr, false);
            if (summary.is_object() && summary.contains("currency") && summary["currency"].is_string())
                own = summary["currency"].get<std::string>();
        }
        if (!currency.empty() && own != currency)
            refuse(folder, "its money is in " + own + ", and that of the other folder in " + currency,
                   "run both in one currency: give model.yaml 'usd_per_unit'");
        currency = own;
    }
    return currency;
}

}  // namespace chokepoint::report
