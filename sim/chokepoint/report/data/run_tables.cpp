#include <chokepoint/report/data/run_tables.hpp>
#include <chokepoint/report/data/shared_columns.hpp>
#include <chokepoint/study/shown_loss.hpp>

namespace chokepoint::report {

namespace {

struct ImpactRow {
    const scenario::Scenario& scenario;
    const study::StudyResult& study;
    std::size_t arm;
    std::uint32_t company;
    std::size_t period;
    study::ShownLoss loss;
    const study::Spread* spread;

    double baseline() const { return study.baseline_usd[company][period]; }
    Cell if_disclosed(double value) const { return loss.disclosed ? Cell(value) : Cell(); }
    Cell if_hidden(double value) const { return loss.disclosed ? Cell() : Cell(value); }
};

std::vector<Column<ImpactRow>> impact_columns(bool samples) {
    using Row = ImpactRow;
    const std::vector<std::string> all = {"arm", "firm", "period"};
    std::vector<Column<Row>> columns = {
        {kArm, [](auto& r) { return r.study.arms[r.arm].name; }},
        {kFirm, [](auto& r) { return r.scenario.model.directory.companies.name(r.company); }},
        {kName, [](auto& r) { return r.scenario.model.companies.name(r.company); }},
        {kPeriod, [](auto& r) { return r.study.periods[r.period].label; }},
        {kBaseline, &Row::baseline},
        {{"revenue_usd", "USD", "revenue", all},
         [](auto& r) { return r.if_disclosed(r.baseline() - r.loss.loss_usd); }},
        {{"loss_usd", "USD", "revenue lost", all}, [](auto& r) { return r.if_disclosed(r.loss.loss_usd); }},
        {{"loss_share", "1", "revenue lost, of the baseline", all},
         [](auto& r) { return r.baseline() > 0.0 ? r.if_disclosed(r.loss.loss_usd / r.baseline()) : Cell(); }},
        {kExposure, [](auto& r) { return study::disclosure_name(scenario::exposure_of(r.scenario.model, r.company)); }},
        {{"loss_low_usd", "USD", "least loss that the sums allow", all},
         [](auto& r) { return r.if_hidden(r.loss.low_usd); }},
        {{"loss_high_usd", "USD", "largest loss that the sums allow", all},
         [](auto& r) { return r.if_hidden(r.loss.high_usd); }}};
    if (samples) add_spread_columns(columns, "loss_share over the samples, given the evidence", "loss_share_spread");
    return columns;
}

/// The spreads of what the report's companies lose, by arm, place and period.
std::vector<study::Spread> all_loss_spreads(const study::Ensemble& ensemble, std::size_t arms, std::size_t places) {
    std::vector<study::Spread> spreads;
    for (std::size_t a = 0; a < arms; ++a) {
        for (std::size_t place = 0; place < places; ++place) {
            const std::vector<study::Spread> of = study::loss_spreads(ensemble, true, a, place);
            spreads.insert(spreads.end(), of.begin(), of.end());
        }
    }
    return spreads;
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

Table impacts_table(const scenario::Scenario& scenario, const study::StudyResult& study,
                    const study::Ensemble* ensemble) {
    const std::size_t places = scenario.report_companies.size();
    const std::size_t firms = study.companies.size();
    const std::size_t periods = study.periods.size();
    std::vector<study::Spread> spreads;
    if (ensemble != nullptr) spreads = all_loss_spreads(*ensemble, study.arms.size(), places);
    const auto row = [&scenario, &study, places, firms, periods, spreads](std::size_t k) {
        const std::size_t arm = k / periods / firms;
        const std::size_t firm = k / periods % firms;
        const std::size_t period = k % periods;
        const bool has_spread = !spreads.empty() && firm < places;
        return ImpactRow{scenario,
                         study,
                         arm,
                         study.companies[firm],
                         period,
                         study::shown_loss(scenario, study, arm, study.companies[firm], period),
                         has_spread ? &spreads[(arm * places + firm) * periods + period] : nullptr};
    };
    Table table =
        make_table<ImpactRow>("impacts", impact_columns(ensemble != nullptr), study.arms.size() * firms * periods, row);
    table.dimensions = {"arm", "firm", "period"};
    return table;
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
