#include <algorithm>
#include <chokepoint/base/ids.hpp>
#include <chokepoint/scenario/model/stated_value.hpp>
#include <chokepoint/study/answer/answer.hpp>
#include <chokepoint/study/evidence_weight.hpp>
#include <chokepoint/study/report_place.hpp>
#include <cmath>
#include <utility>

namespace chokepoint::study {

namespace {

constexpr std::size_t kTargetRows = 3;
constexpr std::size_t kRows = 11;
constexpr std::size_t kCountries = 2;

/// How far the row's loss is from nothing, in a unit, under any of the arms; a range alone counts by its nearer end.
double stake(const Ensemble& ensemble, const Answer& answer, const AnswerRow& row, LossUnit unit) {
    double largest = 0.0;
    for (const std::size_t arm : answer.arms) {
        const Spread lost = loss_spread(ensemble, answer.ask(row, arm, {}, unit), answer.with_evidence);
        const double most = std::isnan(lost.p50) ? std::min(std::abs(lost.p05), std::abs(lost.p95)) : lost.p50;
        largest = std::max(largest, std::abs(most));
    }
    return largest;
}

void add_targets(const scenario::Scenario& scenario, const Ensemble& ensemble, Answer& answer) {
    const std::vector<std::uint32_t> targets = reported_targets(scenario);
    for (const std::uint32_t company : targets) {
        if (answer.targets.size() == kTargetRows) break;
        const std::size_t place = place_in_report(scenario, company);
        if (is_range_alone(ensemble, {.place = place})) continue;
        answer.targets.push_back(place);
        answer.rows.push_back({std::string(scenario.model.companies.name(company)), place, false, true});
    }
}

/// The only company of a role, or kNone if there are more.
std::uint32_t only_company(const Groups& groups, Role role) {
    std::uint32_t only = kNone;
    for (std::uint32_t company = 0; company < groups.roles.size(); ++company) {
        if (groups.roles[company] != role) continue;
        if (only != kNone) return kNone;
        only = company;
    }
    return only;
}

void add_roles(const scenario::Scenario& scenario, const Ensemble& ensemble, Answer& answer) {
    const bool many = scenario.targets.size() > kTargetRows;
    for (const Role role : {Role::target, Role::home_supplier, Role::other_supplier, Role::rival, Role::other}) {
        if (role == Role::target && !many) continue;
        const std::uint32_t place = ensemble.groups.find(scenario::GroupBy::role, static_cast<std::uint32_t>(role));
        if (place == kNone) continue;
        AnswerRow row{group_label(ensemble.groups, ensemble.groups.list[place], scenario.model), place, true, false};
        if (const std::uint32_t only = only_company(ensemble.groups, role); only != kNone)
            row.label += ": " + std::string(scenario.model.companies.name(only));
        if (stake(ensemble, answer, row, LossUnit::usd) > 0.0) answer.rows.push_back(std::move(row));
    }
}

/// The companies with the largest share of their revenue at stake, of those that the scenario names or of all.
void add_companies(const scenario::Scenario& scenario, const Ensemble& ensemble, Answer& answer) {
    const bool named = !scenario.spec.report_firms.empty();
    std::vector<std::pair<double, AnswerRow>> companies;
    const std::size_t count = named ? scenario.report_companies.size() : ensemble.companies.size();
    for (std::size_t place = 0; place < count; ++place) {
        const std::uint32_t company = ensemble.companies[place];
        if (ensemble.groups.roles[company] == Role::target && !answer.targets.empty()) continue;
        if (only_company(ensemble.groups, ensemble.groups.roles[company]) == company) continue;  // it has a row
        AnswerRow row{std::string(scenario.model.companies.name(company)), place, false, false};
        const double at_stake = stake(ensemble, answer, row, LossUnit::share);
        if (at_stake > 0.0) companies.emplace_back(at_stake, std::move(row));
    }
    std::ranges::stable_sort(companies, std::greater(), &std::pair<double, AnswerRow>::first);
    for (auto& [at_stake, row] : companies) {
        if (answer.rows.size() == kRows) break;
        answer.rows.push_back(std::move(row));
    }
}

/// The companies of which the model has sales to the targets, and no others.
std::vector<bool> sells_to_targets_alone(const scenario::Scenario& scenario) {
    const scenario::Model& model = scenario.model;
    const network::SupplyNetwork& network = model.network;
    std::vector<double> sales(model.companies.size(), 0.0);
    for (const scenario::Target& target : scenario.targets) {
        for (const std::uint32_t node : model.companies.nodes(target.company)) {
            for (std::uint32_t s = network.node_slots[node]; s < network.node_slots[node + 1]; ++s)
                for (std::uint64_t link = network.slot_links[s]; link < network.slot_links[s + 1]; ++link)
                    sales[model.directory.node_company[network.link_supplier[link]]] += network.link_flow[link];
        }
    }
    std::vector<bool> alone(sales.size(), false);
    for (std::uint32_t company = 0; company < sales.size(); ++company)
        alone[company] = sales[company] > 0.0 &&
                         scenario::kDaysOfYear * sales[company] > 0.999 * scenario::revenue_usd(model, company);
    return alone;
}

/// Whether the revenue that the row's shares are of is, of any of its companies, sales to the targets alone.
bool has_mixed_share(const Ensemble& ensemble, const Answer& answer, const AnswerRow& row) {
    if (row.is_target) return false;
    if (!row.of_group) return answer.sells_to_targets[ensemble.companies[row.place]];
    for (std::size_t company = 0; company < answer.sells_to_targets.size(); ++company) {
        if (answer.sells_to_targets[company] &&
            ensemble.groups.roles[company] == static_cast<Role>(ensemble.groups.list[row.place].number))
            return true;
    }
    return false;
}

std::vector<std::size_t> country_groups(const Ensemble& ensemble, const std::vector<std::uint32_t>& countries) {
    std::vector<std::size_t> places;
    for (const std::uint32_t country : countries) {
        const std::uint32_t place = ensemble.groups.find(scenario::GroupBy::country, country);
        if (place != kNone && countries.size() <= kCountries) places.push_back(place);
    }
    return places;
}

}  // namespace

LossQuestion Answer::ask(const AnswerRow& row, std::size_t arm, std::optional<std::size_t> against,
                         LossUnit unit) const {
    return {arm, against, row.place, row.of_group, LossPart::net, period, unit};
}

Answer make_answer(const scenario::Scenario& scenario, const Ensemble& ensemble) {
    Answer answer;
    answer.arms = policy_arms(scenario);
    answer.with_evidence = has_weight(ensemble);
    answer.sells_to_targets.assign(scenario.model.companies.size(), false);
    if (answer.arms.empty()) return answer;
    answer.period = headline_periods(scenario, ensemble).front();
    add_targets(scenario, ensemble, answer);
    add_roles(scenario, ensemble, answer);
    add_companies(scenario, ensemble, answer);
    answer.sells_to_targets = sells_to_targets_alone(scenario);
    for (AnswerRow& row : answer.rows)
        row.mixed_share = has_mixed_share(ensemble, answer, row);
    answer.home = country_groups(ensemble, ensemble.groups.home_countries);
    answer.abroad = country_groups(ensemble, ensemble.groups.target_countries);
    std::erase_if(answer.abroad, [&](std::size_t place) { return std::ranges::count(answer.home, place) > 0; });
    return answer;
}

}  // namespace chokepoint::study
