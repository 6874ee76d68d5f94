#include <algorithm>
#include <chokepoint/study/groups/group_recorder.hpp>

namespace chokepoint::study {

namespace {

/// Days of a period that are in one month, and so have one season.
struct MonthPart {
    Date last{};
    int days = 0;
};

std::vector<MonthPart> months_of(const Period& period, Date start) {
    std::vector<MonthPart> months;
    for (int day = period.first_day; day <= period.last_day; ++day) {
        const Date date = start + std::chrono::days(day);
        const bool begins = day == period.first_day || unsigned(std::chrono::year_month_day(date).day()) == 1;
        if (begins) months.push_back({});
        months.back().last = date;
        ++months.back().days;
    }
    return months;
}

}  // namespace

std::vector<double> group_baseline(const Groups& groups, const scenario::Model& model,
                                   const std::vector<Period>& periods, Date start) {
    std::vector<double> baseline(groups.list.size() * periods.size(), 0.0);
    std::vector<std::vector<MonthPart>> months;
    for (const Period& period : periods)
        months.push_back(months_of(period, start));
    for (std::size_t d = 0; d < groups.divisions.size(); ++d) {
        const std::vector<std::uint32_t> group_of = group_of_nodes(groups, d, model);
        std::vector<double> flat(groups.list.size(), 0.0);  // a day, of firms without a season
        for (std::uint32_t i = 0; i < group_of.size(); ++i) {
            const scenario::Profile& profile = model.companies.profile(model.directory.node_company[i]);
            const double output = model.network.output[i];
            if (profile.factors.empty()) {
                flat[group_of[i]] += output;
                continue;
            }
            for (std::size_t p = 0; p < periods.size(); ++p) {
                for (const MonthPart& month : months[p])
                    baseline[group_of[i] * periods.size() + p] += profile.at(month.last) * month.days * output;
            }
        }
        for (std::size_t g = 0; g < flat.size(); ++g) {
            for (std::size_t p = 0; p < periods.size(); ++p)
                baseline[g * periods.size() + p] += flat[g] * (periods[p].last_day - periods[p].first_day + 1);
        }
    }
    return baseline;
}

std::vector<float> company_baseline(const scenario::Model& model, const std::vector<Period>& periods, Date start) {
    std::vector<float> baseline;
    for (const std::size_t p : years_and_total(periods)) {
        const std::vector<MonthPart> months = months_of(periods[p], start);
        for (std::uint32_t company = 0; company < model.companies.size(); ++company) {
            const scenario::Profile& profile = model.companies.profile(company);
            double days = periods[p].last_day - periods[p].first_day + 1;
            if (!profile.factors.empty()) days = 0.0;
            for (std::size_t m = 0; m < months.size() && !profile.factors.empty(); ++m)
                days += profile.at(months[m].last) * months[m].days;
            baseline.push_back(static_cast<float>(days * model.network.output_of(model.companies.nodes(company))));
        }
    }
    return baseline;
}

GroupRecorder::GroupRecorder(const Groups& groups, const std::vector<Period>& periods,
                             const scenario::Scenario& scenario, std::vector<const scenario::Model*> lanes)
    : groups_(groups),
      periods_(periods),
      start_(scenario.start),
      every_firm_(scenario.every_firm),
      kept_(years_and_total(periods)),
      lanes_(std::move(lanes)) {
    const std::size_t nodes = lanes_[0]->network.node_count();
    for (std::size_t d = 0; d < groups.divisions.size(); ++d)
        group_of_.push_back(group_of_nodes(groups, d, *lanes_[0]));
    baseline_.reserve(nodes * lanes_.size());
    for (std::size_t i = 0; i < nodes; ++i) {
        for (const scenario::Model* lane : lanes_)
            baseline_.push_back(lane->network.output[i]);
    }
    month_.assign(baseline_.size(), 0.0);
    sums_.resize(lanes_.size());
    for (GroupSums& sums : sums_) {
        sums.losses_usd.assign(groups.list.size() * periods.size(), 0.0);
        sums.gains_usd = sums.losses_usd;
        if (every_firm_) sums.companies_usd.assign(kept_.size() * lanes_[0]->companies.size(), 0.0F);
    }
}

void GroupRecorder::add(const dynamics::DayStep& step) {
    const double* output = step.state().output.data();
    for (std::size_t k = 0; k < month_.size(); ++k)
        month_[k] += baseline_[k] - output[k];
}

void GroupRecorder::close_month(int day) {
    const auto is_in = [&](const Period& period) { return period.first_day <= day && day <= period.last_day; };
    for (std::size_t p = 0; p < periods_.size(); ++p) {
        const bool has = std::ranges::any_of(open_, [&](const OpenPeriod& open) { return open.period == p; });
        if (is_in(periods_[p]) && !has) open_.push_back({p, std::vector<double>(month_.size(), 0.0)});
    }
    const Date date = start_ + std::chrono::days(day);
    const std::vector<std::uint32_t>& company_of = lanes_[0]->directory.node_company;
    for (unsigned lane = 0; lane < lanes_.size(); ++lane) {
        for (std::size_t i = 0; i < company_of.size(); ++i) {
            double& lost = month_[i * lanes_.size() + lane];
            if (lost == 0.0) continue;
            const double usd = lanes_[lane]->companies.profile(company_of[i]).at(date) * std::exchange(lost, 0.0);
            for (OpenPeriod& open : open_)
                open.loss[i * lanes_.size() + lane] += usd;
        }
    }
    for (const OpenPeriod& open : open_) {
        if (periods_[open.period].last_day != day) continue;
        close(open);
        if (every_firm_) keep_companies(open);
    }
    std::erase_if(open_, [&](const OpenPeriod& open) { return periods_[open.period].last_day == day; });
}

void GroupRecorder::keep_companies(const OpenPeriod& open) {
    const auto found = std::ranges::find(kept_, open.period);
    if (found == kept_.end()) return;
    const scenario::Companies& companies = lanes_[0]->companies;
    const auto first = static_cast<std::size_t>(found - kept_.begin()) * companies.size();
    for (unsigned lane = 0; lane < lanes_.size(); ++lane) {
        for (std::uint32_t company = 0; company < companies.size(); ++company) {
            double usd = 0.0;
            for (const std::uint32_t node : companies.nodes(company))
                usd += open.loss[node * lanes_.size() + lane];
            sums_[lane].companies_usd[first + company] = static_cast<float>(usd);
        }
    }
}

void GroupRecorder::close(const OpenPeriod& open) {
    const scenario::Companies& companies = lanes_[0]->companies;
    std::vector<std::pair<std::uint32_t, double>> of_company;  // by group
    for (unsigned lane = 0; lane < lanes_.size(); ++lane) {
        for (const std::vector<std::uint32_t>& group_of : group_of_) {
            for (std::uint32_t company = 0; company < companies.size(); ++company) {
                of_company.clear();
                for (const std::uint32_t node : companies.nodes(company)) {
                    const double usd = open.loss[node * lanes_.size() + lane];
                    const auto found =
                        std::ranges::find(of_company, group_of[node], [](auto& one) { return one.first; });
                    if (found != of_company.end()) {
                        found->second += usd;
                    } else {
                        of_company.emplace_back(group_of[node], usd);
                    }
                }
                for (const auto& [group, usd] : of_company) {
                    std::vector<double>& sum = usd > 0.0 ? sums_[lane].losses_usd : sums_[lane].gains_usd;
                    sum[group * periods_.size() + open.period] += std::abs(usd);
                }
            }
        }
    }
}

}  // namespace chokepoint::study
