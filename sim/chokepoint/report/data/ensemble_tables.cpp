#include <chokepoint/report/data/run_tables.hpp>
#include <chokepoint/report/data/shared_columns.hpp>
#include <chokepoint/study/answer/loss_question.hpp>
#include <memory>

namespace chokepoint::report {

namespace {

/// What a share of revenue spreads over, under one arm, or under the second of two arms against the first.
struct SpreadRow {
    const scenario::Scenario& scenario;
    const study::Ensemble& ensemble;
    bool with_evidence;
    std::size_t arm_a;
    std::size_t arm_b;
    std::size_t place;
    std::size_t period;
    const study::Spread* of;

    const study::Spread& spread() const { return *of; }
};

std::vector<Column<SpreadRow>> spread_columns(bool paired, bool with_above_zero) {
    using Row = SpreadRow;
    std::vector<Column<Row>> columns = {
        {kEvidence, [](auto& r) { return r.with_evidence ? "all" : "none"; }},
        {paired ? Variable{"arm_a", "", "first arm of the pair"} : kArm,
         [](auto& r) { return r.scenario.arms[r.arm_a].name; }},
        {{"arm_b", "", "second arm of the pair"}, [](auto& r) { return r.scenario.arms[r.arm_b].name; }},
        {kFirm,
         [](auto& r) { return r.scenario.model.directory.companies.name(r.scenario.report_companies[r.place]); }},
        {kPeriod, [](auto& r) { return r.ensemble.periods[r.period].label; }}};
    if (!paired) columns.erase(columns.begin() + 2);
    if (paired) {
        add_spread_columns(columns, "what arm_b saves within each sample, of the baseline", "saved_share_spread");
        columns.push_back(above_zero_column<Row>(
            "b_loses_less", "share of samples in which arm_b loses less than arm_a", "saved_share_spread"));
    } else {
        add_spread_columns(columns, "the revenue lost, of the baseline", "loss_share_spread");
    }
    if (with_above_zero)
        columns.push_back(above_zero_column<Row>("above_zero", "share of samples that lose", "loss_share_spread"));
    return columns;
}

using ArmPair = std::pair<std::size_t, std::size_t>;

std::vector<ArmPair> pairs_of(std::size_t arms) {
    std::vector<ArmPair> pairs;
    for (std::size_t a = 0; a < arms; ++a) {
        for (std::size_t b = a + 1; b < arms; ++b)
            pairs.emplace_back(a, b);
    }
    return pairs;
}

/// Rows by evidence, arms, company and period.
Table table_of_spreads(std::string name, std::vector<Column<SpreadRow>> columns, const scenario::Scenario& scenario,
                       const study::Ensemble& ensemble, const std::vector<ArmPair>& arms, bool paired) {
    const auto spreads = std::make_shared<std::vector<std::vector<study::Spread>>>();
    std::vector<SpreadRow> rows;
    for (const bool with_evidence : {false, true}) {
        if (with_evidence && scenario.evidence.empty()) continue;
        for (const auto& [a, b] : arms) {
            for (std::size_t place = 0; place < scenario.report_companies.size(); ++place) {
                study::LossQuestion ask{.arm = paired ? b : a, .place = place, .unit = study::LossUnit::share};
                if (paired) ask.against = a;
                spreads->push_back(study::loss_spreads(ensemble, ask, with_evidence));
                for (std::size_t p = 0; p < ensemble.periods.size(); ++p)
                    rows.push_back({scenario, ensemble, with_evidence, a, b, place, p, &spreads->back()[p]});
            }
        }
    }
    const std::size_t count = rows.size();
    return make_table<SpreadRow>(std::move(name), std::move(columns), count,
                                 [spreads, rows = std::move(rows)](std::size_t k) { return rows[k]; });
}

/// A sample under one arm, or all of a sample that has a fault.
struct SampleRow {
    const scenario::Scenario& scenario;
    const study::Ensemble& ensemble;
    const study::SampleResult& sample;
    std::size_t number;
    std::size_t arm;
    std::size_t place;
    std::size_t period;

