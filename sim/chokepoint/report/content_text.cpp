#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/policy/content_judge.hpp>
#include <chokepoint/report/content_text.hpp>
#include <chokepoint/report/figure_words.hpp>
#include <chokepoint/report/screen.hpp>
#include <chokepoint/scenario/stated_value.hpp>
#include <map>
#include <tuple>
#include <vector>

namespace chokepoint {

namespace {

constexpr std::size_t kRows = 15;

/// What an exporter sells of a product to a customer, USD a year.
struct Sale {
    std::uint32_t exporter = 0, customer = 0, product = 0;
    double threshold = 0.0;
    double flow_usd = 0.0;
    double content_usd = 0.0;
    double caught_usd = 0.0;
    bool has_technology = false;
};

/// The sales of the judged links, the largest first.
std::vector<Sale> sales_of(const Model& model, const std::vector<JudgedLink>& judged) {
    const SupplyNetwork& network = model.network;
    const std::vector<std::uint32_t>& company = model.directory.node_company;
    std::map<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t, double>, Sale> sales;
    for (const JudgedLink& at : judged) {
        const double flow_usd = network.link_flow[at.link] * kDaysOfYear;
        const std::uint32_t slot = network.slot_of(at.link);
        const std::uint32_t exporter = company[network.link_supplier[at.link]];
        const std::uint32_t customer = company[network.slot_customer[slot]];
        const std::uint32_t product = network.slot_product[slot];
        if (flow_usd == 0.0) continue;
        Sale& sale = sales[{exporter, customer, product, at.threshold}];
        sale = {exporter,
                customer,
                product,
                at.threshold,
                sale.flow_usd + flow_usd,
                sale.content_usd + at.content * flow_usd,
                sale.caught_usd + (at.is_caught() ? flow_usd : 0.0),
                at.has_technology};
    }
    std::vector<Sale> order;
    for (const auto& [key, sale] : sales)
        order.push_back(sale);
    std::stable_sort(order.begin(), order.end(), [](const Sale& a, const Sale& b) { return a.flow_usd > b.flow_usd; });
    return order;
}

std::string verdict(const Sale& sale) {
    if (sale.caught_usd == 0.0) return "free";
    if (sale.caught_usd < sale.flow_usd) return "caught in part";
    return sale.has_technology ? "caught by technology" : "caught";
}

std::string rule_text(const Scenario& scenario, const Action& rule) {
    const Model& model = scenario.model;
    const Action& denial = scenario.actions[rule.of];
    ContentJudge judge(model.network, model.directory);
    const std::vector<Sale> sales = sales_of(model, judge.judge(rule, denial.selector, {}));
    std::string text =
        fmt::format("\nwhat third countries sell to the targets of '{}', judged by '{}'\n", denial.name, rule.name);
    if (sales.empty()) return text + "  none: they sell it nothing with controlled content\n";
    text += fmt::format("  {}\x1F {}\x1F {}\x1F {:>9}\x1F {:>9}\x1F {:>9}\n", fitted("exporter", 22),
                        fitted("product", 18), fitted("customer", 18), "m USD", "content", "threshold");
    for (std::size_t k = 0; k < std::min(kRows, sales.size()); ++k) {
        const Sale& sale = sales[k];
        text += fmt::format("  {}\x1F {}\x1F {}\x1F {:>9}\x1F {:>9}\x1F {:>9}\x1F  {}\n",
                            fitted(model.companies.name(sale.exporter), 22),
                            fitted(as_words(std::string(model.directory.products.name(sale.product))), 18),
                            fitted(model.companies.name(sale.customer), 18), millions(sale.flow_usd),
                            per_cent(sale.content_usd, sale.flow_usd), per_cent(sale.threshold, 1.0), verdict(sale));
    }
    if (sales.size() > kRows) text += fmt::format("  {} more\n", sales.size() - kRows);
    return text;
}

}  // namespace

std::string content_text(const Scenario& scenario) {
    std::string text;
    for (std::uint32_t k = 0; k < scenario.actions.size(); ++k) {
        const bool in_arm = std::any_of(scenario.arms.begin(), scenario.arms.end(), [&](const Arm& arm) {
            return std::find(arm.actions.begin(), arm.actions.end(), k) != arm.actions.end();
        });
        if (in_arm && scenario.actions[k].type == ActionType::content) text += rule_text(scenario, scenario.actions[k]);
    }
    return text;
}

}  // namespace chokepoint
