#include <algorithm>
#include <chokepoint/study/shown_loss.hpp>

namespace chokepoint::study {

std::string disclosure_name(const scenario::Exposure* exposure) {
    if (exposure == nullptr) return "";
    constexpr const char* kNames[] = {"disclosed", "at least", "not disclosed", "by number only"};
    return kNames[static_cast<std::size_t>(exposure->disclosure)];
}

bool is_hidden(const scenario::Model& model, std::uint32_t company) {
    return scenario::hides_number(scenario::exposure_of(model, company));
}

LossRange loss_range(const scenario::Model& model, std::uint32_t company, double baseline_usd, double loss_usd) {
    const scenario::Exposure* exposure = scenario::exposure_of(model, company);
    if (exposure == nullptr || exposure->modelled_usd <= 0.0) return {loss_usd, loss_usd};
    const double revenue = scenario::revenue_usd(model, company);
    const double sold = std::min(exposure->modelled_usd, revenue);
    // A loss up to what the company sells to the buyer grows with these sales, and what is beyond with its other sales.
    const double to_buyer = std::min(loss_usd, baseline_usd * sold / revenue);
    const double to_others = loss_usd - to_buyer;
    const auto at_sales = [&](double usd) {
        const double others = revenue > sold ? to_others * (revenue - usd) / (revenue - sold) : 0.0;
        return to_buyer * usd / sold + others;
    };
    return {at_sales(exposure->low_usd), at_sales(std::min(exposure->high_usd, revenue))};
}

ShownLoss shown_loss(const scenario::Scenario& scenario, const StudyResult& study, std::size_t arm,
                     std::uint32_t company, std::size_t period) {
    ShownLoss shown;
    const double baseline = study.baseline_usd[company][period];
    shown.loss_usd = baseline - study.arms[arm].companies[company].revenue_usd[period];
    const scenario::Exposure* exposure = scenario::exposure_of(scenario.model, company);
    shown.disclosed = !scenario::hides_number(exposure) || exposure->modelled_usd <= 0.0;
    if (shown.disclosed) return shown;
    const LossRange range = loss_range(scenario.model, company, baseline, shown.loss_usd);
    shown.low_usd = range.low_usd;
    shown.high_usd = range.high_usd;
    return shown;
}

}  // namespace chokepoint::study
