#include <fmt/format.h>

#include <chokepoint/base/fault_at.hpp>
#include <chokepoint/base/number.hpp>
#include <chokepoint/scenario/model/profile.hpp>
#include <optional>

namespace chokepoint::scenario {

namespace {

/// `2018-Q1` as year x 4 + quarter.
std::optional<int> parse_quarter(std::string_view text) {
    if (text.size() != 7 || text.substr(4, 2) != "-Q" || text[6] < '1' || text[6] > '4') return std::nullopt;
    const auto year = parse_integer(text.substr(0, 4));
    if (!year) return std::nullopt;
    return static_cast<int>(*year) * 4 + (text[6] - '1');
}

}  // namespace

double Profile::at(Date date) const {
    if (factors.empty()) return 1.0;
    const std::chrono::year_month_day day(date);
    const int quarter = static_cast<int>(day.year()) * 4 + static_cast<int>((unsigned(day.month()) - 1) / 3);
    int position = quarter - first_quarter;
    if (position < 0) return 1.0;
    const int count = static_cast<int>(factors.size());
    if (position >= count) position = count - 4 + (position - count) % 4;
    return factors[static_cast<std::size_t>(position)];
}

// With observed quarters q_1..q_T in the unit of the year's total Y, the factor of quarter t is q_t / (Y/4). After the
// last one, with growth g: factor(t) = (1 + g)·factor(t − 4) for four quarters, which then repeat; without growth the
// last factor holds on.
Profile make_profile(const CompanySpec& company, Diagnostics& diagnostics) {
    Profile profile;
    if (!company.profile_year_total) return profile;
    const auto refuse = [&](const Parameter& parameter, Fault fault, std::string message, std::string hint) {
        diagnostics.add(fault_at(parameter.where, fault, std::move(message), std::move(hint)));
        return Profile();
    };
    if (company.quarters.empty())
        return refuse(*company.profile_year_total, Fault::empty, "the profile has no quarters",
                      "list at least one observed quarter, or take the profile out");
    if (company.profile_year_total->value <= 0.0)
        return refuse(*company.profile_year_total, Fault::out_of_range, "the year's total is zero",
                      "quarters are taken as shares of it");
    for (const QuarterSpec& spec : company.quarters) {
        const auto quarter = parse_quarter(spec.quarter);
        const int expected = profile.first_quarter + static_cast<int>(profile.factors.size());
        if (!quarter || (!profile.factors.empty() && *quarter != expected)) {
            refuse(spec.revenue, Fault::bad_date, fmt::format("quarter '{}' is not the next one", spec.quarter),
                   "write quarters as 2018-Q1, in order, without gaps");
            return profile;
        }
        if (profile.factors.empty()) profile.first_quarter = *quarter;
        profile.factors.push_back(spec.revenue.value / (company.profile_year_total->value / 4.0));
    }
    const std::size_t observed = profile.factors.size();
    if (company.growth && observed < 4) {
        refuse(*company.growth, Fault::missing_key, "growth needs four observed quarters",
               "give a whole year of quarters, or leave growth out");
        return profile;
    }
    for (std::size_t t = observed; t < observed + 4; ++t) {
        profile.factors.push_back(company.growth ? (1.0 + company.growth->value) * profile.factors[t - 4]
                                                 : profile.factors[observed - 1]);
    }
    return profile;
}

}  // namespace chokepoint::scenario
