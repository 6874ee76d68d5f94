#include <fmt/format.h>

#include <array>
#include <chokepoint/base/number.hpp>
#include <chokepoint/network/file/csv.hpp>
#include <chokepoint/study/answer/loss_question.hpp>
#include <chokepoint/study/comparison.hpp>
#include <chokepoint/study/shown_loss.hpp>
#include <cmath>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

namespace chokepoint::study {

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
    std::string arm, firm, name, period, exposure;
    std::optional<double> baseline, revenue, low, high;
};

using ImpactKey = std::tuple<std::string, std::string, std::string>;

ImpactKey key_of(const Impact& impact) {
    return {impact.arm, impact.firm, impact.period};
}

[[noreturn]] void refuse_folder(const std::filesystem::path& folder, std::string message, std::string hint,
                                Fault fault) {
    refuse_file((folder / "impacts.csv").string(), std::move(message), std::move(hint), fault);
}

std::vector<Impact> read_impacts(const std::filesystem::path& folder) {
    if (std::filesystem::exists(folder / "results.nc"))
        refuse_folder(folder, "its tables are in results.nc", "run it again without --format netcdf",
                      Fault::unsupported);
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
        if (!value)
            reader.fault_at(row, column,
                            {.message = "not a number",
                             .hint = "use a folder that 'chokepoint run --out' has written",
                             .fault = Fault::bad_number});
        return value;
    };
    while (reader.next(row)) {
        const std::string exposure = row.fields[8] == "NA" ? "" : text(8);
        impacts.push_back({text(0), text(1), text(2), text(3), exposure, number(4), number(5), number(9), number(10)});
        const auto [first, is_new] = lines.emplace(key_of(impacts.back()), row.line);
        if (is_new) continue;
        reader.fault_at(row, 1,
                        {.message = fmt::format("arm, firm and period '{}, {}, {}' are given twice, first in line {}",
                                                text(0), text(1), text(3), first->second),
                         .hint = "keep one of the rows",
                         .fault = Fault::duplicate});
    }
    diagnostics.throw_if_errors();
    return impacts;
}

std::optional<double> less(const std::optional<double>& a, const std::optional<double>& b) {
    return a && b ? std::optional(*a - *b) : std::nullopt;
}

Difference difference_of(const Impact& a, const Impact& b) {
    const std::optional<double> usd = less(b.revenue, a.revenue);
    const bool has_share = usd && a.baseline && *a.baseline > 0.0;
    return {a.arm,
            b.arm,
            a.firm,
            a.name,
            a.period,
            a.baseline,
            a.revenue,
            b.revenue,
            usd,
            has_share ? std::optional(*usd / *a.baseline) : std::nullopt,
            a.exposure,
            less(a.low, b.low),
            less(a.high, b.high)};
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

std::optional<double> if_number(double value) {
    return std::isnan(value) ? std::nullopt : std::optional(value);
}

/// Every period of one company.
void add_periods(const scenario::Scenario& scenario, const Ensemble& ensemble, std::size_t a, std::size_t b,
                 std::size_t place, std::vector<Difference>& differences) {
    const std::uint32_t company = ensemble.companies[place];
    const bool hidden = is_range_alone(ensemble, {.place = place});
    const auto losses = [&](std::size_t arm, std::optional<std::size_t> against, LossUnit unit) {
        return loss_spreads(ensemble, {.arm = arm, .against = against, .place = place, .unit = unit});
    };
    const std::vector<Spread> of_a = revenue_spreads(ensemble, {.arm = a, .place = place});
    const std::vector<Spread> of_b = revenue_spreads(ensemble, {.arm = b, .place = place});
    const std::vector<Spread> saved_usd = losses(b, a, LossUnit::usd);
    const std::vector<Spread> saved_share = losses(b, a, LossUnit::share);
    for (std::size_t p = 0; p < ensemble.periods.size(); ++p) {
        Difference& one = differences.emplace_back();
        one.arm_a = scenario.arms[a].name;
        one.arm_b = scenario.arms[b].name;
        one.firm = scenario.model.directory.companies.name(company);
        one.name = scenario.model.companies.name(company);
        one.period = ensemble.periods[p].label;
        one.baseline_usd = if_number(baseline_spread(ensemble, {.place = place, .period = p}).p50);
        one.exposure = disclosure_name(scenario::exposure_of(scenario.model, company));
        one.saved = saved_share[p];
        if (hidden) {
            one.low_usd = if_number(saved_usd[p].p05);
            one.high_usd = if_number(saved_usd[p].p95);
            continue;
        }
        one.revenue_a_usd = if_number(of_a[p].p50);
        one.revenue_b_usd = if_number(of_b[p].p50);
        one.difference_usd = if_number(saved_usd[p].p50);
        one.difference_share = if_number(saved_share[p].p50);
    }
}

}  // namespace

std::vector<Difference> compare_arms(const scenario::Scenario& scenario, const Ensemble& ensemble,
                                     std::optional<std::pair<std::size_t, std::size_t>> pair) {
    std::vector<Difference> differences;
    for (std::size_t a = 0; a < scenario.arms.size(); ++a) {
        for (std::size_t b = 0; b < scenario.arms.size(); ++b) {
            if (pair ? *pair != std::pair(a, b) : a >= b) continue;
            for (std::size_t place = 0; place < ensemble.companies.size(); ++place)
                add_periods(scenario, ensemble, a, b, place, differences);
        }
    }
    return differences;
}

std::vector<Difference> compare_folders(const std::filesystem::path& folder_a, const std::filesystem::path& folder_b,
                                        const std::vector<std::string>& arms) {
    const Impacts of_a(folder_a);
    const Impacts of_b(folder_b);
    std::vector<Difference> differences;
    std::size_t matches = 0;
    for (const Impact& a : of_a.rows) {
        if (!arms.empty() && a.arm != arms[0]) continue;
        const std::string& arm = arms.empty() ? a.arm : arms[1];
        const auto found = of_b.by_key.find({arm, a.firm, a.period});
        if (found != of_b.by_key.end()) {
            differences.push_back(difference_of(a, of_b.rows[found->second]));
            ++matches;
        } else if (of_b.lacks(arm, a.firm)) {
            differences.push_back(difference_of(a, without_numbers(a, arm)));
        }
    }
    for (const Impact& b : of_b.rows) {
        if (!arms.empty() && b.arm != arms[1]) continue;
        const std::string& arm = arms.empty() ? b.arm : arms[0];
        if (of_a.lacks(arm, b.firm)) differences.push_back(difference_of(without_numbers(b, arm), b));
    }
    if (matches == 0) {
        refuse_folder(folder_b, "nothing in it matches the other folder",
                      arms.empty() ? "compare results that have an arm, companies and periods in common"
                                   : "check the names of the two arms",
                      Fault::unknown_name);
    }
    return differences;
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
            refuse_folder(folder, "its money is in " + own + ", and that of the other folder in " + currency,
                          "run both in one currency: give model.yaml 'usd_per_unit'", Fault::contradiction);
        currency = own;
    }
    return currency;
}

}  // namespace chokepoint::study
