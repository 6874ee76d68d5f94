#include <algorithm>
#include <chokepoint/study/live/shown_arms.hpp>
#include <utility>

namespace chokepoint::study {

namespace {

/// Keeps the items at these places.
template <class V>
void keep_places(std::vector<V>& items, const std::vector<std::size_t>& places) {
    if (items.empty()) return;  // a sample with a fault
    std::vector<V> kept;
    for (const std::size_t place : places)
        kept.push_back(std::move(items[place]));
    items = std::move(kept);
}

/// Keeps some arms of a scenario. Evidence about others goes with them.
void keep_arms(scenario::Scenario& scenario, const std::vector<std::size_t>& numbers) {
    keep_places(scenario.arms, numbers);
    std::erase_if(scenario.evidence, [&](scenario::Evidence& evidence) {
        const auto found = std::ranges::find(numbers, evidence.arm);
        evidence.arm = static_cast<std::size_t>(found - numbers.begin());
        return found == numbers.end();
    });
}

}  // namespace

ShownArms::ShownArms(const scenario::Scenario& scenario, const std::vector<std::string>& names) : scenario_(scenario) {
    for (std::size_t arm = 0; arm < scenario.arms.size(); ++arm) {
        is_shown_.push_back(names.empty() || std::ranges::count(names, scenario.arms[arm].name) > 0);
        const bool is_observed = std::ranges::count(scenario.evidence, arm, &scenario::Evidence::arm) > 0;
        if (is_shown_[arm] || is_observed) needed_.push_back(arm);
    }
}

scenario::Scenario ShownArms::needed_scenario() const {
    scenario::Scenario scenario = scenario_;
    keep_arms(scenario, needed_);
    return scenario;
}

void ShownArms::leave_out_others(scenario::Scenario& scenario, Ensemble& ensemble) const {
    std::vector<std::size_t> places;
    for (std::size_t k = 0; k < needed_.size(); ++k) {
        if (is_shown_[needed_[k]]) places.push_back(k);
    }
    if (places.size() == needed_.size()) return;
    keep_arms(scenario, places);
    for (SampleResult& sample : ensemble.samples) {
        keep_places(sample.outcomes, places);
        keep_places(sample.groups, places);
    }
}

}  // namespace chokepoint::study
