#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/base/fault_at.hpp>
#include <chokepoint/scenario/actions/action_spec.hpp>
#include <cmath>

namespace chokepoint::scenario {

namespace {

using Days = ActionKind::Days;

double value_of(const std::optional<Parameter>& parameter, double otherwise = 0.0) {
    return parameter ? parameter->value : otherwise;
}

/// A number of days, to the nearest whole one.
int days_of(const std::optional<Parameter>& parameter) {
    return static_cast<int>(std::lround(value_of(parameter)));
}

/// Makes one action with the values that its parameters have now, except what it takes from others.
class ActionMaker {
   public:
    ActionMaker(const ActionSpec& spec, Date start, Date end, Diagnostics& diagnostics)
        : spec_(spec), start_(start), end_(end), diagnostics_(diagnostics), action_(spec.found) {}

    policy::Action make() {
        action_.openness = value_of(spec_.is("leak") ? spec_.share : spec_.openness, spec_.kind->openness);
        action_.delay_days = days_of(spec_.leak_delay_days);
        action_.penalty_usd = value_of(spec_.is("payment") ? spec_.amount_usd : spec_.penalty_usd);
        action_.escrow_usd = value_of(spec_.escrow_usd);
        action_.suspended_usd = value_of(spec_.suspended_usd);
        if (spec_.is("stockpile")) {
            action_.stockpile.cover_days = value_of(spec_.cover_days, 1.0);
            action_.stockpile.over_days = value_of(spec_.over_days, 30.0);
        }
        if (spec_.is("damage")) {
            action_.damage.lost = value_of(spec_.lost);
            action_.damage.recovery_days = value_of(spec_.recovery_days, 30.0);
        }
        action_.threshold = value_of(spec_.threshold, action_.threshold);
        set_content(action_.content);
        set_phases();
        set_days();
        return std::move(action_);
    }

   private:
    void set_content(policy::ContentRule& rule) const {
        rule.de_minimis = value_of(spec_.de_minimis, rule.de_minimis);
        for (std::size_t k = 0; k < spec_.destinations.size(); ++k)
            rule.destinations[k].de_minimis = spec_.destinations[k].de_minimis.value;
        for (std::size_t k = 0; k < spec_.stated.size(); ++k)
            rule.stated[k].share = spec_.stated[k].share.value;
        rule.switching_cost_share = value_of(spec_.switching_cost_share, rule.switching_cost_share);
        if (spec_.redesign_days) rule.redesign_days = days_of(spec_.redesign_days);
    }

    /// Nothing until the wind-down is over; then the denial, and from `delay_days` on what licences give back of it.
    void set_phases() {
        const int wind_down = days_of(spec_.wind_down_days);
        const bool case_by_case = spec_.licence_policy && spec_.licence_policy->value == "case_by_case";
        if (wind_down > 0 || case_by_case) action_.phases.push_back({wind_down, action_.openness});
        if (!case_by_case) return;
        const int delay = days_of(spec_.delay_days);
        if (delay <= wind_down) action_.phases.clear();
        action_.phases.push_back({std::max(delay, wind_down), value_of(spec_.approval_rate)});
    }

    void set_days() {
        if (spec_.kind->days == Days::one && spec_.on) action_.from = action_.until = date_of(*spec_.on);
        if (spec_.kind->days == Days::within) action_.until = Date::max();
        const bool lasts = spec_.kind->days == Days::lasting || spec_.kind->days == Days::within;
        if (!lasts || !spec_.from) return;
        action_.from = date_of(*spec_.from);
        set_last_day();
        if (action_.from <= end_ && action_.until >= start_) return;
        const bool after = action_.from > end_;
        diagnostics_.add(warning_at(
            spec_.from->where, Fault::without_effect,
            fmt::format("'{}' {}", spec_.id,
                        after ? "starts after the calendar's last day" : "ends before the calendar's first day"),
            after ? "it has no effect; move calendar.end or the date"
                  : "it has no effect; move calendar.start or the dates"));
    }

    void set_last_day() {
        action_.until = std::max(action_.from, end_);
        if (spec_.length) {
            action_.until = action_.from - std::chrono::days(1);
            for (int times = 1 + (spec_.renewals ? spec_.renewals->value : 0); times > 0; --times)
                action_.until = add(action_.until + std::chrono::days(1), *spec_.length) - std::chrono::days(1);
        } else if (spec_.permit_days) {
            action_.until = action_.from + std::chrono::days(days_of(spec_.permit_days) - 1);
        } else if (spec_.until) {
            action_.until = date_of(*spec_.until);
            if (action_.until >= action_.from) return;
            diagnostics_.add(fault_at(spec_.until->where, Fault::contradiction,
                                      fmt::format("'{}' ends on {}, before it starts on {}", spec_.id,
                                                  format_date(action_.until), format_date(action_.from)),
                                      "'until' is the last day in force"));
        }
    }

    const ActionSpec& spec_;
    Date start_;
    Date end_;
    Diagnostics& diagnostics_;
    policy::Action action_;
};

}  // namespace

std::vector<policy::Action> make_actions(const std::vector<ActionSpec>& specs, Date start, Date end,
                                         Diagnostics& diagnostics) {
    std::vector<policy::Action> actions;
    for (const ActionSpec& spec : specs)
        actions.push_back(ActionMaker(spec, start, end, diagnostics).make());
    resolve_references(specs, actions, diagnostics);
    return actions;
}

}  // namespace chokepoint::scenario
