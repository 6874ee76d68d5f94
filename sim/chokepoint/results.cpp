#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/results.hpp>
#include <chokepoint/scenario/model/stated_value.hpp>
#include <chokepoint/scenario/scenario_read.hpp>
#include <chokepoint/study/answer/loss_question.hpp>
#include <cmath>
#include <map>
#include <stdexcept>

namespace chokepoint {

namespace {

[[noreturn]] void refuse(std::string_view what, std::string_view name) {
    throw std::out_of_range(fmt::format("the results have no {} '{}'", what, name));
}

std::size_t arm_number(const Results& results, std::string_view name) {
    const std::vector<scenario::Arm>& arms = results.scenario().checked().arms;
    for (std::size_t a = 0; a < arms.size(); ++a) {
        if (arms[a].name == name) return a;
    }
    refuse("arm", name);
}

std::size_t period_number(const Results& results, std::string_view label) {
    const std::vector<study::Period>& periods = results.samples().periods;
    for (std::size_t p = 0; p < periods.size(); ++p) {
        if (periods[p].label == label) return p;
    }
    refuse("period", label);
}

/// The place among the companies of the results, or their number.
std::size_t place_of(const Results& results, std::uint32_t company) {
    const std::vector<std::uint32_t>& companies = results.samples().companies;
    return static_cast<std::size_t>(std::find(companies.begin(), companies.end(), company) - companies.begin());
}

std::size_t company_place(const Results& results, std::string_view name) {
    const std::uint32_t company = scenario::find_company(results.scenario().checked().model, name);
    const std::size_t place = place_of(results, company);
    if (company == kNone || place == results.samples().companies.size()) refuse("company", name);
    return place;
}

Loss loss_of(const Results& results, std::size_t place, std::size_t arm, std::size_t period) {
    const study::Ensemble& samples = results.samples();
    study::LossQuestion ask{.arm = arm, .place = place, .period = period};
    const study::Spread usd = study::loss_spread(samples, ask);
    ask.unit = study::LossUnit::share;
    const study::Spread share = study::loss_spread(samples, ask);
    Loss loss{study::baseline_spread(samples, ask).p50, usd.p50};
    if (std::isfinite(share.p05) && std::isfinite(share.p50)) loss.range = LossRange{share.p05, share.p50, share.p95};
    loss.is_disclosed = !study::is_range_alone(samples, ask);
    if (!loss.is_disclosed) loss.lost_usd = 0.5 * (usd.p05 + usd.p95);
    loss.low_usd = std::isfinite(usd.p05) ? usd.p05 : usd.p50;
    loss.high_usd = std::isfinite(usd.p95) ? usd.p95 : usd.p50;
    return loss;
}

/// What each company sells to `customer` in a normal year.
std::map<std::uint32_t, double> sales_to(const scenario::Model& model, std::uint32_t customer) {
    std::map<std::uint32_t, double> sales;
    const network::SupplyNetwork& network = model.network;
    for (const std::uint32_t node : model.companies.nodes(customer)) {
        const std::uint64_t first = network.slot_links[network.node_slots[node]];
        const std::uint64_t last = network.slot_links[network.node_slots[node + 1]];
        for (std::uint64_t link = first; link < last; ++link) {
            const std::uint32_t supplier = model.directory.node_company[network.link_supplier[link]];
            if (supplier != customer) sales[supplier] += network.link_flow[link] * scenario::kDaysOfYear;
        }
    }
    return sales;
}

}  // namespace

Results::Results(Scenario scenario, std::shared_ptr<const study::StudyResult> study,
                 std::shared_ptr<const study::Ensemble> samples, std::string interrupted)
    : scenario_(std::move(scenario)),
      study_(std::move(study)),
      samples_(std::move(samples)),
      interrupted_(std::move(interrupted)) {}

const std::string& Results::currency() const {
    return scenario_.checked().model.currency;
}

std::vector<std::string> Results::arms() const {
    return scenario_.arms();
}

std::vector<std::string> Results::periods() const {
    std::vector<std::string> labels;
    for (const study::Period& period : samples_->periods)
        labels.push_back(period.label);
    return labels;
}

std::vector<std::string> Results::companies() const {
    std::vector<std::string> ids;
    for (const std::uint32_t company : samples_->companies)
        ids.emplace_back(scenario_.checked().model.directory.companies.name(company));
    return ids;
}

std::size_t Results::failed_samples() const {
    return static_cast<std::size_t>(std::count_if(samples_->samples.begin(), samples_->samples.end(),
                                                  [](const study::SampleResult& one) { return !one.fault.empty(); }));
}

Loss Results::loss(std::string_view company, std::string_view arm, std::string_view period) const {
    return loss_of(*this, company_place(*this, company), arm_number(*this, arm), period_number(*this, period));
}

std::vector<SupplierLoss> Results::rank_suppliers(std::string_view customer, std::string_view arm,
                                                  std::string_view period) const {
    const std::size_t a = arm_number(*this, arm);
    const std::size_t p = period_number(*this, period);
    const scenario::Model& model = scenario_.checked().model;
    std::vector<SupplierLoss> suppliers;
    for (const auto& [company, sales_usd] : sales_to(model, samples_->companies[company_place(*this, customer)])) {
        const std::size_t place = place_of(*this, company);
        if (place == samples_->companies.size()) continue;
        suppliers.push_back(
            {std::string(model.directory.companies.name(company)), sales_usd, loss_of(*this, place, a, p)});
    }
    std::stable_sort(suppliers.begin(), suppliers.end(), [](const SupplierLoss& one, const SupplierLoss& two) {
        return one.loss.lost_usd > two.loss.lost_usd;
    });
    return suppliers;
}

}  // namespace chokepoint
