#pragma once

#include <chokepoint/base/ids.hpp>
#include <cstdint>
#include <span>
#include <string_view>

namespace chokepoint::policy {

/// How lost capacity recovers after the damage: D0 is the loss, τ the length of the recovery, e = 1, 2, ... its days.
enum class Recovery : std::uint8_t {
    none,     ///< All at once.
    linear,   ///< D0·(1 − e/τ), 0 from e = τ on.
    convex,   ///< D0·(1 − 1/τ)^e.
    concave,  ///< D0·τ/(τ + 1e-6·e^k), k = (ln τ − ln 1e-6)/(ln τ − ln 2).
};

std::span<const std::string_view> recovery_names();
Recovery parse_recovery(std::string_view name);

/// A loss of a node's capacity on some days.
struct Damage {
    std::uint32_t node = 0;
    int first_day = 0;
    int days = 1;       ///< Days with the full loss, before the recovery begins.
    double lost = 0.0;  ///< Share of baseline capacity, from 0 to 1.
    Recovery recovery = Recovery::none;
    double recovery_days = 1.0;    ///< τ: above 2 for `concave`, otherwise above 0.
    std::uint32_t action = kNone;  ///< Index into the scenario's actions.
};

/// The share of capacity lost on `day`, 0 before the damage. The curves are those of Hallegatte 2014 as in BoARIO.
double lost_capacity(const Damage& damage, int day);

}  // namespace chokepoint::policy
