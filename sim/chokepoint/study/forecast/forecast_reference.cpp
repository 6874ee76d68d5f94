#include <algorithm>
#include <chokepoint/base/number.hpp>
#include <chokepoint/policy/openness.hpp>
#include <chokepoint/study/forecast/forecast_reference.hpp>
#include <limits>

namespace chokepoint::study {

namespace {

const scenario::CompanySpec* spec_of(const scenario::Scenario& scenario, std::uint32_t company) {
    const auto& specs = scenario.model_spec.companies;
    const std::string_view id = scenario.model.directory.companies.name(company);
    const auto found =
        std::find_if(specs.begin(), specs.end(), [&](const scenario::CompanySpec& spec) { return spec.id == id; });
    return found != specs.end() && found->profile_year_total ? &*found : nullptr;
}

/// `2017-Q2` of `2018-Q2`, `2017` of `2018`; "" of what is neither a quarter nor a year.
std::string year_before(const std::string& period) {
    const auto year = parse_integer(period.substr(0, 4));
    const bool quarter = period.size() == 7 && period[5] == 'Q';
    return year && (quarter || period.size() == 4) ? std::to_string(*year - 1) + period.substr(4) : std::string();
}

double share_of(double part, double whole) {
    return whole > 0.0 ? part / whole : 0.0;
}

}  // namespace

MoneyUnit money_unit(const scenario::Scenario& scenario, std::uint32_t company) {
    const scenario::CompanySpec* spec = spec_of(scenario, company);
    if (spec == nullptr || spec->profile_year_total->unit.empty()) return {"M " + scenario.model.currency};
    return {spec->profile_year_total->unit,
            spec->profile_year_total->value / scenario::revenue_usd(scenario.model, company)};
}

double last_year_revenue(const scenario::Scenario& scenario, std::uint32_t company,
                         std::span<const std::uint32_t> nodes, const std::string& period) {
    constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();
    const scenario::CompanySpec* spec = spec_of(scenario, company);
    const std::string before = year_before(period);
    if (spec == nullptr || before.empty()) return kUnknown;
    double sum = 0.0;
    std::size_t quarters = 0;
    for (const scenario::QuarterSpec& quarter : spec->quarters) {
        if (!quarter.quarter.starts_with(before)) continue;
        sum += quarter.revenue.value;
        ++quarters;
    }
    if (quarters != (before.size() == 4 ? 4 : 1)) return kUnknown;
    const scenario::Model& model = scenario.model;
    const double share = model.network.output_of(nodes) / model.network.output_of(model.companies.nodes(company));
    return share * sum / spec->profile_year_total->value * scenario::revenue_usd(model, company);
}

std::vector<double> denied_shares(const scenario::Scenario& scenario, std::size_t arm,
                                  std::span<const std::uint32_t> nodes) {
    const network::SupplyNetwork& network = scenario.model.network;
    const auto compiled = scenario::openness_of(scenario, scenario.arms[arm]);
    const policy::OpennessSchedule& schedule = *compiled;
    std::vector<char> ours(network.node_count(), 0);
    double purchases = 0.0;
    for (const std::uint32_t node : nodes) {
        ours[node] = 1;
        purchases += network.purchases(node);
    }
    std::vector<double> openness(schedule.links.size(), 1.0);
    std::vector<double> shares;
    for (std::size_t next = 0; shares.size() < static_cast<std::size_t>(scenario.days());) {
        const int day = static_cast<int>(shares.size());
        for (; next < schedule.changes.size() && schedule.changes[next].day <= day; ++next)
            openness[schedule.changes[next].link] = schedule.changes[next].openness;
        double sales = 0.0;
        double inputs = 0.0;
        for (std::size_t k = 0; k < openness.size(); ++k) {
            const std::uint64_t link = schedule.links[k];
            const double denied = (1.0 - openness[k]) * network.link_flow[link];
            if (ours[network.link_supplier[link]] != 0) sales += denied;
            if (ours[network.slot_customer[network.slot_of(link)]] != 0) inputs += denied;
        }
        shares.push_back(
            std::max(share_of(sales, scenario.model.network.output_of(nodes)), share_of(inputs, purchases)));
        const int change = next < schedule.changes.size() ? schedule.changes[next].day : scenario.days();
        shares.resize(static_cast<std::size_t>(change), shares.back());
    }
    return shares;
}

double share_and_days_revenue(const scenario::Scenario& scenario, std::uint32_t company,
                              std::span<const std::uint32_t> nodes, const Period& period,
                              std::span<const double> denied) {
    const scenario::Profile& profile = scenario.model.companies.profile(company);
    double days = 0.0;
    for (int day = period.first_day; day <= period.last_day; ++day) {
        const double kept = denied.empty() ? 1.0 : 1.0 - denied[static_cast<std::size_t>(day)];
        days += kept * profile.at(scenario.start + std::chrono::days(day));
    }
    return days * scenario.model.network.output_of(nodes);
}

double baseline_revenue(const scenario::Scenario& scenario, std::uint32_t company, std::span<const std::uint32_t> nodes,
                        const Period& period) {
    return share_and_days_revenue(scenario, company, nodes, period, {});
}

}  // namespace chokepoint::study
