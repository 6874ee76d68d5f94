#include <algorithm>
#include <array>
#include <chokepoint/policy/damage.hpp>
#include <cmath>

namespace chokepoint::policy {

namespace {
constexpr std::array<std::string_view, 4> kRecoveryNames = {"none", "linear", "convex", "concave"};
}

std::span<const std::string_view> recovery_names() {
    return kRecoveryNames;
}

Recovery parse_recovery(std::string_view name) {
    return static_cast<Recovery>(std::find(kRecoveryNames.begin(), kRecoveryNames.end(), name) -
                                 kRecoveryNames.begin());
}

double lost_capacity(const Damage& damage, int day) {
    if (day < damage.first_day) return 0.0;
    const double e = day - damage.first_day - damage.days + 1;
    if (e <= 0.0) return damage.lost;
    const double tau = damage.recovery_days;
    switch (damage.recovery) {
        case Recovery::none:
            return 0.0;
        case Recovery::linear:
            return damage.lost * std::max(0.0, 1.0 - e / tau);
        case Recovery::convex:
            return damage.lost * std::pow(1.0 - 1.0 / tau, e);
        case Recovery::concave: {
            constexpr double kSmall = 1e-6;
            const double exponent = (std::log(tau) - std::log(kSmall)) / (std::log(tau) - std::log(2.0));
            return damage.lost * tau / (tau + kSmall * std::pow(e, exponent));
        }
    }
    return 0.0;
}

}  // namespace chokepoint::policy
