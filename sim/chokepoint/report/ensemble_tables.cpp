#include <array>
#include <chokepoint/report/ensemble_tables.hpp>
#include <chokepoint/report/study_tables.hpp>
#include <chokepoint/study/evidence_weight.hpp>
#include <chokepoint/uncertainty/weighted.hpp>
#include <cmath>

namespace chokepoint {

namespace {

std::string id_of(const Scenario& scenario, std::size_t place) {
    return std::string(scenario.model.directory.companies.name(scenario.report_companies[place]));
}

Cell date_cell(const Scenario& scenario, int day) {
    return day < 0 ? Cell() : Cell(format_date(scenario.start + std::chrono::days(day)));
}

/// Calls `add` with "none", and "all" where there is evidence.
void for_each_weighting(const Scenario& scenario, const std::function<void(bool, const char*)>& add) {
    add(false, "none");
    if (!scenario.evidence.empty()) add(true, "all");
}

using Row = std::vector<std::vector<Cell>>::iterator;

/// Appends cells to the rows of one block, a row per company of the study and period; the report's companies are its
/// first, and there is nothing to say of the others. Returns the row behind the block.
Row add_spreads(Row row, const Scenario& scenario, const StudyResult& study,
                const std::function<std::vector<Cell>(std::size_t place, std::size_t period)>& cells) {
    const std::size_t width = cells(0, 0).size();
    for (std::size_t c = 0; c < study.companies.size(); ++c) {
        for (std::size_t p = 0; p < study.periods.size(); ++p, ++row) {
            const std::vector<Cell> added =
                c < scenario.report_companies.size() ? cells(c, p) : std::vector<Cell>(width);
            row->insert(row->end(), added.begin(), added.end());
        }
    }
    return row;
}

void add_columns(Table& table, std::initializer_list<std::string> columns) {
    table.columns.insert(table.columns.end(), columns);
}

}  // namespace

double loss_share(const SampleResult& sample, std::size_t a, std::size_t place, std::size_t p) {
    const double baseline = sample.baseline_usd[place][p];
    return baseline > 0.0 ? 1.0 - sample.outcomes[a][place].revenue_usd[p] / baseline : 0.0;
}

Spread spread_of(const Ensemble& ensemble, bool with_evidence,
                 const std::function<double(const SampleResult& sample)>& value) {
    const std::vector<double> all = weights_of(ensemble, with_evidence);
    const std::vector<const SampleResult*> results = results_of(ensemble);
    std::vector<double> values;
    std::vector<double> weights;
    std::vector<double> above;
    for (std::size_t k = 0; k < results.size(); ++k) {
        const double one = value(*results[k]);
        if (!std::isfinite(one)) continue;
        values.push_back(one);
        weights.push_back(all[k]);
        above.push_back(one > 0.0 ? 1.0 : 0.0);
    }
    const WeightedSummary all_of = weighted_summary(values, weights, std::array{0.05, 0.5, 0.95});
    return {all_of.quantiles[0], all_of.quantiles[1], all_of.quantiles[2], all_of.mean, weighted_mean(above, weights)};
}

Spread loss_spread(const Ensemble& ensemble, bool with_evidence, std::size_t a, std::size_t place, std::size_t p) {
    return spread_of(ensemble, with_evidence,
                     [&](const SampleResult& sample) { return loss_share(sample, a, place, p); });
}

Spread saving_spread(const Ensemble& ensemble, bool with_evidence, std::size_t a, std::size_t b, std::size_t place,
                     std::size_t p) {
    return spread_of(ensemble, with_evidence, [&](const SampleResult& sample) {
        return loss_share(sample, a, place, p) - loss_share(sample, b, place, p);
    });
}

Table impacts_with_spreads(const Scenario& scenario, const StudyResult& study, const Ensemble& ensemble) {
    Table table = impacts_table(scenario, study);
    add_columns(table, {"p05", "p50", "p95", "mean"});
    auto row = table.rows.begin();
    for (std::size_t a = 0; a < study.arms.size(); ++a)
        row = add_spreads(row, scenario, study, [&](std::size_t c, std::size_t p) -> std::vector<Cell> {
            const Spread spread = loss_spread(ensemble, true, a, c, p);
            return {spread.p05, spread.p50, spread.p95, spread.mean};
        });
    return table;
}

Table differences_with_spreads(const Scenario& scenario, const StudyResult& study, const Ensemble& ensemble) {
    Table table = differences_table(scenario, study);
    add_columns(table, {"p05", "p50", "p95", "mean", "b_loses_less"});
    auto row = table.rows.begin();
    for (std::size_t a = 0; a < study.arms.size(); ++a) {
        for (std::size_t b = a + 1; b < study.arms.size(); ++b)
            row = add_spreads(row, scenario, study, [&](std::size_t c, std::size_t p) -> std::vector<Cell> {
                const Spread spread = saving_spread(ensemble, true, a, b, c, p);
                return {spread.p05, spread.p50, spread.p95, spread.mean, spread.above_zero};
            });
    }
    return table;
}

Table spread_table(const Scenario& scenario, const Ensemble& ensemble) {
    Table table{"samples", {"evidence", "arm", "firm", "period", "p05", "p50", "p95", "mean"}, {}};
    for_each_weighting(scenario, [&](bool with_evidence, const char* evidence) {
        for (std::size_t a = 0; a < scenario.arms.size(); ++a) {
            for (std::size_t c = 0; c < scenario.report_companies.size(); ++c) {
                for (std::size_t p = 0; p < ensemble.periods.size(); ++p) {
                    const Spread spread = loss_spread(ensemble, with_evidence, a, c, p);
                    table.rows.push_back({evidence, scenario.arms[a].name, id_of(scenario, c),
                                          ensemble.periods[p].label, spread.p05, spread.p50, spread.p95, spread.mean});
                }
            }
        }
    });
    return table;
}

Table paired_table(const Scenario& scenario, const Ensemble& ensemble,
                   std::optional<std::pair<std::size_t, std::size_t>> pair) {
    Table table{
        "paired", {"evidence", "arm_a", "arm_b", "firm", "period", "p05", "p50", "p95", "mean", "b_loses_less"}, {}};
    for_each_weighting(scenario, [&](bool with_evidence, const char* evidence) {
        const auto add_pair = [&](std::size_t a, std::size_t b) {
            for (std::size_t c = 0; c < scenario.report_companies.size(); ++c) {
                for (std::size_t p = 0; p < ensemble.periods.size(); ++p) {
                    const Spread spread = saving_spread(ensemble, with_evidence, a, b, c, p);
                    table.rows.push_back({evidence, scenario.arms[a].name, scenario.arms[b].name, id_of(scenario, c),
                                          ensemble.periods[p].label, spread.p05, spread.p50, spread.p95, spread.mean,
                                          spread.above_zero});
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

std::string ensemble_csv(const Scenario& scenario, const Ensemble& ensemble) {
    Table table{"ensemble",
                {"sample", "weight", "fault", "arm", "firm", "stops", "back", "lowest_output_share", "loss_share"},
                {}};
    const std::vector<std::string> drawn = column_names(ensemble.parameters);
    table.columns.insert(table.columns.end(), drawn.begin(), drawn.end());
    const std::size_t total = ensemble.periods.size() - 1;
    const Sampling sampling(scenario);
    const auto add = [&](std::vector<Cell> row, const SampleResult& sample) {
        for (std::size_t k = 0; k < sample.values.size(); ++k) {
            const Figure& figure = *sampling.figures()[k];
            row.push_back(figure.is_date ? Cell(format_value(figure, sample.values[k])) : Cell(sample.values[k]));
        }
        table.rows.push_back(std::move(row));
    };
    for (std::size_t k = 0; k < ensemble.samples.size(); ++k) {
        const SampleResult& sample = ensemble.samples[k];
        if (!sample.fault.empty()) {
            add({double(k), 0.0, sample.fault, {}, {}, {}, {}, {}, {}}, sample);
            continue;
        }
        for (std::size_t a = 0; a < scenario.arms.size(); ++a) {
            for (std::size_t c = 0; c < scenario.report_companies.size(); ++c) {
                const Milestones& milestones = sample.outcomes[a][c].milestones;
                add({double(k),
                     sample.weight,
                     {},
                     scenario.arms[a].name,
                     id_of(scenario, c),
                     date_cell(scenario, milestones.stop_day),
                     date_cell(scenario, milestones.back_day),
                     milestones.lowest_share,
                     loss_share(sample, a, c, total)},
                    sample);
            }
        }
    }
    return to_csv(table);
}

}  // namespace chokepoint
