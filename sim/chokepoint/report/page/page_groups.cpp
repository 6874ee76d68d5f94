#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/report/page/page_loss.hpp>
#include <chokepoint/report/page/page_text.hpp>
#include <cmath>

namespace chokepoint::report {

namespace {

constexpr std::size_t kGroupRows = 20;

/// What the companies of a group lose and gain under the first arm, and what of that the second saves.
struct GroupLosses {
    std::size_t place = 0;
    PageLoss losses;
    PageLoss gains;
    PageLoss net;
};

GroupLosses losses_of_group(const PageInput& input, std::size_t place) {
    const auto ask = [&](study::LossPart part) {
        return page_loss(input, {.arm = input.arms.front(),
                                 .place = place,
                                 .of_group = true,
                                 .part = part,
                                 .period = input.periods.front()});
    };
    return {place, ask(study::LossPart::losses), ask(study::LossPart::gains), ask(study::LossPart::net)};
}

/// The groups of a division that lose or gain something, the largest net loss or gain first.
std::vector<GroupLosses> groups_by(const PageInput& input, scenario::GroupBy by) {
    std::vector<GroupLosses> groups;
    for (std::size_t place = 0; place < input.ensemble.groups.list.size(); ++place) {
        if (input.ensemble.groups.list[place].by != by) continue;
        const GroupLosses one = losses_of_group(input, place);
        if (!one.losses.is_nothing(LossUnit::usd) || !one.gains.is_nothing(LossUnit::usd)) groups.push_back(one);
    }
    std::ranges::stable_sort(groups, [](const GroupLosses& a, const GroupLosses& b) {
        return std::abs(a.net.middle) > std::abs(b.net.middle);
    });
    return groups;
}

std::string group_table(const PageInput& input, scenario::GroupBy by, const std::string& what) {
    const std::vector<GroupLosses> groups = groups_by(input, by);
    if (groups.empty()) return "";
    const std::string& first = arm_label(input, input.arms.front());
    PageTable table{fmt::format("By {}: what companies lose and others gain in {}, million {}", what,
                                period_words(input, input.periods.front()), input.scenario.model.currency),
                    {"", first + ": losses", "gains", "net loss"},
                    {},
                    false,
                    {},
                    {3}};
    if (input.arms.size() > 1) {
        table.keys.insert(4);
        table.head.push_back(fmt::format("{} saves, net", arm_label(input, input.arms[1])));
    }
    const study::Groups& all = input.ensemble.groups;
    for (std::size_t k = 0; k < std::min(kGroupRows, groups.size()); ++k) {
        const GroupLosses& one = groups[k];
        table.rows.push_back({name_html(study::group_label(all, all.list[one.place], input.scenario.model)),
                              loss_cell(one.losses, LossUnit::usd), loss_cell(one.gains, LossUnit::usd),
                              loss_cell(one.net, LossUnit::usd)});
        if (input.arms.size() > 1)
            table.rows.back().push_back(loss_cell(page_loss(input, {.arm = input.arms[1],
                                                                    .against = input.arms[0],
                                                                    .place = one.place,
                                                                    .of_group = true,
                                                                    .period = input.periods.front()}),
                                                  LossUnit::usd));
    }
    std::string html = table_html(table);
    if (groups.size() > kGroupRows)
        html += fmt::format("<p class=\"soft\">groups.csv has {} more.</p>\n", groups.size() - kGroupRows);
    return html;
}

}  // namespace

std::string group_section(const PageInput& input) {
    if (input.arms.empty()) return "";
    const std::string html = group_table(input, scenario::GroupBy::role, "role") +
                             group_table(input, scenario::GroupBy::country, "country") +
                             group_table(input, scenario::GroupBy::sector, "product");
    if (html.empty()) return "";
    return section_html({"groups", "Countries, roles and products", escaped(input.words.home)}, html);
}

}  // namespace chokepoint::report
