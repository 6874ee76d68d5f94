#include <fmt/format.h>

#include <chokepoint/base/text/utf8.hpp>
#include <chokepoint/report/data/implied_table.hpp>

namespace chokepoint::report {

namespace {

std::string median_per_cent(const study::Spread& spread) {
    return fmt::format("{:.1f} % [{:.1f}, {:.1f}]", 100.0 * spread.p50, 100.0 * spread.p05, 100.0 * spread.p95);
}

}  // namespace

Table implied_table(const study::ImpliedReversal& implied) {
    return {"implied",
            {"firm", "arm_a", "arm_b", "period", "fell", "rose", "rebound", "saved_p05", "saved_p50", "saved_p95",
             "probability_p05", "probability_p50", "probability_p95"},
            {{implied.firm, implied.arm_a, implied.arm_b, implied.period.label, implied.moves.fell, implied.moves.rose,
              implied.rebound, implied.saved.p05, implied.saved.p50, implied.saved.p95, implied.probability.p05,
              implied.probability.p50, implied.probability.p95}}};
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
