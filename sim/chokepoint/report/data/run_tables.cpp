#include <chokepoint/report/data/run_tables.hpp>
#include <chokepoint/report/data/shared_columns.hpp>
#include <chokepoint/study/answer/loss_question.hpp>
#include <chokepoint/study/report_place.hpp>
#include <chokepoint/study/shown_loss.hpp>

namespace chokepoint::report {

namespace {

/// A company in a period, with the spreads of what it loses.
struct ImpactRow {
    const scenario::Scenario& scenario;
    const study::Ensemble& ensemble;
    std::size_t arm;
    std::size_t place;
    std::size_t period;
    bool hidden;
    double baseline_usd;
    study::Spread usd;
    study::Spread share;
    const study::Spread& spread() const { return share; }
    std::uint32_t company() const { return ensemble.companies[place]; }
    Cell if_hidden(double value) const { return hidden ? Cell(value) : Cell(); }
};

std::vector<Column<ImpactRow>> impact_columns(bool samples) {
    using Row = ImpactRow;
    const std::vector<std::string> all = {"arm", "firm", "period"};
    std::vector<Column<Row>> columns = {
        {kArm, [](auto& r) { return r.scenario.arms[r.arm].name; }},
        {kFirm, [](auto& r) { return r.scenario.model.directory.companies.name(r.company()); }},
        {kName, [](auto& r) { return r.scenario.model.companies.name(r.company()); }},
        {kPeriod, [](auto& r) { return r.ensemble.periods[r.period].label; }},
        {kBaseline, &Row::baseline_usd},
        {{"revenue_usd", "USD", "revenue", all}, [](auto& r) { return r.baseline_usd - r.usd.p50; }},
        {{"loss_usd", "USD", "revenue lost", all}, [](auto& r) { return r.usd.p50; }},
        {{"loss_share", "1", "revenue lost, of the baseline", all},
         [](auto& r) { return r.baseline_usd > 0.0 ? Cell(r.share.p50) : Cell(); }},
        {kExposure,
         [](auto& r) { return study::disclosure_name(scenario::exposure_of(r.scenario.model, r.company())); }},
        {{"loss_low_usd", "USD", "least loss that the sums allow", all},
         [](auto& r) { return r.if_hidden(r.usd.p05); }},
        {{"loss_high_usd", "USD", "largest loss that the sums allow", all},
         [](auto& r) { return r.if_hidden(r.usd.p95); }}};
    if (samples) add_spread_columns(columns, "loss_share over the samples, given the evidence", "loss_share_spread");
    return columns;
}

/// A group in a period, with the spreads of what its companies lose and gain.
struct GroupRow {
    const scenario::Scenario& scenario;
    const study::Ensemble& ensemble;
    std::size_t arm;
    std::size_t place;
    std::size_t period;
    double baseline_usd, losses_usd, gains_usd, net_usd;
    study::Spread share;
    const study::Spread& spread() const { return share; }
    const study::Group& group() const { return ensemble.groups.list[place]; }
};

std::vector<Column<GroupRow>> group_columns(bool samples) {
    using Row = GroupRow;
    const std::vector<std::string> all = {"arm", "group", "period"};
    std::vector<Column<Row>> columns = {
        {kArm, [](auto& r) { return r.scenario.arms[r.arm].name; }},
        {{"by", "", "role, country, sector or company"},
         [](auto& r) { return scenario::kGroupBys[static_cast<std::size_t>(r.group().by)]; }},
        {{"group", "", "the role, or the id of the country, product or company"},
         [](auto& r) { return study::group_name(r.group(), r.scenario.model); }},
        {kPeriod, [](auto& r) { return r.ensemble.periods[r.period].label; }},
        {{"baseline_usd", "USD", "revenue without any action", {"group", "period"}, "group_baseline_usd"},
         &Row::baseline_usd},
        {{"losses_usd", "USD", "revenue lost by its companies that lose", all, "group_losses_usd"}, &Row::losses_usd},
        {{"gains_usd", "USD", "revenue gained by its companies that gain", all, "group_gains_usd"}, &Row::gains_usd},
        {{"net_usd", "USD", "revenue lost less revenue gained", all, "group_net_usd"}, &Row::net_usd},
        {{"net_share", "1", "net_usd, of the baseline", all, "group_net_share"},
         [](auto& r) { return r.baseline_usd > 0.0 ? Cell(r.share.p50) : Cell(); }}};
    if (samples)
        add_spread_columns(columns, "net_share over the samples, given the evidence", "group_net_share_spread");
    return columns;
}

/// Output of a target on a day, over the samples.
struct OutputRow {
    const scenario::Scenario& scenario;
    const study::Ensemble& ensemble;
    std::size_t arm;
    std::size_t place;
    std::size_t day;  ///< Of the shown ones.
    study::Spread output;
};

std::vector<Column<OutputRow>> output_columns() {
    const std::vector<std::string> all = {"arm", "target", "shown_day"};
    return {
        {kArm, [](auto& r) { return r.scenario.arms[r.arm].name; }},
        {kFirm, [](auto& r) { return r.scenario.model.directory.companies.name(r.ensemble.companies[r.place]); }},
        {{"date", "", "day"}, [](auto& r) { return date_cell(r.scenario, r.ensemble.shown_days[r.day]); }},
        {{"output_share", "1", "output, of the baseline: median", all}, [](auto& r) { return r.output.p50; }},
        {{"p05", "1", "5 % quantile of output_share", all, "output_share_p05"}, [](auto& r) { return r.output.p05; }},
        {{"p95", "1", "95 % quantile of output_share", all, "output_share_p95"}, [](auto& r) { return r.output.p95; }}};
}

struct DayRow {
    const scenario::Scenario& scenario;
    const study::ArmResult& arm;
    std::uint32_t company;
    std::size_t day;
    bool shown;

