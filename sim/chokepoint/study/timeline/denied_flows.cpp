#include <algorithm>
#include <chokepoint/study/timeline/denied_flows.hpp>
#include <chokepoint/study/timeline/timeline.hpp>
#include <map>
#include <tuple>

namespace chokepoint::study {

std::vector<DeniedFlow> denied_flows(const scenario::Scenario& scenario, std::size_t arm) {
    const ArmTimeline timeline = make_timeline(scenario, arm);
    std::vector<double> closed(timeline.links.size(), 0.0);
    for (const TimelineStep& step : timeline.steps) {
        for (std::size_t k = 0; k < closed.size(); ++k)
            closed[k] = std::max(closed[k], (1.0 - step.state[k].openness) * timeline.links[k].flow_usd);
    }
    std::map<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>, double> sums;
    for (std::size_t k = 0; k < closed.size(); ++k) {
        const TimelineLink& link = timeline.links[k];
        if (closed[k] > 0.0) sums[{link.exporter, link.product, link.customer}] += closed[k];
    }
    std::vector<DeniedFlow> flows;
    for (const auto& [key, usd] : sums)
        flows.push_back({std::get<0>(key), std::get<2>(key), std::get<1>(key), usd});
    return flows;
}

}  // namespace chokepoint::study
