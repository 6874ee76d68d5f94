#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/report/chart/finding.hpp>
#include <chokepoint/report/page/page_loss.hpp>
#include <chokepoint/report/page/page_text.hpp>
#include <cmath>

namespace chokepoint::report {

std::string saving_section(const PageInput& input) {
    if (input.arms.size() < 2) return "";
    const std::size_t period = input.periods.front();
    const auto saved = [&](std::size_t place, std::size_t p, LossUnit unit) {
        return page_loss(input,
                         {.arm = input.arms[1], .against = input.arms[0], .place = place, .period = p, .unit = unit});
    };
    std::vector<std::pair<std::size_t, PageLoss>> companies;
    for (std::size_t place = 0; place < input.scenario.report_companies.size(); ++place) {
        if (!input.sells_to_targets[input.ensemble.companies[place]])
            companies.emplace_back(place, saved(place, period, LossUnit::share));
    }
    std::erase_if(companies, [](const auto& one) { return one.second.is_nothing(LossUnit::share); });
    if (companies.empty()) return "";
    std::stable_sort(companies.begin(), companies.end(),
                     [](const auto& a, const auto& b) { return a.second.for_ranking() > b.second.for_ranking(); });
    const std::string& first = arm_label(input, input.arms[0]);
    const std::string& second = arm_label(input, input.arms[1]);
    BarChart chart{"% of revenue saved", {}, {{second, arm_style(input, input.arms[1]), {}}}};
    PageTable table{fmt::format("What {} saves against {}", name_html(second), name_html(first)), {""}, {}};
    for (const std::size_t p : input.periods)
        table.head.insert(table.head.end(),
                          {period_label(input, p) + ", % of revenue",
                           fmt::format("{}, million {}", period_label(input, p), input.scenario.model.currency)});
    table.keys = {1, 2};
    for (const auto& [place, share] : companies) {
        const std::string name = company_name(input, place);
        chart.names.push_back(name);
        add_loss(chart.series[0], share, LossUnit::share);
        std::vector<std::string> row = {name_html(name)};
        for (const std::size_t p : input.periods) {
            row.push_back(loss_cell(saved(place, p, LossUnit::share), LossUnit::share));
            row.push_back(loss_cell(saved(place, p, LossUnit::usd), LossUnit::usd));
        }
        table.rows.push_back(std::move(row));
    }
    const ChartText text{
        fmt::format("What “{}” saves against “{}”", second, first),
        fmt::format("Per cent of own revenue in {}{}", period_label(input, period), basis_words(input)),
        finding_of(chart), "", details_html("All numbers", table_html(table))};
    const auto& [place, share] = companies.front();
    const std::string teaser =
        std::isnan(share.middle)
            ? ""
            : fmt::format("Most for {}: {:.0f} % of its revenue.", name_html(company_name(input, place)), share.middle);
    return section_html({"saves", fmt::format("What “{}” saves", second), teaser}, chart_html(text, chart));
}

}  // namespace chokepoint::report