    const study::DailySeries& series() const { return arm.companies[company].daily; }
};

std::vector<Column<DayRow>> daily_columns() {
    const std::vector<std::string> all = {"arm", "report_firm", "time"};
    return {{kArm, [](auto& r) { return r.arm.name; }},
            {kFirm, [](auto& r) { return r.scenario.model.directory.companies.name(r.company); }},
            {{"date", "", "day"}, [](auto& r) { return date_cell(r.scenario, static_cast<int>(r.day)); }},
            {{"revenue_usd", "USD", "revenue of the day", all, "daily_revenue_usd"},
             [](auto& r) { return r.shown ? Cell(r.series().revenue_usd[r.day]) : Cell(); }},
            {{"output_share", "1", "output, of the baseline", all},
             [](auto& r) { return r.shown ? Cell(r.series().output_share[r.day]) : Cell(); }},
            {{"min_stock_days", "day", "lowest cover of an input that the firm depends on", all},
             [](auto& r) { return r.series().min_stock_days[r.day]; }},
            {{"binding", "channel", "channel of the day's largest loss", all}, [](auto& r) {
                 const std::uint32_t channel = r.series().binding[r.day];
                 return channel == kNone ? Cell() : Cell(study::channel_name(channel, r.scenario.model.directory));
             }}};
}

}  // namespace

Table impacts_table(const scenario::Scenario& scenario, const study::Ensemble& ensemble) {
    std::vector<ImpactRow> rows;
    for (std::size_t arm = 0; arm < scenario.arms.size(); ++arm) {
        for (std::size_t place = 0; place < ensemble.companies.size(); ++place) {
            study::LossQuestion ask{.arm = arm, .place = place};
            const bool hidden = study::is_range_alone(ensemble, ask);
            const std::vector<study::Spread> usd = study::loss_spreads(ensemble, ask);
            ask.unit = study::LossUnit::share;
            const std::vector<study::Spread> share = study::loss_spreads(ensemble, ask);
            for (ask.period = 0; ask.period < usd.size(); ++ask.period)
                rows.push_back({scenario, ensemble, arm, place, ask.period, hidden,
                                study::baseline_spread(ensemble, ask).p50, usd[ask.period], share[ask.period]});
        }
    }
    Table table = make_table("impacts", impact_columns(ensemble.has_ranges()), std::move(rows));
    table.dimensions = {"arm", "firm", "period"};
    return table;
}

Table group_table(const scenario::Scenario& scenario, const study::Ensemble& ensemble) {
    std::vector<GroupRow> rows;
    for (std::size_t arm = 0; arm < scenario.arms.size(); ++arm) {
        for (std::size_t place = 0; place < ensemble.groups.list.size(); ++place) {
            study::LossQuestion ask{.arm = arm, .place = place, .of_group = true};
            const auto spreads = [&](study::LossPart part, study::LossUnit unit) {
                ask.part = part;
                ask.unit = unit;
                return study::loss_spreads(ensemble, ask);
            };
            const std::vector<study::Spread> losses = spreads(study::LossPart::losses, study::LossUnit::usd);
            const std::vector<study::Spread> gains = spreads(study::LossPart::gains, study::LossUnit::usd);
            const std::vector<study::Spread> net = spreads(study::LossPart::net, study::LossUnit::usd);
            const std::vector<study::Spread> share = spreads(study::LossPart::net, study::LossUnit::share);
            for (std::size_t p = 0; p < net.size(); ++p) {
                ask.period = p;
                rows.push_back({scenario, ensemble, arm, place, p, study::baseline_spread(ensemble, ask).p50,
                                losses[p].p50, gains[p].p50, net[p].p50, share[p]});
            }
        }
    }
    Table table = make_table("groups", group_columns(ensemble.has_ranges()), std::move(rows));
    table.dimensions = {"arm", "group", "period"};
    return table;
}

std::vector<Variable> group_variables(bool samples) {
    return variables_of(group_columns(samples));
}

Table output_table(const scenario::Scenario& scenario, const study::Ensemble& ensemble) {
    std::vector<OutputRow> rows;
    for (std::size_t arm = 0; arm < scenario.arms.size(); ++arm) {
        for (const std::size_t place : study::target_places(scenario)) {
            if (study::is_range_alone(ensemble, {.arm = arm, .place = place})) continue;
            const std::vector<study::Spread> output = study::spreads_of(
                ensemble, true, ensemble.shown_days.size(), [&](const study::SampleResult& sample, std::size_t day) {
                    return static_cast<double>(sample.outcomes[arm][place].output_share[day]);
                });
            for (std::size_t day = 0; day < output.size(); ++day)
                rows.push_back({scenario, ensemble, arm, place, day, output[day]});
        }
    }
    Table table = make_table("daily", output_columns(), std::move(rows));
    table.dimensions = {"arm", "target", "shown_day"};
    return table;
}

std::vector<Variable> output_variables() {
    return variables_of(output_columns());
}

std::vector<Variable> impact_variables(bool samples) {
    return variables_of(impact_columns(samples));
}

Table daily_table(const scenario::Scenario& scenario, const study::StudyResult& study) {
    const auto days = static_cast<std::size_t>(scenario.days());
    const std::size_t places = scenario.report_companies.size();
    const auto row = [&scenario, &study, days, places](std::size_t k) {
        const std::uint32_t company = scenario.report_companies[k / days % places];
        const bool shown = !scenario::hides_number(scenario::exposure_of(scenario.model, company));
        return DayRow{scenario, study.arms[k / days / places], company, k % days, shown};
    };
    Table table = make_table<DayRow>("daily", daily_columns(), study.arms.size() * places * days, row);
    table.dimensions = {"arm", "report_firm", "time"};
    return table;
}

std::vector<Variable> daily_variables() {
    return variables_of(daily_columns());
}

}  // namespace chokepoint::report
