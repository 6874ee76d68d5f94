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

std::string difference(const dynamics::DayState& a, unsigned lane_a, unsigned lanes_a, const dynamics::DayState& b,
                       unsigned lane_b, unsigned lanes_b) {
    const std::vector<std::pair<const char*, std::vector<double> dynamics::DayState::*>> arrays = {
        {"cover", &dynamics::DayState::cover},
        {"order", &dynamics::DayState::order},
        {"received", &dynamics::DayState::received},
        {"output", &dynamics::DayState::output},
        {"use_rate", &dynamics::DayState::use_rate},
        {"plan", &dynamics::DayState::plan},
        {"ration", &dynamics::DayState::ration},
        {"orders_in", &dynamics::DayState::orders_in},
        {"fresh", &dynamics::DayState::fresh},
        {"fresh_served", &dynamics::DayState::fresh_served},
        {"backlog", &dynamics::DayState::backlog},
        {"backlog_served", &dynamics::DayState::backlog_served},
        {"goodwill", &dynamics::DayState::goodwill},
        {"gained", &dynamics::DayState::gained},
        {"redeployed", &dynamics::DayState::redeployed},
        {"limit", &dynamics::DayState::limit},
        {"ramp", &dynamics::DayState::ramp},
        {"effort", &dynamics::DayState::effort},
        {"can_make", &dynamics::DayState::can_make},
        {"cash_usd", &dynamics::DayState::cash_usd},
    };
    const auto same = [&](const auto& x, const auto& y) { return same_bytes(x, lane_a, lanes_a, y, lane_b, lanes_b); };
    for (const auto& [name, array] : arrays) {
        if (!same(a.*array, b.*array)) return name;
    }
    // A batch keeps goods in transit if one of its lanes has some.
    if (a.transit.empty() == b.transit.empty() && !same(a.transit, b.transit)) return "transit";
    if (a.intact.empty() == b.intact.empty() && !same(a.intact, b.intact)) return "intact";
    if (!same(a.suspended, b.suspended)) return "suspended";
    if (a.bound.empty() || b.bound.empty()) return {};  // left out
    if (!same(a.bound, b.bound)) return "bound";
    if (!same(a.bound_slot, b.bound_slot)) return "bound_slot";
    return {};
}

}  // namespace chokepoint
