#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/report/text/parameter_words.hpp>
#include <chokepoint/report/text/screen.hpp>
#include <chokepoint/report/timeline/content_text.hpp>
#include <chokepoint/study/timeline/content_sales.hpp>
#include <vector>

namespace chokepoint::report {

namespace {

constexpr std::size_t kSaleRows = 15;

std::string verdict(const study::ContentSale& sale) {
    if (sale.caught_usd == 0.0) return "free";
    if (sale.caught_usd < sale.flow_usd) return "caught in part";
    return sale.has_technology ? "caught by technology" : "caught";
}

std::string rule_text(const scenario::Scenario& scenario, const policy::Action& rule) {
    const scenario::Model& model = scenario.model;
    const policy::Action& denial = scenario.actions[rule.of];
    const std::vector<study::ContentSale> sales = study::content_sales(scenario, rule);
    std::string text =
        fmt::format("\nwhat third countries sell to the targets of '{}', judged by '{}'\n", denial.name, rule.name);
    if (sales.empty()) return text + "  none: they sell it nothing with controlled content\n";
    text += fmt::format("  {}\x1F {}\x1F {}\x1F {:>9}\x1F {:>9}\x1F {:>9}\n", fitted("exporter", 22),
                        fitted("product", 18), fitted("customer", 18), "m " + model.currency, "content", "threshold");
    for (std::size_t k = 0; k < std::min(kSaleRows, sales.size()); ++k) {
        const study::ContentSale& sale = sales[k];
        text += fmt::format("  {}\x1F {}\x1F {}\x1F {:>9}\x1F {:>9}\x1F {:>9}\x1F  {}\n",
                            fitted(model.companies.name(sale.exporter), 22),
                            fitted(model.directory.product_label[sale.product], 18),
                            fitted(model.companies.name(sale.customer), 18), millions(sale.flow_usd),
                            per_cent(sale.content_usd, sale.flow_usd), per_cent(sale.threshold, 1.0), verdict(sale));
    }
    if (sales.size() > kSaleRows) text += fmt::format("  {} more\n", sales.size() - kSaleRows);
    return text;
}

}  // namespace

std::string content_text(const scenario::Scenario& scenario) {
    std::string text;
    for (std::uint32_t k = 0; k < scenario.actions.size(); ++k) {
        const bool in_arm = std::any_of(scenario.arms.begin(), scenario.arms.end(), [&](const scenario::Arm& arm) {
            return std::find(arm.actions.begin(), arm.actions.end(), k) != arm.actions.end();
        });
        if (in_arm && scenario.actions[k].type == policy::ActionType::content)
            text += rule_text(scenario, scenario.actions[k]);
    }
    return text;
}

}  // namespace chokepoint::report
