#include <algorithm>
#include <chokepoint/study/answer/headline.hpp>
#include <chokepoint/study/delay/ending_dates.hpp>
#include <chokepoint/study/evidence_weight.hpp>
#include <chokepoint/study/inputs.hpp>
#include <chokepoint/study/report_place.hpp>

namespace chokepoint::study {

namespace {

constexpr int kDates = 8;                                 ///< Half of them up to the date of the scenario.
constexpr std::size_t kMostWork = 100'000'000;            ///< Links times days of all runs: a second at most.
constexpr std::size_t kMostSampleWork = 100 * kMostWork;  ///< The same with samples, which run side by side.

struct Ending {
    std::size_t arm = 0;
    std::string name;
    Date denied{};
    Date on{};
    Date last{};
};

std::optional<Ending> find_ending(const scenario::Scenario& scenario) {
    for (std::size_t a = 0; a < scenario.arms.size(); ++a) {
        for (const std::uint32_t number : scenario.arms[a].actions) {
            const policy::Action& action = scenario.actions[number];
            if (action.type != policy::ActionType::lift || action.ends == kNone) continue;
            const policy::Action& denial = scenario.actions[action.ends];
            if (denial.from >= scenario.start && action.from > denial.from && action.from < scenario.end)
                return Ending{a, action.name, denial.from, action.from, std::min(scenario.end, denial.until)};
        }
    }
    return std::nullopt;
}

SweepAxis axis_of(const Ending& ending) {
    SweepAxis axis{"actions." + ending.name + ".on", {}, true};
    const int days = days_between(ending.denied, ending.on);
    int before = 0;
    for (int k = 1; k <= kDates; ++k) {
        const int day = 2 * days * k / kDates;
        const Date date = ending.denied + std::chrono::days(day);
        if (day > before && date <= ending.last) axis.values.push_back(format_date(date));
        before = day;
    }
    return axis;
}

/// The samples of each point are those of `ensemble`, with its weights: a date draws nothing.
Sweep sweep_dates(const scenario::Scenario& scenario, const scenario::Overrides& overrides, const Ending& ending,
                  const Ensemble& ensemble, unsigned threads) {
    const std::uint32_t company = company_of_largest_loss(scenario, ensemble);
    const std::size_t period = headline_periods(scenario, ensemble).front();
    scenario::LoadSettings load;
    load.threads = threads;
    load.hash_inputs = !scenario.sha256.empty();
    SweepPlan plan{scenario.file, overrides, load, {axis_of(ending)}, {}};
    plan.overrides.emplace_back("uncertainty.samples", std::to_string(ensemble.asked));
    plan.narrow = [&, arm = scenario.arms[ending.arm].name](scenario::Scenario& point) {
        require_same_inputs(scenario, point);
        std::erase_if(point.arms, [&](const scenario::Arm& other) { return other.name != arm; });
        point.report_companies = {company};
    };
    const Period& span = ensemble.periods[period];
    Sweep sweep{scenario.title, plan.axes, span, scenario.start, scenario.end, {}, scenario.model.currency};
    run_sweep(plan, threads, {}, [&](SweepRun&& run) {
        for (std::size_t k = 0; run.ensemble && k < ensemble.samples.size(); ++k)
            run.ensemble->samples[k].weight = has_weight(ensemble) ? ensemble.samples[k].weight : 1.0;
        sweep.points.push_back(sweep_point(run, period));
    });
    return sweep;
}

}  // namespace

std::optional<EndingDates> run_ending_dates(const scenario::Scenario& scenario, const scenario::Overrides& overrides,
                                            const Ensemble& ensemble, unsigned threads) {
    const std::optional<Ending> ending = find_ending(scenario);
    const std::size_t work = scenario.model.network.link_count() * static_cast<std::size_t>(scenario.days()) * kDates *
                             static_cast<std::size_t>(ensemble.asked);
    const std::size_t most = ensemble.has_ranges() ? kMostSampleWork : kMostWork;
    if (!ending || work > most || !ensemble.is_finished()) return std::nullopt;
    try {
        return EndingDates{ending->arm, ending->name, ending->on,
                           sweep_dates(scenario, overrides, *ending, ensemble, threads)};
    } catch (const InputError&) {
        return std::nullopt;
    }
}

}  // namespace chokepoint::study
