#include <algorithm>
#include <array>
#include <chokepoint/report/data/difference_table.hpp>
#include <chokepoint/report/data/ensemble_tables.hpp>
#include <chokepoint/report/data/study_tables.hpp>
#include <chokepoint/study/evidence_weight.hpp>
#include <chokepoint/uncertainty/weighted.hpp>
#include <cmath>
#include <limits>

namespace chokepoint::report {

namespace {

std::string id_of(const scenario::Scenario& scenario, std::size_t place) {
    return std::string(scenario.model.directory.companies.name(scenario.report_companies[place]));
}

Cell date_cell(const scenario::Scenario& scenario, int day) {
    return day < 0 ? Cell() : Cell(format_date(scenario.start + std::chrono::days(day)));
}

/// Calls `add` with "none", and "all" where there is evidence.
void for_each_weighting(const scenario::Scenario& scenario, const std::function<void(bool, const char*)>& add) {
    add(false, "none");
    if (!scenario.evidence.empty()) add(true, "all");
}

void add_spread(std::vector<Cell>& row, const study::Spread& spread, bool above_zero) {
    for (const double number : {spread.p05, spread.p50, spread.p95, spread.mean})
        row.push_back(std::isnan(number) ? Cell() : Cell(number));
    if (above_zero) row.emplace_back(spread.above_zero);
}

using RowPlace = std::vector<std::vector<Cell>>::iterator;

/// Appends spreads to the rows of one block, a row per company of the study and period; the report's companies are its
/// first, and there is nothing to say of the others. Returns the row behind the block.
RowPlace add_spreads(RowPlace row, const scenario::Scenario& scenario, const study::StudyResult& study, bool above_zero,
                     const std::function<std::vector<study::Spread>(std::size_t place)>& by_period) {
    for (std::size_t c = 0; c < study.companies.size(); ++c) {
        const bool reported = c < scenario.report_companies.size();
        const std::vector<study::Spread> spreads = reported ? by_period(c) : std::vector<study::Spread>();
        for (std::size_t p = 0; p < study.periods.size(); ++p, ++row) {
            if (reported) add_spread(*row, spreads[p], above_zero);
            if (!reported) row->resize(row->size() + (above_zero ? 5 : 4));
        }
    }
    return row;
}

void add_columns(Table& table, std::initializer_list<std::string> columns) {
    table.columns.insert(table.columns.end(), columns);
}

}  // namespace

Table impacts_with_spreads(const scenario::Scenario& scenario, const study::StudyResult& study,
                           const study::Ensemble& ensemble) {
    Table table = impacts_table(scenario, study);
    add_columns(table, {"p05", "p50", "p95", "mean"});
    auto row = table.rows.begin();
    for (std::size_t a = 0; a < study.arms.size(); ++a)
        row = add_spreads(row, scenario, study, false,
                          [&](std::size_t c) { return study::loss_spreads(ensemble, true, a, c); });
    return table;
}

Table differences_with_spreads(const scenario::Scenario& scenario, const study::StudyResult& study,
                               const study::Ensemble& ensemble) {
    Table table = difference_table(study::compare_arms(scenario, study));
    add_columns(table, {"p05", "p50", "p95", "mean", "b_loses_less"});
    auto row = table.rows.begin();
    for (std::size_t a = 0; a < study.arms.size(); ++a) {
        for (std::size_t b = a + 1; b < study.arms.size(); ++b)
            row = add_spreads(row, scenario, study, true,
                              [&](std::size_t c) { return study::saving_spreads(ensemble, true, a, b, c); });
    }
    return table;
}

Table spread_table(const scenario::Scenario& scenario, const study::Ensemble& ensemble) {
    Table table{"samples", {"evidence", "arm", "firm", "period", "p05", "p50", "p95", "mean"}, {}};
    for_each_weighting(scenario, [&](bool with_evidence, const char* evidence) {
        for (std::size_t a = 0; a < scenario.arms.size(); ++a) {
            for (std::size_t c = 0; c < scenario.report_companies.size(); ++c) {
                const std::vector<study::Spread> spreads = study::loss_spreads(ensemble, with_evidence, a, c);
                for (std::size_t p = 0; p < ensemble.periods.size(); ++p) {
                    table.rows.push_back(
                        {evidence, scenario.arms[a].name, id_of(scenario, c), ensemble.periods[p].label});
                    add_spread(table.rows.back(), spreads[p], false);
                }
            }
        }
    });
    return table;
}

Table paired_table(const scenario::Scenario& scenario, const study::Ensemble& ensemble,
                   std::optional<std::pair<std::size_t, std::size_t>> pair) {
    Table table{
        "paired", {"evidence", "arm_a", "arm_b", "firm", "period", "p05", "p50", "p95", "mean", "b_loses_less"}, {}};
    for_each_weighting(scenario, [&](bool with_evidence, const char* evidence) {
        const auto add_pair = [&](std::size_t a, std::size_t b) {
            for (std::size_t c = 0; c < scenario.report_companies.size(); ++c) {
                const std::vector<study::Spread> spreads = study::saving_spreads(ensemble, with_evidence, a, b, c);
                for (std::size_t p = 0; p < ensemble.periods.size(); ++p) {
                    table.rows.push_back({evidence, scenario.arms[a].name, scenario.arms[b].name, id_of(scenario, c),
                                          ensemble.periods[p].label});
                    add_spread(table.rows.back(), spreads[p], true);
                }
            }
        };
        if (pair) return add_pair(pair->first, pair->second);
        for (std::size_t a = 0; a < scenario.arms.size(); ++a) {
            for (std::size_t b = a + 1; b < scenario.arms.size(); ++b)
                add_pair(a, b);
        }
    });
    return table;
}

std::string ensemble_csv(const scenario::Scenario& scenario, const study::Ensemble& ensemble) {
    Table table{"ensemble",
                {"sample", "weight", "fault", "arm", "firm", "stopped", "resumed", "recovered", "lowest_output_share",
                 "loss_share"},
                {}};
    const std::vector<std::string> drawn = column_names(ensemble.parameters);
    table.columns.insert(table.columns.end(), drawn.begin(), drawn.end());
    const std::size_t total = ensemble.periods.size() - 1;
    const scenario::Sampling sampling(scenario);
    const auto add = [&](std::vector<Cell> row, const study::SampleResult& sample) {
        for (std::size_t k = 0; k < sample.values.size(); ++k) {
            const scenario::Figure& figure = *sampling.figures()[k];
            row.push_back(figure.is_date ? Cell(scenario::format_value(figure, sample.values[k]))
                                         : Cell(sample.values[k]));
        }
        table.rows.push_back(std::move(row));
    };
    for (std::size_t k = 0; k < ensemble.samples.size(); ++k) {
        const study::SampleResult& sample = ensemble.samples[k];
        if (!sample.fault.empty()) {
            add({double(k), 0.0, sample.fault, {}, {}, {}, {}, {}, {}, {}}, sample);
            continue;
        }
        for (std::size_t a = 0; a < scenario.arms.size(); ++a) {
            for (std::size_t c = 0; c < scenario.report_companies.size(); ++c) {
                const study::Milestones& milestones = sample.outcomes[a][c].milestones;
                add({double(k),
                     sample.weight,
                     {},
                     scenario.arms[a].name,
                     id_of(scenario, c),
                     date_cell(scenario, milestones.stop_day),
                     date_cell(scenario, milestones.resume_day),
                     date_cell(scenario, milestones.recovery_day),
                     milestones.lowest_share,
                     study::loss_share(sample, a, c, total)},
                    sample);
            }
        }
    }
    return to_csv(table);
}

}  // namespace chokepoint::report