    bool failed() const { return !sample.fault.empty(); }
    Cell date(int study::Milestones::*day) const {
        return failed() ? Cell() : date_cell(scenario, sample.outcomes[arm][place].milestones.*day);
    }
};

std::vector<Column<SampleRow>> sample_columns() {
    using Row = SampleRow;
    const std::vector<std::string> all = {"sample", "arm", "report_firm"};
    return {
        {{"sample", "", "number of the sample"}, &Row::number},
        {{"weight", "1", "weight of the sample given the evidence", {"sample"}},
         [](auto& r) { return r.failed() ? 0.0 : r.sample.weight; }},
        {{"fault", "", "why the sample has no result", {"sample"}}, [](auto& r) { return r.sample.fault; }},
        {kArm, [](auto& r) { return r.failed() ? Cell() : Cell(r.scenario.arms[r.arm].name); }},
        {kFirm,
         [](auto& r) {
             return r.failed() ? Cell()
                               : Cell(r.scenario.model.directory.companies.name(r.scenario.report_companies[r.place]));
         }},
        {{"stopped", "date", "day on which the firm stopped", all},
         [](auto& r) { return r.date(&study::Milestones::stop_day); }},
        {{"resumed", "date", "day on which the firm resumed", all},
         [](auto& r) { return r.date(&study::Milestones::resume_day); }},
        {{"recovered", "date", "day on which the firm recovered", all},
         [](auto& r) { return r.date(&study::Milestones::recovery_day); }},
        {{"lowest_output_share", "1", "lowest output, of the baseline", all},
         [](auto& r) { return r.failed() ? Cell() : Cell(r.sample.outcomes[r.arm][r.place].milestones.lowest_share); }},
        {{"loss_share",
          "1",
          "revenue lost in the sample, of the baseline",
          {"sample", "arm", "report_firm", "period"},
          "sample_loss_share"},
         [](auto& r) {
             return r.failed()
                        ? Cell()
                        : Cell(study::loss_in(
                              r.ensemble, r.sample,
                              {.arm = r.arm, .place = r.place, .period = r.period, .unit = study::LossUnit::share}));
         }}};
}

}  // namespace

Table spread_table(const scenario::Scenario& scenario, const study::Ensemble& ensemble, bool with_above_zero) {
    std::vector<ArmPair> arms;
    for (std::size_t a = 0; a < scenario.arms.size(); ++a)
        arms.emplace_back(a, a);
    return table_of_spreads("samples", spread_columns(false, with_above_zero), scenario, ensemble, arms, false);
}

std::vector<Variable> spread_variables() {
    return variables_of(spread_columns(false, false));
}

Table paired_table(const scenario::Scenario& scenario, const study::Ensemble& ensemble, std::optional<ArmPair> pair) {
    const std::vector<ArmPair> arms = pair ? std::vector<ArmPair>{*pair} : pairs_of(scenario.arms.size());
    return table_of_spreads("paired", spread_columns(true, false), scenario, ensemble, arms, true);
}

std::vector<Variable> paired_variables() {
    return variables_of(spread_columns(true, false));
}

Table ensemble_table(const scenario::Scenario& scenario, const study::Ensemble& ensemble) {
    std::vector<Column<SampleRow>> columns = sample_columns();
    const auto sampling = std::make_shared<const scenario::Sampling>(scenario);
    const std::vector<std::string> names = column_names(ensemble.parameters);
    for (std::size_t k = 0; k < names.size(); ++k) {
        const scenario::Parameter& parameter = *sampling->parameters()[k];
        columns.push_back({{names[k], "", "value drawn"}, [sampling, &parameter, k](const SampleRow& row) {
                               const double value = row.sample.values[k];
                               return parameter.is_date ? Cell(scenario::format_value(parameter, value)) : Cell(value);
                           }});
    }
    std::vector<SampleRow> rows;
    for (std::size_t k = 0; k < ensemble.samples.size(); ++k) {
        const study::SampleResult& sample = ensemble.samples[k];
        const bool failed = !sample.fault.empty();
        for (std::size_t a = 0; a < (failed ? 1 : scenario.arms.size()); ++a) {
            for (std::size_t place = 0; place < (failed ? 1 : scenario.report_companies.size()); ++place)
                rows.push_back({scenario, ensemble, sample, k, a, place, ensemble.periods.size() - 1});
        }
    }
    return make_table("ensemble", std::move(columns), std::move(rows));
}

Table sample_grid(const scenario::Scenario& scenario, const study::Ensemble& ensemble) {
    const std::size_t arms = scenario.arms.size();
    const std::size_t places = scenario.report_companies.size();
    const std::size_t periods = ensemble.periods.size();
    const auto row = [&scenario, &ensemble, arms, places, periods](std::size_t k) {
        const std::size_t number = k / periods / places / arms;
        return SampleRow{
            scenario,   ensemble, ensemble.samples[number], number, k / periods / places % arms, k / periods % places,
            k % periods};
    };
    Table table =
        make_table<SampleRow>("ensemble", sample_columns(), ensemble.samples.size() * arms * places * periods, row);
    table.dimensions = {"sample", "arm", "report_firm", "period"};
    return table;
}

std::vector<Variable> ensemble_variables() {
    return variables_of(sample_columns());
}

}  // namespace chokepoint::report
