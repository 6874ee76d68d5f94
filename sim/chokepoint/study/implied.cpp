#include <fmt/format.h>

#include <chokepoint/study/implied.hpp>
#include <cmath>
#include <limits>
#include <stdexcept>

namespace chokepoint::study {

namespace {

/// s; NaN where nothing is lost under the first arm.
double saved_share(const SampleResult& sample, std::pair<std::size_t, std::size_t> arms, std::size_t place,
                   std::size_t period) {
    const double baseline = sample.baseline_usd[place][period];
    const double lost = baseline - sample.outcomes[arms.first][place].revenue_usd[period];
    const double still_lost = baseline - sample.outcomes[arms.second][place].revenue_usd[period];
    return lost > 1e-9 * baseline ? 1.0 - still_lost / lost : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace

double rebound_share(const PriceMoves& moves) {
    return moves.rose * (1.0 - moves.fell) / moves.fell;
}

ImpliedReversal implied_reversal(const scenario::Scenario& scenario, const Ensemble& ensemble,
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
    const auto saved = [&](const SampleResult& sample) { return saved_share(sample, arms, place, period); };
    implied.saved = spread_of(ensemble, true, saved);
    implied.probability = spread_of(ensemble, true, [&](const SampleResult& sample) {
        const double share = saved(sample);
        return share > 0.0 ? implied.rebound / share : std::numeric_limits<double>::quiet_NaN();
    });
    if (!std::isfinite(implied.probability.p50))
        throw std::invalid_argument(fmt::format("in no sample does {} save {} anything that {} takes", implied.arm_b,
                                                implied.firm, implied.arm_a));
    return implied;
}

}  // namespace chokepoint::study
