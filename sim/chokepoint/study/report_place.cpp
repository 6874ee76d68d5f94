#include <algorithm>
#include <chokepoint/study/report_place.hpp>

namespace chokepoint {

std::size_t place_in_report(const Scenario& scenario, std::uint32_t company) {
    const std::vector<std::uint32_t>& shown = scenario.report_companies;
    return static_cast<std::size_t>(std::find(shown.begin(), shown.end(), company) - shown.begin());
}

std::vector<std::size_t> target_places(const Scenario& scenario) {
    std::vector<std::size_t> places;
    for (const std::uint32_t company : target_companies(scenario)) {
        const std::size_t place = place_in_report(scenario, company);
        if (place < scenario.report_companies.size()) places.push_back(place);
    }
    std::sort(places.begin(), places.end());
    return places;
}

}  // namespace chokepoint
