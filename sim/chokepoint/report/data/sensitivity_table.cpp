#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/base/text/utf8.hpp>
#include <chokepoint/report/data/sensitivity_table.hpp>
#include <chokepoint/report/data/shared_columns.hpp>
#include <chokepoint/report/text/caveats.hpp>
#include <chokepoint/report/text/parameter_words.hpp>
#include <chokepoint/report/text/screen.hpp>
#include <cmath>
#include <numeric>

namespace chokepoint::report {

namespace {

constexpr std::size_t kPriorNameWidth = 50;
constexpr std::size_t kPriorRows = 12;   ///< On the screen; csv and json have all.
constexpr std::size_t kNamedPriors = 4;  ///< In the sentence.
constexpr double kWorthNaming = 0.01;    ///< Of the variance.
constexpr double kSettledWithin = 0.05;  ///< What the largest total index may move from half to all of the rows.

/// The largest total index first, of equal ones as the model has them.
std::vector<std::size_t> by_total(const uncertainty::SobolIndices& indices) {
    std::vector<std::size_t> order(indices.total.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return indices.total[a].value > indices.total[b].value; });
    return order;
}

std::string group_in_words(const SensitivityReport& report, std::size_t k) {
    const study::ParameterGroup& group = report.sensitivity.groups[k];
    const bool single = group.paths.size() == 1 && group.name == group.paths[0];
    return single ? parameter_in_words(group.name, report.scenario.model_spec) : "the group " + group.name;
}

/// Whole per cent from 0 to 100: estimates stray beyond a little, which the table shows and a sentence does not.
std::string whole_per_cent(double share) {
    return fmt::format("{:.0f} %", std::round(100.0 * std::clamp(share, 0.0, 1.0)));
}

std::string index_text(const uncertainty::SobolIndex& index) {
    // Adding 0 makes a plain zero of a negative one.
    const auto tenths = [](double share) { return std::round(1000.0 * share) / 10.0 + 0.0; };
    return fmt::format("{:>7} {:>15}", per_cent(index.value, 1.0),
                       fmt::format("{:.1f}..{:.1f}", tenths(index.interval.low), tenths(index.interval.high)));
}

std::string first_sentence(const SensitivityReport& report, std::size_t most) {
    const uncertainty::SobolIndices& indices = report.sensitivity.stages.back();
    std::string subject = group_in_words(report, most);
    subject[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(subject[0])));
    const std::string firm = printable(report.scenario.model.companies.name(report.scenario.report_companies[0]));
    return fmt::format("{} explains {} of the variance of what {} loses {}, {} with its interactions.\n", subject,
                       whole_per_cent(indices.first[most].value), firm,
                       report.period == "total" ? "over the whole calendar" : "in " + report.period,
                       whole_per_cent(indices.total[most].value));
}

/// What no first-order index accounts for.
std::string rest_sentence(const study::Sensitivity& sensitivity) {
    double rest = 1.0;
    for (const uncertainty::SobolIndex& index : sensitivity.stages.back().first)
        rest -= index.value;
    if (rest < kWorthNaming) return "";
    std::size_t shown = 0;
    for (const study::ParameterGroup& group : sensitivity.groups)
        shown += group.paths.size();
    return fmt::format("{} is left to interactions{}.\n", whole_per_cent(rest),
                       shown < sensitivity.parameters ? " and to parameters that were not asked for" : "");
}

std::string ranking_sentences(const SensitivityReport& report) {
    const uncertainty::SobolIndices& indices = report.sensitivity.stages.back();
    const std::vector<std::size_t> order = by_total(indices);
    std::string others;
    for (std::size_t k = 1; k < std::min(kNamedPriors, order.size()); ++k) {
        if (indices.total[order[k]].value < kWorthNaming) break;
        others +=
            fmt::format("{}{} ({} alone, {} in all)", others.empty() ? "" : ", ", group_in_words(report, order[k]),
                        whole_per_cent(indices.first[order[k]].value), whole_per_cent(indices.total[order[k]].value));
    }
    return first_sentence(report, order[0]) + (others.empty() ? "" : "Next: " + others + ".\n") +
           rest_sentence(report.sensitivity);
}

std::string convergence_sentence(const study::Sensitivity& sensitivity) {
    const uncertainty::SobolIndices& half = sensitivity.stages[1];
    const uncertainty::SobolIndices& all = sensitivity.stages[2];
    double moved = 0.0;
    for (std::size_t k = 0; k < all.total.size(); ++k)
        moved = std::max(moved, std::abs(all.total[k].value - half.total[k].value));
    if (moved <= kSettledWithin)
        return fmt::format("From {} to {} rows no total index moves by more than {:.1f} points.\n", half.rows, all.rows,
                           100.0 * moved);
    return fmt::format("Not settled: from {} to {} rows a total index moves by {:.1f} points; use more --samples.\n",
                       half.rows, all.rows, 100.0 * moved);
}

