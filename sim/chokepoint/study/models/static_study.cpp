#include <algorithm>
#include <chokepoint/base/parallel.hpp>
#include <chokepoint/policy/openness.hpp>
#include <chokepoint/study/models/static_study.hpp>
#include <chokepoint/study/record/record_plan.hpp>
#include <map>

namespace chokepoint::study {

namespace {

/// The policy of each day, in turn, as a shock.
class PolicyDays {
   public:
    explicit PolicyDays(const policy::OpennessSchedule& schedule)
        : schedule_(schedule), openness_(schedule.links.size(), 1.0) {}

    /// Moves on to `day` and returns whether anything differs from the day before. Days come in order.
    bool advance(int day) {
        bool changed = false;
        for (; next_ < schedule_.changes.size() && schedule_.changes[next_].day <= day; ++next_) {
            const policy::OpennessChange& change = schedule_.changes[next_];
            changed = changed || openness_[change.link] != change.openness;
            openness_[change.link] = change.openness;
        }
        std::map<std::uint32_t, double> lost;
        for (const policy::Damage& damage : schedule_.damage) {
            const double share = policy::lost_capacity(damage, day);
            if (share > 0.0) lost[damage.node] = std::max(lost[damage.node], share);
        }
        changed = changed || lost != lost_;
        lost_ = std::move(lost);
        return changed;
    }

    cascade::CascadeShock shock() const {
        cascade::CascadeShock shock;
        for (const auto& [node, share] : lost_)
            shock.nodes.push_back({node, share, share});
        for (std::size_t k = 0; k < openness_.size(); ++k) {
            if (openness_[k] < 1.0) shock.links.push_back({schedule_.links[k], openness_[k]});
        }
        return shock;
    }

   private:
    const policy::OpennessSchedule& schedule_;
    std::vector<double> openness_;
    std::map<std::uint32_t, double> lost_;  ///< Capacity, by node.
    std::size_t next_ = 0;
};

/// Adds the month that `day` ends to the sums by period.
void close_month(const RecordPlan& plan, int day, const StudyResult& study, std::vector<double>& month,
                 ArmResult& arm) {
    for (std::size_t c = 0; c < month.size(); ++c) {
        std::vector<double>& revenue = arm.companies.at(study.companies[c]).revenue_usd;
        revenue.resize(study.periods.size(), 0.0);
        const scenario::Profile& profile = plan.scenario.model.companies.profile(study.companies[c]);
        const double season = profile.at(plan.scenario.start + std::chrono::days(day));
        for (const std::uint32_t p : plan.periods_of_day[static_cast<std::size_t>(day)])
            revenue[p] += season * month[c];
        month[c] = 0.0;
    }
}

/// Fills arm `a` of the study; false if it was stopped.
bool run_arm(const RecordPlan& plan, std::size_t a, const StaticSolver& solver, const RunControl& control,
             StudyResult& study, StaticAccuracy& accuracy) {
    const scenario::Scenario& scenario = plan.scenario;
    const scenario::Model& model = scenario.model;
    const auto schedule = scenario::openness_of(scenario, scenario.arms[a]);
    ArmResult& arm = study.arms[a];
    std::vector<double> output(study.companies.size());  // of a day, USD, without the season
    std::vector<double> month(study.companies.size(), 0.0);
    PolicyDays policy(*schedule);
    auto month_end = plan.month_ends.begin();
    for (int day = 0; day < scenario.days(); ++day) {
        if (control.stop != nullptr && *control.stop) return false;
        if (policy.advance(day) || day == 0) {
            const StaticOutcome outcome = solver.solve(policy.shock());
            accuracy.residual = std::max(accuracy.residual, outcome.residual);
            accuracy.converged = accuracy.converged && outcome.converged;
            for (std::size_t c = 0; c < output.size(); ++c) {
                output[c] = 0.0;
                for (const std::uint32_t node : model.companies.nodes(study.companies[c]))
                    output[c] += model.network.output[node] * outcome.kept[node];
            }
        }
        for (std::size_t c = 0; c < output.size(); ++c)
            month[c] += output[c];
        if (static_cast<std::size_t>(day) != *month_end) continue;
        close_month(plan, day, study, month, arm);
        ++month_end;
    }
    return true;
}

}  // namespace

StudyResult run_static_study(const scenario::Scenario& scenario, StaticModel kind, unsigned threads,
                             const RunControl& control, StaticAccuracy& accuracy) {
    StudyResult study = frame_study(scenario);
    const RecordPlan plan(scenario, study.periods, study.companies.size(), Detail::revenue);
    const StaticSolver solver(scenario.model, kind);
    std::vector<StaticAccuracy> of_arms(study.arms.size());
    for_each_index(study.arms.size(), threads, [&](std::size_t a) {
        study.arms[a].finished = run_arm(plan, a, solver, control, study, of_arms[a]);
    });
    for (const StaticAccuracy& arm : of_arms) {
        accuracy.residual = std::max(accuracy.residual, arm.residual);
        accuracy.converged = accuracy.converged && arm.converged;
    }
    return study;
}

}  // namespace chokepoint::study
