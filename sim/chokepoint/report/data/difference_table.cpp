#include <fmt/format.h>

#include <chokepoint/report/data/difference_table.hpp>
#include <chokepoint/report/text/screen.hpp>

namespace chokepoint::report {

namespace {

std::string shown_millions(const std::optional<double>& usd) {
    return usd ? millions(*usd) : "-";
}

}  // namespace

Table difference_table(const std::vector<study::Difference>& differences) {
    Table table{"differences",
                {"arm_a", "arm_b", "firm", "name", "period", "baseline_usd", "revenue_a_usd", "revenue_b_usd",
                 "difference_usd", "difference_share", "exposure", "difference_low_usd", "difference_high_usd"},
                {}};
    for (const study::Difference& one : differences)
        table.rows.push_back({one.arm_a, one.arm_b, one.firm, one.name, one.period, number_or_nothing(one.baseline_usd),
                              number_or_nothing(one.revenue_a_usd), number_or_nothing(one.revenue_b_usd),
                              number_or_nothing(one.difference_usd), number_or_nothing(one.difference_share),
                              text_or_nothing(one.exposure), number_or_nothing(one.low_usd),
                              number_or_nothing(one.high_usd)});
    return table;
}

std::string difference_text(const std::vector<study::Difference>& differences, const std::string& title,
                            const std::string& currency) {
    std::string out = title + "\n";
    std::string heading;
    bool has_gap = false;
    for (const study::Difference& one : differences) {
        if (one.period != "total") continue;
        const std::string pair = fmt::format(
            "\nRevenue in the whole run, million {}\n{}\x1F{:>16}\x1F{:>16}\x1F{:>16}\x1F{:>10}\n", currency,
            fitted("", 30), name_within(one.arm_a, 14), name_within(one.arm_b, 14), "difference", "share");
        if (pair != heading) out += pair;
        heading = pair;
        if ((one.low_usd || one.high_usd) && !one.difference_usd) {
            out += fmt::format("{}\x1F{:16}\x1F{:>16}\x1F{:>16}\n", fitted(one.name, 30), "", "not disclosed",
                               shown_millions(one.low_usd) + " to " + shown_millions(one.high_usd));
            continue;
        }
        const bool has_share = one.difference_usd && one.baseline_usd;
        out += fmt::format("{}\x1F{:>16}\x1F{:>16}\x1F{:>16}\x1F{:>10}\n", fitted(one.name, 30),
                           shown_millions(one.revenue_a_usd), shown_millions(one.revenue_b_usd),
                           shown_millions(one.difference_usd),
                           has_share ? per_cent(*one.difference_usd, *one.baseline_usd) : "-");
        has_gap = has_gap || !has_share || !one.revenue_a_usd;
    }
    if (has_gap) out += "\n- is a number that one of the two results does not have.\n";
    return out;
}

}  // namespace chokepoint::report
