#pragma once

#include <array>
#include <chokepoint/base/date.hpp>
#include <chokepoint/base/diagnostic.hpp>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace chokepoint::scenario {

/// What happens to a company's output; Milestones has the definitions.
enum class MilestoneEvent : std::uint8_t { half, stopped, resumed, recovered };

/// Their names in files, in this order, and then `stop`, an older name of `stopped`.
inline constexpr std::array<std::string_view, 5> kEventNames = {"half", "stopped", "resumed", "recovered", "stop"};

/// The event of one of these names.
MilestoneEvent parse_event(std::string_view name);

/// Something that has been observed, by which samples are weighed.
struct Evidence {
    std::uint32_t company = 0;
    std::size_t arm = 0;      ///< The arm that was history when it was observed.
    bool of_revenue = false;  ///< Else of an event.
    MilestoneEvent event = MilestoneEvent::stopped;
    Date first{};  ///< The event was on one of the days from `first` to `last`.
    Date last{};
    std::string period;        ///< As make_periods() labels it.
    double revenue_usd = 0.0;  ///< Observed, with a normal error.
    double error_usd = 0.0;    ///< Its standard deviation.
    Diagnostic where;
};

}  // namespace chokepoint::scenario
