#include <fmt/format.h>

#include <chokepoint/base/text/utf8.hpp>
#include <chokepoint/report/implied.hpp>
#include <cmath>
#include <limits>
#include <stdexcept>

namespace chokepoint::report {

namespace {

/// s; NaN where nothing is lost under the first arm.
double saved_share(const study::SampleResult& sample, std::pair<std::size_t, std::size_t> arms, std::size_t place,
                   std::size_t period) {
    const double baseline = sample.baseline_usd[place][period];
    const double lost = baseline - sample.outcomes[arms.first][place].revenue_usd[period];
    const double still_lost = baseline - sample.outcomes[arms.second][place].revenue_usd[period];
    return lost > 1e-9 * baseline ? 1.0 - still_lost / lost : std::numeric_limits<double>::quiet_NaN();
}

std::string per_cent(const Spread& spread) {
    return fmt::format("{:.1f} % [{:.1f}, {:.1f}]", 100.0 * spread.p50, 100.0 * spread.p05, 100.0 * spread.p95);
}

}  // namespace

double rebound_share(const PriceMoves& moves) {
    return moves.rose * (1.0 - moves.fell) / moves.fell;
}

ImpliedReversal implied_reversal(const scenario::Scenario& scenario, const study::Ensemble& ensemble,
                                 std::pair<std::size_t, std::size_t> arms, std::size_t place, std::size_t period,
                                 const PriceMoves& moves) {
    ImpliedReversal implied{std::string(scenario.model.companies.name(scenario.report_companies[place])),
                            scenario.arms[arms.first].name,
                            scenario.arms[arms.second].name,
                            ensemble.periods[period],
                            moves,
                            rebound_share(moves),
                            {},
                            {}};
    const auto saved = [&](const study::SampleResult& sample) { return saved_share(sample, arms, place, period); };
    implied.saved = spread_of(ensemble, true, saved);
    implied.probability = spread_of(ensemble, true, [&](const study::SampleResult& sample) {
        const double share = saved(sample);
        return share > 0.0 ? implied.rebound / share : std::numeric_limits<double>::quiet_NaN();
    });
    if (!std::isfinite(implied.probability.p50))
        throw std::invalid_argument(fmt::format("in no sample does {} save {} anything that {} takes", implied.arm_b,
                                                implied.firm, implied.arm_a));
    return implied;
}

Table implied_table(const ImpliedReversal& implied) {
    return {"implied",
            {"firm", "arm_a", "arm_b", "period", "fell", "rose", "rebound", "saved_p05", "saved_p50", "saved_p95",
             "probability_p05", "probability_p50", "probability_p95"},
            {{implied.firm, implied.arm_a, implied.arm_b, implied.period.label, implied.moves.fell, implied.moves.rose,
              implied.rebound, implied.saved.p05, implied.saved.p50, implied.saved.p95, implied.probability.p05,
              implied.probability.p50, implied.probability.p95}}};
}

std::string implied_text(const scenario::Scenario& scenario, const ImpliedReversal& implied) {
    const auto date = [&](int day) { return format_date_long(scenario.start + std::chrono::days(day)); };
    const std::string firm = printable(implied.firm);
    std::string text =
        fmt::format("{} fell by {:.1f} % and then rose by {:.1f} %: {:.1f} % of the fall came back.\n", firm,
                    100.0 * implied.moves.fell, 100.0 * implied.moves.rose, 100.0 * implied.rebound);
    text += fmt::format("In the model '{}' saves {} of what '{}' takes from {}, {} to {}.\n", printable(implied.arm_b),
                        per_cent(implied.saved), printable(implied.arm_a), firm, date(implied.period.first_day),
                        date(implied.period.last_day));
    text += fmt::format("Implied probability of '{}': {}\n", printable(implied.arm_b), per_cent(implied.probability));
    if (implied.probability.p50 > 1.0)
        text += "More than certain: the moves are larger than this reversal can explain.\n";
    return text +
           "\nAssumes that before the news nobody priced a reversal in and all took the ban as certain, that the share "
           "price follows the revenue of the period, and that nothing else moved it. Medians [5 %, 95 %] over the "
           "samples" +
           (scenario.evidence.empty() ? ".\n" : ", given the evidence.\n");
}

}  // namespace chokepoint::report
