#pragma once

#include <algorithm>
#include <chokepoint/report/data/run_tables.hpp>
#include <chokepoint/study/attribution/explanation.hpp>
#include <string>
#include <vector>

namespace chokepoint::report {

/// Share of the baseline below which parts of a loss are left out.
inline constexpr double kSmallestLoss = 5e-4;

/// What text, table and JSON of an explanation share, for one period. Scenario and explanation outlive it.
class Explained {
   public:
    Explained(const scenario::Scenario& scenario, const study::Explanation& explanation, std::size_t period)
        : scenario_(scenario), explanation_(explanation), study_(explanation.study), period_(period) {}

    const scenario::Scenario& scenario() const { return scenario_; }
    const study::StudyResult& study() const { return study_; }
    const std::optional<study::ScarceInput>& input() const { return explanation_.input; }
    const study::Period& period() const { return study_.periods[period_]; }
    std::uint32_t company() const { return explanation_.company; }

    double baseline() const { return study_.baseline_usd[explanation_.company][period_]; }
    double loss_of(const study::StudyResult& study) const {
        return baseline() - study.arms[0].companies[explanation_.company].revenue_usd[period_];
    }
    double loss() const { return loss_of(study_); }
    const study::ArmResult& arm() const { return study_.arms[0]; }
    std::string arm_label() const {
        const auto found = std::ranges::find(scenario_.arms, arm().name, &scenario::Arm::name);
        return found == scenario_.arms.end() ? arm().name : found->label;
    }
    const study::Milestones& milestones() const { return arm().companies[explanation_.company].milestones; }
    std::string id(std::uint32_t company) const {
        return std::string(scenario_.model.directory.companies.name(company));
    }
    const std::string& product_label() const {
        return scenario_.model.directory.product_label[explanation_.input->product];
    }
    std::string product() const {
        return std::string(scenario_.model.directory.products.name(explanation_.input->product));
    }
    const dynamics::ProductBehaviour& behaviour() const {
        return scenario_.model.behaviour.products[explanation_.input->product];
    }
    Date substitute_from() const {
        return explanation_.input->closed + std::chrono::days(static_cast<int>(behaviour().qualification_days));
    }
    std::string channel(std::uint32_t number) const { return study::channel_name(number, scenario_.model.directory); }
    std::string root(std::size_t number) const {
        return number < arm().roots.size() ? scenario_.actions[arm().roots[number]].name : "own";
    }
    std::string root_label(std::size_t number) const {
        return number < arm().roots.size() ? scenario_.actions[arm().roots[number]].label : "own";
    }
    /// The channels that matter, from the largest loss to the largest gain.
    std::vector<std::uint32_t> channels() const;
    std::vector<double> by_root(std::uint32_t channel) const {
        return study::losses_by_root(arm(), explanation_.company, period_, channel);
    }

   private:
    const scenario::Scenario& scenario_;
    const study::Explanation& explanation_;
    const study::StudyResult& study_;
    std::size_t period_;
};

}  // namespace chokepoint::report
