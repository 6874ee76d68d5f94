#pragma once

#include <chokepoint/policy/term.hpp>
#include <chokepoint/scenario/scenario.hpp>
#include <cstdint>
#include <vector>

namespace chokepoint::study {

/// A link with a flow that a term of the arm covers; numbers of the Directory.
struct TimelineLink {
    std::uint32_t exporter = 0;  ///< Company.
    std::uint32_t customer = 0;  ///< Company.
    std::uint32_t product = 0;
    std::uint32_t supplier = 0;  ///< Node.
    double flow_usd = 0.0;       ///< Baseline, a year.
};

/// A day on which something begins, changes or ends.
struct TimelineStep {
    int day = 0;                        ///< From the calendar's start; what began earlier is at 0.
    std::vector<std::uint32_t> begun;   ///< Terms, by number.
    std::vector<std::uint32_t> over;    ///< Terms whose last day was the day before.
    std::vector<std::uint32_t> events;  ///< Actions that happen or are announced on the day without closing a link yet.
    std::vector<policy::LinkOpenness> state;  ///< Of each link, after the day's changes.
};

/// How the openness of links changes in one arm. Nothing is simulated.
struct ArmTimeline {
    std::vector<policy::Term> terms;
    std::vector<std::uint64_t> numbers;  ///< Of the links in the network, ascending.
    std::vector<TimelineLink> links;
    std::vector<TimelineStep> steps;  ///< Ascending by day.
};

/// The steps of arm `arm` within the scenario's calendar.
ArmTimeline make_timeline(const scenario::Scenario& scenario, std::size_t arm);

/// The share of a flow that a term closes now and that opens later without a further action, when permits, licences or
/// substitutes arrive.
double comes_later(const ArmTimeline& timeline, const scenario::Scenario& scenario, std::uint32_t term);

}  // namespace chokepoint::study
