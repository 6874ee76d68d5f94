#include <algorithm>
#include <chokepoint/study/shown_loss.hpp>

namespace chokepoint::study {

std::string disclosure_name(const scenario::Exposure* exposure) {
    if (exposure == nullptr) return "";
    constexpr const char* kNames[] = {"disclosed", "at least", "not disclosed", "by number only"};
    return kNames[static_cast<std::size_t>(exposure->disclosure)];
}

ShownLoss shown_loss(const scenario::Scenario& scenario, const StudyResult& study, std::size_t arm,
                     std::uint32_t company, std::size_t period) {
    ShownLoss shown;
    shown.loss_usd = study.baseline_usd[company][period] - study.arms[arm].companies[company].revenue_usd[period];
    const scenario::Exposure* exposure = scenario::exposure_of(scenario.model, company);
    if (!scenario::hides_number(exposure) || exposure->modelled_usd <= 0.0) return shown;
    shown.disclosed = false;
    const double revenue = scenario::revenue_usd(scenario.model, company);
    const double sold = std::min(exposure->modelled_usd, revenue);
    // A loss up to what the company sells to the buyer grows with these sales, and what is beyond with its other sales.
    const double to_buyer = std::min(shown.loss_usd, study.baseline_usd[company][period] * sold / revenue);
    const double to_others = shown.loss_usd - to_buyer;
    const auto at_sales = [&](double usd) {
        const double others = revenue > sold ? to_others * (revenue - usd) / (revenue - sold) : 0.0;
        return to_buyer * usd / sold + others;
    };
    shown.low_usd = at_sales(exposure->low_usd);
    shown.high_usd = at_sales(std::min(exposure->high_usd, revenue));
    return shown;
}

}  // namespace chokepoint::study
