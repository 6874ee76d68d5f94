#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/results.hpp>
#include <chokepoint/scenario/model/stated_value.hpp>
#include <chokepoint/scenario/scenario_read.hpp>
#include <chokepoint/study/shown_loss.hpp>
#include <chokepoint/study/spread.hpp>
#include <cmath>
#include <map>
#include <stdexcept>

namespace chokepoint {

namespace {

[[noreturn]] void refuse(std::string_view what, std::string_view name) {
    throw std::out_of_range(fmt::format("the results have no {} '{}'", what, name));
}

std::size_t arm_number(const study::StudyResult& study, std::string_view name) {
    for (std::size_t a = 0; a < study.arms.size(); ++a) {
        if (study.arms[a].name == name) return a;
    }
    refuse("arm", name);
}

std::size_t period_number(const study::StudyResult& study, std::string_view label) {
    for (std::size_t p = 0; p < study.periods.size(); ++p) {
        if (study.periods[p].label == label) return p;
    }
    refuse("period", label);
}

std::uint32_t company_number(const Results& results, std::string_view name) {
    const std::uint32_t company = scenario::find_company(results.scenario().checked().model, name);
    if (company == kNone || !results.study().baseline_usd.contains(company)) refuse("company", name);
    return company;
}

std::optional<LossRange> range_of(const Results& results, std::uint32_t company, std::size_t arm, std::size_t period) {
    const std::vector<std::uint32_t>& reported = results.scenario().checked().report_companies;
    const auto place = std::find(reported.begin(), reported.end(), company);
    if (results.samples() == nullptr || place == reported.end()) return std::nullopt;
    const study::Spread spread =
        study::loss_spread(*results.samples(), true, arm, static_cast<std::size_t>(place - reported.begin()), period);
    if (!std::isfinite(spread.p05)) return std::nullopt;
    return LossRange{spread.p05, spread.p50, spread.p95};
}

Loss loss_of(const Results& results, std::uint32_t company, std::size_t arm, std::size_t period) {
    const study::StudyResult& study = results.study();
    const study::ShownLoss shown = study::shown_loss(results.scenario().checked(), study, arm, company, period);
    Loss loss{study.baseline_usd[company][period], shown.loss_usd, range_of(results, company, arm, period)};
    loss.is_disclosed = shown.disclosed;
    loss.low_usd = shown.disclosed ? shown.loss_usd : shown.low_usd;
    loss.high_usd = shown.disclosed ? shown.loss_usd : shown.high_usd;
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
    for (const study::Period& period : study_->periods)
        labels.push_back(period.label);
    return labels;
}

std::vector<std::string> Results::companies() const {
    std::vector<std::string> ids;
    for (const std::uint32_t company : study_->companies)
        ids.emplace_back(scenario_.checked().model.directory.companies.name(company));
    return ids;
}

std::size_t Results::failed_samples() const {
    if (samples_ == nullptr) return 0;
    return static_cast<std::size_t>(std::count_if(samples_->samples.begin(), samples_->samples.end(),
                                                  [](const study::SampleResult& one) { return !one.fault.empty(); }));
}

Loss Results::loss(std::string_view company, std::string_view arm, std::string_view period) const {
    return loss_of(*this, company_number(*this, company), arm_number(*study_, arm), period_number(*study_, period));
}

std::vector<SupplierLoss> Results::rank_suppliers(std::string_view customer, std::string_view arm,
                                                  std::string_view period) const {
    const std::size_t a = arm_number(*study_, arm);
    const std::size_t p = period_number(*study_, period);
    const scenario::Model& model = scenario_.checked().model;
    std::vector<SupplierLoss> suppliers;
    for (const auto& [company, sales_usd] : sales_to(model, company_number(*this, customer))) {
        if (!study_->baseline_usd.contains(company)) continue;
        suppliers.push_back(
            {std::string(model.directory.companies.name(company)), sales_usd, loss_of(*this, company, a, p)});
    }
    std::stable_sort(suppliers.begin(), suppliers.end(), [](const SupplierLoss& one, const SupplierLoss& two) {
        return one.loss.lost_usd > two.loss.lost_usd;
    });
    return suppliers;
}

}  // namespace chokepoint
