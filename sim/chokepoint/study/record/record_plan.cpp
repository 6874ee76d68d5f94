#include <array>
#include <chokepoint/study/record/record_plan.hpp>

namespace chokepoint::study {

namespace {

constexpr std::size_t kRecordAll = 5000;

}  // namespace

RecordPlan::RecordPlan(const scenario::Scenario& of, const std::vector<Period>& all, std::size_t count, Detail how_much)
    : scenario(of), periods(all.size()), companies(count), daily(of.report_companies.size()), detail(how_much) {
    periods_of_day.resize(static_cast<std::size_t>(of.days()));
    for (std::uint32_t p = 0; p < all.size(); ++p) {
        for (int day = all[p].first_day; day <= all[p].last_day; ++day)
            periods_of_day[static_cast<std::size_t>(day)].push_back(p);
    }
    keeps_losses.assign(periods, true);
    keeps_shares.assign(daily, true);
    losses_of_day = periods_of_day;
    const auto month = [&](int day) { return month_label(of.start + std::chrono::days(day)); };
    for (int day = 0; day < of.days(); ++day) {
        if (day + 1 == of.days() || month(day) != month(day + 1)) month_ends.push_back(static_cast<std::size_t>(day));
    }
}

void RecordPlan::keep_losses_of(std::span<const std::size_t> numbers) {
    keeps_losses.assign(periods, false);
    for (const std::size_t p : numbers)
        keeps_losses[p] = true;
    losses_of_day = periods_of_day;
    for (std::vector<std::uint32_t>& of_day : losses_of_day)
        std::erase_if(of_day, [&](std::uint32_t p) { return !keeps_losses[p]; });
}

void RecordPlan::keep_shares_of(std::span<const std::size_t> units) {
    keeps_shares.assign(daily, false);
    for (const std::size_t unit : units)
        keeps_shares[unit] = true;
}

std::vector<std::uint32_t> recorded_companies(const scenario::Scenario& scenario, const scenario::Model& model) {
    std::vector<std::uint32_t> list = scenario.report_companies;
    const std::size_t count = model.companies.size();
    if (count > kRecordAll) return list;
    std::vector<bool> listed(count, false);
    for (const std::uint32_t company : list)
        listed[company] = true;
    for (std::uint32_t company = 0; company < count; ++company) {
        if (!listed[company]) list.push_back(company);
    }
    return list;
}

std::vector<RecordedUnit> units_of(const scenario::Model& model, std::span<const std::uint32_t> companies) {
    std::vector<RecordedUnit> units;
    for (const std::uint32_t company : companies)
        units.push_back({company, model.companies.nodes(company)});
    return units;
}

std::vector<double> baseline_revenue(const RecordPlan& plan, const scenario::Model& model, const RecordedUnit& unit) {
    const double output = model.network.output_of(unit.nodes);
    const scenario::Profile& profile = model.companies.profile(unit.company);
    std::vector<double> revenue(plan.periods, 0.0);
    // By number of days, summed as Recorder does: who loses nothing loses nothing to the last bit.
    std::array<double, 32> month{};
    for (std::size_t days = 1; days < month.size(); ++days)
        month[days] = month[days - 1] + output;
    std::size_t first = 0;
    for (const std::size_t last : plan.month_ends) {
        const double season = profile.at(plan.scenario.start + std::chrono::days(static_cast<int>(last)));
        for (const std::uint32_t p : plan.periods_of_day[last])
            revenue[p] += season * month[last - first + 1];
        first = last + 1;
    }
    return revenue;
}

}  // namespace chokepoint::study
