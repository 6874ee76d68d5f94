#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/report/brief/brief.hpp>
#include <chokepoint/report/chart/finding.hpp>
#include <chokepoint/report/page/page_loss.hpp>
#include <chokepoint/report/page/page_text.hpp>
#include <limits>

namespace chokepoint::report {

namespace {

constexpr std::size_t kRankArms = 2;

RankChart::Row winner_row(const PageInput& input, const study::AnswerRow& row, std::size_t arms) {
    RankChart::Row drawn{row.label, row.is_target, row.of_group, {}};
    for (const LossUnit unit : {LossUnit::usd, LossUnit::share}) {
        ChartSeries& panel = drawn.panels.emplace_back();
        for (std::size_t k = 0; k < arms; ++k) {
            constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
            const bool left_out = unit == LossUnit::share && row.mixed_share;
            add_loss(panel,
                     left_out ? PageLoss{kNone, kNone, kNone}
                              : page_loss(input, input.answer.ask(row, input.arms[k], {}, unit)),
                     unit);
        }
    }
    return drawn;
}

}  // namespace

std::string winners_figure(const PageInput& input) {
    if (input.answer.rows.empty()) return "";
    RankChart chart;
    chart.units = {"million " + input.scenario.model.currency, "% of revenue"};
    chart.titles = {"Million " + input.scenario.model.currency, "% of revenue"};
    const std::size_t arms = std::min(kRankArms, input.arms.size());
    for (std::size_t k = 0; k < arms; ++k)
        chart.arms.push_back({arm_label(input, input.arms[k]), arm_style(input, input.arms[k]), {}});
    for (const study::AnswerRow& row : input.answer.rows)
        chart.rows.push_back(winner_row(input, row, arms));
    return chart_html({"Who loses, who gains",
                       fmt::format("Revenue in {}{}", period_label(input, input.answer.period),
                                   has_samples(input) ? ": medians, 90 % ranges" : ""),
                       finding_of(chart), "", ""},
                      chart);
}

}  // namespace chokepoint::report
