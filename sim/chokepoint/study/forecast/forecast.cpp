#include <algorithm>
#include <chokepoint/study/evidence_weight.hpp>
#include <chokepoint/study/forecast/forecast.hpp>
#include <chokepoint/study/forecast/forecast_reference.hpp>
#include <chokepoint/uncertainty/weighted.hpp>
#include <cmath>
#include <limits>

namespace chokepoint::study {

namespace {

constexpr double kNoValue = std::numeric_limits<double>::quiet_NaN();

std::vector<double> percentiles_of(std::span<const double> values, std::span<const double> weights) {
    std::vector<double> levels;
    for (int k = 1; k < 100; ++k)
        levels.push_back(k / 100.0);
    return uncertainty::weighted_quantiles(values, weights, levels);
}

class ForecastMaker {
   public:
    ForecastMaker(const scenario::Scenario& scenario, const Ensemble& ensemble)
        : scenario_(scenario),
          ensemble_(ensemble),
          results_(results_of(ensemble)),
          weights_(weights_of(ensemble, true)) {}

    std::vector<Forecast> make() {
        for (const std::size_t arm : scenario_.forecast.arms) {
            for (const scenario::ForecastOf& of : scenario_.forecast.of) {
                const std::uint32_t company = scenario_.report_companies[of.place];
                add_revenues(arm, of, {company, "", to_vector(scenario_.model.companies.nodes(company))}, of.place);
                for (const std::size_t s : of.segments)
                    add_revenues(arm, of, scenario_.segments[s], scenario_.report_companies.size() + s);
                for (const scenario::MilestoneEvent event : of.events)
                    add_event(arm, of.place, event);
            }
        }
        return std::move(forecasts_);
    }

   private:
    static std::vector<std::uint32_t> to_vector(std::span<const std::uint32_t> nodes) {
        return {nodes.begin(), nodes.end()};
    }

    /// `whose` is a segment, or the whole company as one without a name; `place` is where samples have it.
    void add_revenues(std::size_t arm, const scenario::ForecastOf& of, const scenario::Segment& whose,
                      std::size_t place) {
        const MoneyUnit unit = money_unit(scenario_, whose.company);
        const std::vector<double> denied = denied_shares(scenario_, arm, whose.nodes);
        for (const std::string& label : of.periods) {
            const auto period = std::find_if(ensemble_.periods.begin(), ensemble_.periods.end(),
                                             [&](const Period& one) { return one.label == label; });
            const auto p = static_cast<std::size_t>(period - ensemble_.periods.begin());
            std::vector<double> values;
            for (const SampleResult* sample : results_)
                values.push_back(unit.per_usd * sample->outcomes[arm][place].revenue_usd[p]);
            const double last_year = unit.per_usd * last_year_revenue(scenario_, whose.company, whose.nodes, label);
            const double baseline = baseline_revenue(scenario_, whose.company, whose.nodes, *period);
            forecasts_.push_back(
                {arm,
                 whose.company,
                 whose.id,
                 {},
                 label,
                 unit.name,
                 percentiles_of(values, weights_),
                 uncertainty::weighted_mean(values, weights_),
                 last_year,
                 unit.per_usd * share_and_days_revenue(scenario_, whose.company, whose.nodes, *period, denied),
                 std::isnan(last_year) ? unit.per_usd * baseline : last_year});
        }
    }

    void add_event(std::size_t arm, std::size_t place, scenario::MilestoneEvent event) {
        std::vector<double> days;
        std::vector<double> comes;
        for (const SampleResult* sample : results_) {
            const int day = day_of(sample->outcomes[arm][place].milestones, event);
            days.push_back(day >= 0 ? day : std::numeric_limits<double>::infinity());
            comes.push_back(day >= 0 ? 1.0 : 0.0);
        }
        forecasts_.push_back({arm, scenario_.report_companies[place], "", event, "", "date",
                              percentiles_of(days, weights_), uncertainty::weighted_mean(comes, weights_), kNoValue,
                              kNoValue, kNoValue});
    }

    const scenario::Scenario& scenario_;
    const Ensemble& ensemble_;
    std::vector<const SampleResult*> results_;
    std::vector<double> weights_;
    std::vector<Forecast> forecasts_;
};

}  // namespace

std::vector<Forecast> make_forecasts(const scenario::Scenario& scenario, const Ensemble& ensemble) {
    if (!scenario.forecast.missing.empty()) throw InputError(scenario.forecast.missing);
    return ForecastMaker(scenario, ensemble).make();
}

}  // namespace chokepoint::study