struct IndexRow {
    const SensitivityReport& report;
    std::size_t group;

    const uncertainty::SobolIndices& stage(std::size_t k) const { return report.sensitivity.stages[k]; }
    const uncertainty::SobolIndex& first(std::size_t k = 2) const { return stage(k).first[group]; }
    const uncertainty::SobolIndex& total(std::size_t k = 2) const { return stage(k).total[group]; }
};

std::vector<Column<IndexRow>> index_columns() {
    return {{{"figure", "", "path of the parameter, or name of the group"},
             [](auto& r) { return r.report.sensitivity.groups[r.group].name; }},
            {kArm, [](auto& r) { return r.report.scenario.arms[0].name; }},
            {kFirm,
             [](auto& r) {
                 const scenario::Scenario& scenario = r.report.scenario;
                 return scenario.model.directory.companies.name(scenario.report_companies[0]);
             }},
            {kPeriod, [](auto& r) { return r.report.period; }},
            {{"first", "1", "first-order index: share of the variance that it explains alone"},
             [](auto& r) { return r.first().value; }},
            {{"first_low", "1", "lower bound of its 95 % interval"}, [](auto& r) { return r.first().interval.low; }},
            {{"first_high", "1", "upper bound"}, [](auto& r) { return r.first().interval.high; }},
            {{"total", "1", "total index: share of the variance with its interactions"},
             [](auto& r) { return r.total().value; }},
            {{"total_low", "1", "lower bound of its 95 % interval"}, [](auto& r) { return r.total().interval.low; }},
            {{"total_high", "1", "upper bound"}, [](auto& r) { return r.total().interval.high; }},
            {{"first_half", "1", "first from half of the rows"}, [](auto& r) { return r.first(1).value; }},
            {{"total_half", "1", "total from half of the rows"}, [](auto& r) { return r.total(1).value; }},
            {{"first_quarter", "1", "first from a quarter of the rows"}, [](auto& r) { return r.first(0).value; }},
            {{"total_quarter", "1", "total from a quarter of the rows"}, [](auto& r) { return r.total(0).value; }},
            {{"rows", "", "rows of the design that have all results"}, [](auto& r) { return r.stage(2).rows; }}};
}

}  // namespace

Table sensitivity_table(const SensitivityReport& report) {
    std::vector<IndexRow> rows;
    for (const std::size_t k : by_total(report.sensitivity.stages[2]))
        rows.push_back({report, k});
    return make_table("sensitivity", index_columns(), std::move(rows));
}

std::vector<Variable> sensitivity_variables() {
    return variables_of(index_columns());
}

std::string sensitivity_text(const SensitivityReport& report, bool detail) {
    const uncertainty::SobolIndices& indices = report.sensitivity.stages.back();
    const std::string firm = printable(report.scenario.model.companies.name(report.scenario.report_companies[0]));
    std::string text = fmt::format("{}\n\n", printable(report.scenario.title));
    if (indices.rows < 2) return text + "Too few rows have all results: there are no indices.\n";
    text += fmt::format("{} under {}, {}: {:.1f} % of revenue lost on average, standard deviation {:.1f} points.\n",
                        firm, printable(report.scenario.arms[0].label), report.period, 100.0 * indices.mean,
                        100.0 * std::sqrt(indices.variance));
    if (indices.is_constant) return text + "It is the same in every sample: none of these parameters matters to it.\n";
    text += ranking_sentences(report) + convergence_sentence(report.sensitivity);
    text += fmt::format("\n{}\x1F{:>7} {:>15}\x1F   {:>7} {:>15}\n", fitted("Share of the variance", kPriorNameWidth),
                        "alone", "95 %", "in all", "95 %");
    const std::vector<std::size_t> order = by_total(indices);
    const std::size_t shown = detail ? order.size() : std::min(kPriorRows, order.size());
    for (std::size_t row = 0; row < shown; ++row) {
        const std::size_t k = order[row];
        text += fmt::format("{}\x1F{}\x1F   {}\n", fitted(report.sensitivity.groups[k].name, kPriorNameWidth),
                            index_text(indices.first[k]), index_text(indices.total[k]));
    }
    if (order.size() > shown) text += fmt::format("and {} more; --detail has all\n", order.size() - shown);
    const std::string cautions = caveat_lines(caveats(report.scenario));
    return text + (cautions.empty() ? "" : "\n" + cautions);
}

}  // namespace chokepoint::report
