#include <chokepoint/report/explanation/explained.hpp>
#include <chokepoint/report/explanation/explanation_text.hpp>

namespace chokepoint::report {

namespace {

/// Every row has a branch, and of the other cells what belongs to it.
struct BranchRow {
    Cell branch = {}, item = {}, root = {}, usd = {}, share_of_revenue = {}, date = {}, days = {}, share_of_loss = {},
         substitutable_share = {}, content_share = {}, held_share = {};
};

std::vector<Column<BranchRow>> branch_columns() {
    using Row = BranchRow;
    return {{{"branch", "", "part of the explanation"}, &Row::branch},
            {{"item", "", "company, channel or product that the row is about"}, &Row::item},
            {{"root", "", "action behind it"}, &Row::root},
            {{"usd", "USD", "its amount"}, &Row::usd},
            {{"share_of_revenue", "1", "the amount, of the baseline"}, &Row::share_of_revenue},
            {{"date", "date", "its day"}, &Row::date},
            {{"days", "day", "its length"}, &Row::days},
            {{"share_of_loss", "1", "the amount, of the loss"}, &Row::share_of_loss},
            {{"substitutable_share", "1", "share of the input that others can supply"}, &Row::substitutable_share},
            {{"content_share", "1", "controlled content of a sale that a content rule catches"}, &Row::content_share},
            {{"held_share", "1", "share of the company that an ownership rule counts"}, &Row::held_share}};
}

std::vector<BranchRow> rows_of(const scenario::Scenario& scenario, const study::Explanation& explanation,
                               std::size_t period) {
    const Explained explained(scenario, explanation, period);
    const Cell none;
    std::vector<BranchRow> rows;
    const auto date = [&](int day) -> Cell {
        return day < 0 ? none : Cell(format_date(scenario.start + std::chrono::days(day)));
    };
    const auto part = [&](double usd) -> Cell {
        return explained.baseline() > 0.0 ? Cell(usd / explained.baseline()) : none;
    };
    const auto of_loss = [&](double usd) -> Cell {
        return explained.loss() != 0.0 ? Cell(usd / explained.loss()) : none;
    };
    const std::string firm = explained.id(explanation.company);
    rows.push_back({"loss", firm, none, explained.loss(), part(explained.loss()), none, none});
    for (const std::uint32_t channel : explained.channels()) {
        const std::vector<double> losses = explained.by_root(channel);
        for (std::size_t r = 0; r < losses.size(); ++r) {
            if (losses[r] == 0.0) continue;
            rows.push_back({"channel", explained.channel(channel), explained.root(r), losses[r], part(losses[r]), none,
                            none, of_loss(losses[r])});
        }
    }
    const std::uint32_t cause = explained.milestones().stopped_by;
    rows.push_back({"stopped", cause == kNone ? none : Cell(explained.channel(cause)), none, none, none,
                    date(explained.milestones().stop_day), none});
    rows.push_back({"resumed", firm, none, none, none, date(explained.milestones().resume_day), none});
    rows.push_back({"recovered", firm, none, none, none, date(explained.milestones().recovery_day), none});
    if (!explanation.input) return rows;
    const study::ScarceInput& input = *explanation.input;
    const std::string product = explained.product();
    for (const double days : {input.stock_low_days, input.stock_high_days})
        rows.push_back({"stock", product, none, none, none, none, days});
    if (input.resourced)
        rows.push_back({"substitute", product, none, none, none, format_date(explained.substitute_from()),
                        explained.behaviour().qualification_days, none, explained.behaviour().substitutability});
    for (const auto& [usd, exporter] : input.exporters) {
        rows.push_back({"exporter", explained.id(exporter), none, usd, none, format_date(input.closed), none});
    }
    for (const study::CaughtSale& caught : input.caught)
        rows.push_back({"content", explained.id(caught.sale.exporter), scenario.actions[caught.rule].name,
                        caught.sale.flow_usd, none, none, none, none, none,
                        caught.sale.content_usd / caught.sale.flow_usd});
    for (const study::CountedHolding& counted : input.held)
        rows.push_back({"owner", explained.id(counted.held.owner), scenario.actions[counted.rule].name, none, none,
                        none, none, none, none, none, counted.held.share});
    const double freed = explained.loss_of(input.freed);
    rows.push_back({"freed", product, none, freed, part(freed), none, none});
    if (!input.stock) return rows;
    const int days = input.stock->more_days;
    rows.push_back({"stock_to_lift", product, none, none, none, format_date(input.stock->lift),
                    days < 0 ? none : Cell(double(days))});
    return rows;
}

}  // namespace

Table explanation_table(const scenario::Scenario& scenario, const study::Explanation& explanation, std::size_t period) {
    return make_table("explanation", branch_columns(), rows_of(scenario, explanation, period));
}

std::vector<Variable> explanation_variables() {
    return variables_of(branch_columns());
}

}  // namespace chokepoint::report
