#include <fmt/format.h>

#include <chokepoint/report/data/run_tables.hpp>
#include <chokepoint/report/data/shared_columns.hpp>
#include <chokepoint/report/text/screen.hpp>
#include <memory>

namespace chokepoint::report {

namespace {

struct DifferenceRow : study::Difference {
    const study::Spread& spread() const { return saved; }
};

std::vector<Column<DifferenceRow>> difference_columns(bool samples) {
    using Row = DifferenceRow;
    std::vector<Column<Row>> columns = {
        {{"arm_a", "", "first arm of the pair"}, &Row::arm_a},
        {{"arm_b", "", "second arm of the pair"}, &Row::arm_b},
        {kFirm, &Row::firm},
        {kName, &Row::name},
        {kPeriod, &Row::period},
        {kBaseline, &Row::baseline_usd},
        {{"revenue_a_usd", "USD", "revenue under arm_a"}, &Row::revenue_a_usd},
        {{"revenue_b_usd", "USD", "revenue under arm_b"}, &Row::revenue_b_usd},
        {{"difference_usd", "USD", "revenue under arm_b less that under arm_a"}, &Row::difference_usd},
        {{"difference_share", "1", "difference_usd, of the baseline"}, &Row::difference_share},
        {kExposure, &Row::exposure},
        {{"difference_low_usd", "USD", "difference at the least sales that the sums allow"}, &Row::low_usd},
        {{"difference_high_usd", "USD", "difference at the largest sales that the sums allow"}, &Row::high_usd}};
    if (!samples) return columns;
    add_spread_columns(columns, "what arm_b saves within each sample, of the baseline, given the evidence",
                       "saved_share_spread");
    columns.push_back(above_zero_column<Row>("b_loses_less", "share of samples in which arm_b loses less than arm_a",
                                             "saved_share_spread"));
    return columns;
}

std::string shown_millions(const std::optional<double>& usd) {
    return usd ? millions(*usd) : "-";
}

}  // namespace

Table difference_table(const std::vector<study::Difference>& differences, bool samples) {
    const auto rows = std::make_shared<const std::vector<study::Difference>>(differences);
    return make_table<DifferenceRow>("differences", difference_columns(samples), rows->size(),
                                     [rows](std::size_t k) { return DifferenceRow{(*rows)[k]}; });
}

std::vector<Variable> difference_variables() {
    return variables_of(difference_columns(true));
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
