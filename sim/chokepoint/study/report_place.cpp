#include <algorithm>
#include <chokepoint/scenario/exposure.hpp>
#include <chokepoint/study/evidence_weight.hpp>
#include <chokepoint/study/report_place.hpp>

namespace chokepoint::study {

namespace {

/// `loss` is that of a place in the report, over all arms.
template <class Loss>
std::size_t largest_place(const scenario::Scenario& scenario, const Loss& loss) {
    std::size_t best = 0;
    double most = 0.0;
    for (std::size_t place = 0; place < scenario.report_companies.size(); ++place) {
        if (scenario::hides_number(scenario::exposure_of(scenario.model, scenario.report_companies[place]))) continue;
        const double lost = loss(place);
        if (!(lost > most)) continue;
        most = lost;
        best = place;
    }
    return best;
}

}  // namespace

std::size_t place_in_report(const scenario::Scenario& scenario, std::uint32_t company) {
    const std::vector<std::uint32_t>& shown = scenario.report_companies;
    return static_cast<std::size_t>(std::find(shown.begin(), shown.end(), company) - shown.begin());
}

std::vector<std::size_t> target_places(const scenario::Scenario& scenario) {
    std::vector<std::size_t> places;
    for (const std::uint32_t company : reported_targets(scenario))
        places.push_back(place_in_report(scenario, company));
    std::sort(places.begin(), places.end());
    return places;
}

std::vector<std::uint32_t> reported_targets(const scenario::Scenario& scenario) {
    std::vector<std::uint32_t> shown = scenario.report_companies;
    std::sort(shown.begin(), shown.end());
    std::vector<std::uint32_t> targets;
    for (const scenario::Target& target : scenario.targets) {
        if (std::binary_search(shown.begin(), shown.end(), target.company)) targets.push_back(target.company);
    }
    return targets;
}

std::size_t place_of_largest_loss(const scenario::Scenario& scenario, const Ensemble& ensemble, bool with_evidence) {
    return largest_place(scenario, [&](std::size_t place) {
        double most = 0.0;
        for (std::size_t arm = 0; arm < scenario.arms.size(); ++arm) {
            double lost = 0.0;
            for (const SampleResult& sample : ensemble.samples) {
                if (!sample.fault.empty()) continue;
                lost += (with_evidence ? sample.weight : 1.0) *
                        (sample.baseline_usd[place].back() - sample.outcomes[arm][place].revenue_usd.back());
            }
            most = std::max(most, lost);
        }
        return most;
    });
}

std::uint32_t company_of_largest_loss(const scenario::Scenario& scenario, const Ensemble& ensemble) {
    return scenario.report_companies[place_of_largest_loss(scenario, ensemble, has_weight(ensemble))];
}

}  // namespace chokepoint::study
