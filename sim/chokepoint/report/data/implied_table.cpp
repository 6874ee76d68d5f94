#include <fmt/format.h>

#include <chokepoint/base/text/utf8.hpp>
#include <chokepoint/report/data/implied_table.hpp>
#include <chokepoint/report/data/shared_columns.hpp>

namespace chokepoint::report {

namespace {

std::vector<Column<study::ImpliedReversal>> implied_columns() {
    using Row = study::ImpliedReversal;
    return {{kFirm, &Row::firm},
            {{"arm_a", "", "arm with the ban"}, &Row::arm_a},
            {{"arm_b", "", "arm with its reversal"}, &Row::arm_b},
            {kPeriod, [](auto& r) { return r.period.label; }},
            {{"fell", "1", "fall of the share price on the ban"}, [](auto& r) { return r.moves.fell; }},
            {{"rose", "1", "rise on news of the reversal"}, [](auto& r) { return r.moves.rose; }},
            {{"rebound", "1", "share of the fall that came back"}, &Row::rebound},
            {{"saved_p05", "1", "5 % quantile of the share of the loss that arm_b saves"},
             [](auto& r) { return r.saved.p05; }},
            {{"saved_p50", "1", "its median"}, [](auto& r) { return r.saved.p50; }},
            {{"saved_p95", "1", "its 95 % quantile"}, [](auto& r) { return r.saved.p95; }},
            {{"probability_p05", "1", "5 % quantile of the implied probability of arm_b"},
             [](auto& r) { return r.probability.p05; }},
            {{"probability_p50", "1", "its median"}, [](auto& r) { return r.probability.p50; }},
            {{"probability_p95", "1", "its 95 % quantile"}, [](auto& r) { return r.probability.p95; }}};
}

std::string median_per_cent(const study::Spread& spread) {
    return fmt::format("{:.1f} % [{:.1f}, {:.1f}]", 100.0 * spread.p50, 100.0 * spread.p05, 100.0 * spread.p95);
}

}  // namespace

Table implied_table(const study::ImpliedReversal& implied) {
    return make_table("implied", implied_columns(), std::vector{implied});
}

std::vector<Variable> implied_variables() {
    return variables_of(implied_columns());
}

std::string implied_text(const scenario::Scenario& scenario, const study::ImpliedReversal& implied) {
    const auto date = [&](int day) { return format_date_long(scenario.start + std::chrono::days(day)); };
    const std::string firm = printable(implied.firm);
    std::string text =
        fmt::format("{} fell by {:.1f} % and then rose by {:.1f} %: {:.1f} % of the fall came back.\n", firm,
                    100.0 * implied.moves.fell, 100.0 * implied.moves.rose, 100.0 * implied.rebound);
    text += fmt::format("In the model '{}' saves {} of what '{}' takes from {}, {} to {}.\n", printable(implied.arm_b),
                        median_per_cent(implied.saved), printable(implied.arm_a), firm, date(implied.period.first_day),
                        date(implied.period.last_day));
    text += fmt::format("Implied probability of '{}': {}\n", printable(implied.arm_b),
                        median_per_cent(implied.probability));
    if (implied.probability.p50 > 1.0)
        text += "More than certain: the moves are larger than this reversal can explain.\n";
    return text +
           "\nAssumes that before the news nobody priced a reversal in and all took the ban as certain, that the share "
           "price follows the revenue of the period, and that nothing else moved it. Medians [5 %, 95 %] over the "
           "samples" +
           (scenario.evidence.empty() ? ".\n" : ", given the evidence.\n");
}

}  // namespace chokepoint::report
