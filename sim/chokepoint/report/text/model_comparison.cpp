#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/base/number.hpp>
#include <chokepoint/base/text/utf8.hpp>
#include <chokepoint/report/data/run_tables.hpp>
#include <chokepoint/report/text/model_comparison.hpp>
#include <chokepoint/report/text/screen.hpp>
#include <chokepoint/study/answer/headline.hpp>
#include <chokepoint/study/shown_loss.hpp>
#include <cmath>
#include <deque>
#include <memory>

namespace chokepoint::report {

namespace {

constexpr std::size_t kModelNameWidth = 21;
constexpr std::size_t kLeastCell = 11;
constexpr std::size_t kCompaniesInShort = 8;

/// A share to a tenth of a per cent; where sales are not disclosed, what it is below.
std::string model_cell(const study::ShownLoss& loss, double baseline) {
    if (baseline <= 0.0) return "-";
    if (loss.disclosed) {
        const double share = 100.0 * loss.loss_usd / baseline;
        return share != 0.0 && std::abs(share) < 0.05 ? fmt::format("{}<0.1 %", share < 0.0 ? "-" : "")
                                                      : fmt::format("{:.1f} %", share);
    }
    return below_per_cent(loss.low_usd, loss.high_usd, baseline);
}

std::size_t cell_width(const study::ModelRun& run) {
    return std::max(kLeastCell, run.name.size() + 2);
}

/// The companies of the report under every model, and all companies where all are recorded.
std::string table(const scenario::Scenario& scenario, std::span<const study::ModelRun> runs, std::size_t arm,
                  std::size_t period, std::size_t companies) {
    std::string text = fitted("", kModelNameWidth);
    for (const study::ModelRun& run : runs)
        text += fmt::format("{}{:>{}}", kColumn, run.name, cell_width(run));
    text += "\n";
    for (std::size_t place = 0; place < std::min(companies, scenario.report_companies.size()); ++place) {
        const std::uint32_t company = scenario.report_companies[place];
        text += fitted(scenario.model.companies.name(company), kModelNameWidth);
        for (const study::ModelRun& run : runs) {
            const study::ShownLoss loss = study::shown_loss(scenario, run.study, arm, company, period);
            text += fmt::format("{}{:>{}}", kColumn, model_cell(loss, run.study.baseline_usd[company][period]),
                                cell_width(run));
        }
        text += "\n";
    }
    if (runs.front().study.companies.size() < scenario.model.companies.size()) return text;
    text += fitted("All companies", kModelNameWidth);
    for (const study::ModelRun& run : runs) {
        double baseline = 0.0;
        double revenue = 0.0;
        for (const std::uint32_t company : run.study.companies) {
            baseline += run.study.baseline_usd[company][period];
            revenue += run.study.arms[arm].companies[company].revenue_usd[period];
        }
        text += fmt::format("{}{:>{}}", kColumn, model_cell({true, baseline - revenue, 0.0, 0.0}, baseline),
                            cell_width(run));
    }
    return text + "\n";
}

std::string block(const scenario::Scenario& scenario, std::span<const study::ModelRun> runs, std::size_t arm,
                  std::size_t period, std::size_t companies) {
    const study::Period& span = runs.front().study.periods[period];
    const auto day = [&](int number) { return format_date_long(scenario.start + std::chrono::days(number)); };
    std::string text = fmt::format("\n{}: revenue lost, {} to {}, per cent of the baseline\n",
                                   printable(scenario.arms[arm].label), day(span.first_day), day(span.last_day));
    return text + table(scenario, runs, arm, period, companies);
}

}  // namespace

Table model_table(const scenario::Scenario& scenario, std::span<const study::ModelRun> runs) {
    const Variable model{"model", "", "preset of the day step, or static model"};
    Table table{"models", impact_variables(false), 0, {}, {}, {}};
    table.variables.insert(table.variables.begin(), model);
    std::vector<Table> impacts;
    const auto samples = std::make_shared<std::deque<study::Ensemble>>();
    for (const study::ModelRun& run : runs) {
        samples->push_back(study::single_sample(scenario, run.study));
        table.rows += impacts.emplace_back(impacts_table(scenario, samples->back())).rows;
    }
    table.row = [runs, samples, impacts = std::move(impacts)](std::size_t k) {
        std::size_t run = 0;
        for (; k >= impacts[run].rows; ++run)
            k -= impacts[run].rows;
        std::vector<Cell> cells = impacts[run].row(k);
        cells.insert(cells.begin(), runs[run].name);
        return cells;
    };
    return table;
}

std::string model_text(const scenario::Scenario& scenario, std::span<const study::ModelRun> runs, bool detail) {
    std::string text = printable(scenario.title) + "\n";
    if (runs.empty()) return text;
    std::vector<std::size_t> arms = study::policy_arms(scenario);
    if (arms.empty()) return text + "\nNo arm has an action: everything works on as before.\n";
    std::vector<std::size_t> periods =
        study::headline_periods(scenario, study::single_sample(scenario, runs.front().study));
    const bool cut = !detail && (arms.size() > 1 || periods.size() > 1);
    if (!detail) {
        arms.resize(1);
        periods.resize(1);
    }
    for (const std::size_t period : periods) {
        for (const std::size_t arm : arms)
            text += block(scenario, runs, arm, period, detail ? scenario.report_companies.size() : kCompaniesInShort);
    }
    if (cut) text += "--detail has the other companies, arms and periods, and what each model is.\n";
    for (const study::ModelRun& run : runs) {
        const bool unsolved = run.accuracy && !run.accuracy->converged;
        if (!detail && !unsolved) continue;
        text += fmt::format("{} {}", fitted(run.name, kModelNameWidth - 1), run.meaning);
        if (run.accuracy && run.accuracy->residual > 0.0)
            text += fmt::format("; residual {:.1e}{}", run.accuracy->residual, unsolved ? ", not converged" : "");
        text += "\n";
    }
    return text +
           "Each model runs once, with every parameter at its central value. Models without days show the end of a "
           "policy's effects on every day: no stocks, no adaptation.\n";
}

}  // namespace chokepoint::report
