#include <algorithm>
#include <chokepoint/study/delay/ending_dates.hpp>
#include <chokepoint/study/inputs.hpp>

namespace chokepoint::study {

namespace {

constexpr int kDates = 8;                       ///< Half of them up to the date of the scenario.
constexpr std::size_t kMostWork = 100'000'000;  ///< Links times days of all runs: a second at most.

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

Sweep sweep_dates(const scenario::Scenario& scenario, const scenario::Overrides& overrides, const Ending& ending,
                  std::uint32_t company, const Period& period, unsigned threads) {
    scenario::LoadSettings load;
    load.threads = threads;
    load.hash_inputs = !scenario.sha256.empty();
    SweepPlan plan{scenario.file, overrides, load, {axis_of(ending)}, {}};
    plan.overrides.emplace_back("uncertainty.samples", "1");
    plan.narrow = [&, arm = scenario.arms[ending.arm].name](scenario::Scenario& point) {
        require_same_inputs(scenario, point);
        std::erase_if(point.arms, [&](const scenario::Arm& other) { return other.name != arm; });
        point.report_companies = {company};
    };
    Sweep sweep{scenario.title, plan.axes, period, scenario.start, scenario.end, {}, scenario.model.currency};
    run_sweep(plan, threads, {}, [&](SweepRun&& run) {
        const auto same = std::ranges::find(run.study.periods, period.label, &Period::label);
        sweep.points.push_back(sweep_point(run, static_cast<std::size_t>(same - run.study.periods.begin())));
    });
    return sweep;
}

}  // namespace

std::optional<EndingDates> run_ending_dates(const scenario::Scenario& scenario, const scenario::Overrides& overrides,
                                            std::uint32_t company, const Period& period, unsigned threads) {
    const std::optional<Ending> ending = find_ending(scenario);
    const std::size_t work = scenario.model.network.link_count() * static_cast<std::size_t>(scenario.days()) * kDates;
    if (!ending || work > kMostWork) return std::nullopt;
    try {
        return EndingDates{ending->arm, ending->name, ending->on,
                           sweep_dates(scenario, overrides, *ending, company, period, threads)};
    } catch (const InputError&) {
        return std::nullopt;
    }
}

}  // namespace chokepoint::study
