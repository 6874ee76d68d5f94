#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/base/fault_at.hpp>
#include <chokepoint/scenario/report_names.hpp>
#include <chokepoint/scenario/scenario_read.hpp>

namespace chokepoint::scenario {

namespace {

/// The first arm with actions, else the first.
std::size_t default_arm(const Scenario& scenario) {
    const auto& arms = scenario.arms;
    const auto found = std::find_if(arms.begin(), arms.end(), [](const Arm& arm) { return !arm.actions.empty(); });
    return found == arms.end() ? 0 : static_cast<std::size_t>(found - arms.begin());
}

void set_days(const EvidenceSpec& spec, const Scenario& scenario, Evidence& evidence, Diagnostics& diagnostics) {
    const std::vector<StatedText>& days = spec.between;
    const auto refuse = [&](const Diagnostic& where, Fault fault, std::string message, std::string hint) {
        diagnostics.add(fault_at(where, fault, std::move(message), std::move(hint)));
    };
    if (days.size() != 2)
        return refuse(spec.event->where, Fault::missing_key, "an event needs two days",
                      "as in between: [2018-05-06, 2018-05-10]");
    const auto first = parse_date(days[0].value);
    const auto last = parse_date(days[1].value);
    if (!first || !last) {
        const StatedText& bad = !first ? days[0] : days[1];
        return refuse(bad.where, Fault::bad_date, fmt::format("'{}' is not a date", bad.value),
                      "write dates as 2018-05-09");
    }
    if (*last < *first)
        refuse(days[1].where, Fault::contradiction, "the last day is before the first", "swap the two dates");
    if (*first > scenario.end || *last < scenario.start)
        refuse(days[0].where, Fault::out_of_range, "the days are not in the calendar",
               "they are from calendar.start to calendar.end");
    evidence.first = *first;
    evidence.last = *last;
}

void set_revenue(const EvidenceSpec& spec, ReportNames& names, Evidence& evidence, Diagnostics& diagnostics) {
    if (!spec.period || !spec.error_usd)
        return diagnostics.add(fault_at(spec.revenue_usd->where, Fault::missing_key,
                                        "an observed revenue needs its period and its error",
                                        "as in period: 2018-Q2, revenue_usd: 1.9e9, error_usd: 0.1e9"));
    evidence.period = spec.period->value;
    evidence.revenue_usd = spec.revenue_usd->value;
    evidence.error_usd = *spec.error_usd;
    names.check_period(*spec.period);
}

}  // namespace

MilestoneEvent parse_event(std::string_view name) {
    if (name == kEventNames.back()) return MilestoneEvent::stopped;
    const auto found = std::find(kEventNames.begin(), kEventNames.end(), name);
    return static_cast<MilestoneEvent>(found - kEventNames.begin());
}

void make_evidence(Scenario& scenario, Diagnostics& diagnostics) {
    ReportNames names(scenario, diagnostics);
    for (const EvidenceSpec& spec : scenario.spec.evidence) {
        Evidence& evidence = scenario.evidence.emplace_back();
        evidence.where = spec.where;
        evidence.company = scenario.report_companies[names.place(spec.firm)];
        evidence.arm = spec.arm ? names.arm(*spec.arm) : default_arm(scenario);
        evidence.of_revenue = !spec.event;
        if (spec.event) {
            evidence.event = parse_event(spec.event->value);
            set_days(spec, scenario, evidence, diagnostics);
        } else {
            set_revenue(spec, names, evidence, diagnostics);
        }
    }
}

}  // namespace chokepoint::scenario
