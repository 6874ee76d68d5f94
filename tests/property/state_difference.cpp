#include "state_difference.hpp"

#include <cstring>
#include <utility>
#include <vector>

namespace chokepoint {

namespace {

template <class T>
bool same_bytes(const std::vector<T>& a, unsigned lane_a, unsigned lanes_a, const std::vector<T>& b, unsigned lane_b,
                unsigned lanes_b) {
    if (a.size() / lanes_a != b.size() / lanes_b) return false;
    for (std::size_t k = 0; k < a.size() / lanes_a; ++k) {
        if (std::memcmp(&a[k * lanes_a + lane_a], &b[k * lanes_b + lane_b], sizeof(T)) != 0) return false;
    }
    return true;
}

}  // namespace

std::string difference(const DayState& a, unsigned lane_a, unsigned lanes_a, const DayState& b, unsigned lane_b,
                       unsigned lanes_b) {
    const std::vector<std::pair<const char*, std::vector<double> DayState::*>> arrays = {
        {"cover", &DayState::cover},
        {"order", &DayState::order},
        {"received", &DayState::received},
        {"output", &DayState::output},
        {"use_rate", &DayState::use_rate},
        {"plan", &DayState::plan},
        {"ration", &DayState::ration},
        {"orders_in", &DayState::orders_in},
        {"fresh", &DayState::fresh},
        {"fresh_served", &DayState::fresh_served},
        {"backlog", &DayState::backlog},
        {"backlog_served", &DayState::backlog_served},
        {"goodwill", &DayState::goodwill},
        {"gained", &DayState::gained},
        {"redeployed", &DayState::redeployed},
        {"limit", &DayState::limit},
        {"ramp", &DayState::ramp},
        {"effort", &DayState::effort},
        {"can_make", &DayState::can_make},
        {"cash_usd", &DayState::cash_usd},
    };
    const auto same = [&](const auto& x, const auto& y) { return same_bytes(x, lane_a, lanes_a, y, lane_b, lanes_b); };
    for (const auto& [name, array] : arrays) {
        if (!same(a.*array, b.*array)) return name;
    }
    // A batch keeps goods under way if one of its lanes has some.
    if (a.transit.empty() == b.transit.empty() && !same(a.transit, b.transit)) return "transit";
    if (a.intact.empty() == b.intact.empty() && !same(a.intact, b.intact)) return "intact";
    if (!same(a.suspended, b.suspended)) return "suspended";
    if (a.bound.empty() || b.bound.empty()) return {};  // left out
    if (!same(a.bound, b.bound)) return "bound";
    if (!same(a.bound_slot, b.bound_slot)) return "bound_slot";
    return {};
}

}  // namespace chokepoint
