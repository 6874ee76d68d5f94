#include <chokepoint/report/explanation/explained.hpp>
#include <chokepoint/report/explanation/explanation_text.hpp>

namespace chokepoint::report {

namespace {

Table rows_of(const scenario::Scenario& scenario, const study::Explanation& explanation, std::size_t period) {
    const Explained explained(scenario, explanation, period);
    const Cell none;
    Table table{"explanation",
                {"branch", "item", "root", "usd", "share_of_revenue", "date", "days", "share_of_loss",
                 "substitutable_share", "content_share"},
                {}};
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
    table.rows.push_back({"loss", firm, none, explained.loss(), part(explained.loss()), none, none});
    for (const std::uint32_t channel : explained.channels()) {
        const std::vector<double> losses = explained.by_root(channel);
        for (std::size_t r = 0; r < losses.size(); ++r) {
            if (losses[r] == 0.0) continue;
            table.rows.push_back({"channel", explained.channel(channel), explained.root(r), losses[r], part(losses[r]),
                                  none, none, of_loss(losses[r])});
        }
    }
    const std::uint32_t cause = explained.milestones().stopped_by;
    table.rows.push_back({"stopped", cause == kNone ? none : Cell(explained.channel(cause)), none, none, none,
                          date(explained.milestones().stop_day), none});
    table.rows.push_back({"resumed", firm, none, none, none, date(explained.milestones().resume_day), none});
    table.rows.push_back({"recovered", firm, none, none, none, date(explained.milestones().recovery_day), none});
    if (!explanation.input) return table;
    const study::ScarceInput& input = *explanation.input;
    const std::string product = explained.product();
    for (const double days : {input.stock_low_days, input.stock_high_days})
        table.rows.push_back({"stock", product, none, none, none, none, days});
    if (input.resourced)
        table.rows.push_back({"substitute", product, none, none, none, format_date(explained.substitute_from()),
                              explained.behaviour().qualification_days, none, explained.behaviour().substitutability});
    for (const auto& [usd, exporter] : input.exporters) {
        table.rows.push_back({"exporter", explained.id(exporter), none, usd, none, format_date(input.closed), none});
    }
    for (const study::CaughtSale& caught : input.caught)
        table.rows.push_back({"content", explained.id(caught.sale.exporter), scenario.actions[caught.rule].name,
                              caught.sale.flow_usd, none, none, none, none, none,
                              caught.sale.content_usd / caught.sale.flow_usd});
    const double freed = explained.loss_of(input.freed);
    table.rows.push_back({"freed", product, none, freed, part(freed), none, none});
    if (!input.stock) return table;
    const int days = input.stock->more_days;
    table.rows.push_back({"stock_to_lift", product, none, none, none, format_date(input.stock->lift),
                          days < 0 ? none : Cell(double(days))});
    return table;
}

}  // namespace

Table explanation_table(const scenario::Scenario& scenario, const study::Explanation& explanation, std::size_t period) {
    Table table = rows_of(scenario, explanation, period);
    for (std::vector<Cell>& row : table.rows)
        row.resize(table.columns.size());
    return table;
}

}  // namespace chokepoint::report
