#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/base/text/utf8.hpp>
#include <chokepoint/report/data/shared_columns.hpp>
#include <chokepoint/report/data/sweep_table.hpp>
#include <chokepoint/report/text/caveats.hpp>
#include <chokepoint/report/text/delay_text.hpp>
#include <chokepoint/report/text/screen.hpp>
#include <cmath>

namespace chokepoint::report {

namespace {

constexpr std::size_t kLabelWidth = 60;
constexpr std::size_t kOutcomeWidth = 33;
constexpr std::size_t kRowsInShort = 14;

bool has_samples(const study::Sweep& sweep) {
    return std::any_of(sweep.points.begin(), sweep.points.end(),
                       [](const study::SweepPoint& point) { return point.samples > 1; });
}

std::string date_of(const study::SweepPoint& point, double day) {
    return day < study::kNever ? format_date(point.start + std::chrono::days(static_cast<int>(day))) : std::string();
}

/// Million USD and share, then the day of recovery or, with samples, where nine tenths of them lie.
std::string long_cell(const study::SweepPoint& point, const study::SweepOutcome& outcome) {
    if (outcome.range_usd) {
        const auto [low, high] = std::minmax(outcome.range_usd->low, outcome.range_usd->high);
        return fmt::format("{:>{}}", fmt::format("{:.1f}..{:.1f}", low / 1e6, high / 1e6), kOutcomeWidth);
    }
    std::string last = date_of(point, outcome.recovery_day);
    if (last.empty()) last = outcome.never_recovers() ? "not recovered" : "-";
    if (outcome.share_90)
        last = fmt::format("{:.1f}..{:.1f} %", 100.0 * outcome.share_90->low, 100.0 * outcome.share_90->high);
    return fmt::format("{:>10}{:>9}{:>14}", millions(outcome.loss_usd), per_cent(outcome.share.value_or(0.0), 1.0),
                       last);
}

/// The share alone; of sales that are not disclosed what they are below.
std::string short_cell(const study::SweepOutcome& outcome) {
    if (!outcome.range_usd) return per_cent(outcome.share.value_or(0.0), 1.0);
    return below_per_cent(outcome.range_usd->low, outcome.range_usd->high, outcome.baseline_usd);
}

std::string what_numbers_are(bool curve, bool samples, const std::string& currency) {
    if (!curve) return samples ? "per cent of the baseline, median of samples" : "per cent of the baseline";
    return "million " + currency +
           (samples ? ", per cent of the baseline (medians), 5 % to 95 %"
                    : ", per cent of the baseline, day it recovered (-: did not stop)");
}

/// The columns of a table on the screen: a heading, and a cell for each row.
struct ScreenColumn {
    std::string heading;
    std::vector<std::string> cells;
};

/// Columns side by side; the labels of the rows stand before them.
std::string side_by_side(const ScreenColumn& labels, const std::vector<ScreenColumn>& columns, std::size_t width) {
    std::size_t label_width = columns_of(labels.heading);
    for (const std::string& label : labels.cells)
        label_width = std::max(label_width, columns_of(label));
    label_width = std::min(label_width, kLabelWidth) + 1;
    std::string text = fitted(labels.heading, label_width);
    for (const ScreenColumn& column : columns)
        text += fmt::format("{}{:>{}}", kColumn, name_within(column.heading, width - 1), width);
    text += "\n";
    for (std::size_t row = 0; row < labels.cells.size(); ++row) {
        text += fitted(labels.cells[row], label_width);
        for (const ScreenColumn& column : columns)
            text += fmt::format("{}{:>{}}", kColumn, column.cells[row], width);
        text += "\n";
    }
    return text;
}

/// Arms abreast, a row a value: the outcomes `numbers` of every point.
std::string curve_block(const study::Sweep& sweep, const std::vector<std::size_t>& numbers, std::size_t most) {
    const std::size_t every = 1 + (sweep.points.size() - 1) / most;  // the last row is the last point
    ScreenColumn labels{sweep.axes[0].key, {}};
    std::vector<ScreenColumn> columns;
    for (const std::size_t k : numbers)
        columns.push_back({sweep.points[0].outcomes[k].arm_label, {}});
    for (std::size_t p = (sweep.points.size() - 1) % every; p < sweep.points.size(); p += every) {
        const study::SweepPoint& point = sweep.points[p];
        labels.cells.push_back(point.values[0]);
        for (std::size_t c = 0; c < numbers.size(); ++c)
            columns[c].cells.push_back(long_cell(point, point.outcomes[numbers[c]]));
    }
    const std::string skipped = every > 1 ? fmt::format("One point in {} is shown; --detail has all.\n", every) : "";
    return side_by_side(labels, columns, kOutcomeWidth) + skipped;
}

/// Takes out the arms whose outcome is the same at every point, and tells it in a sentence for each.
std::string take_constant(const study::Sweep& sweep, std::vector<std::size_t>& numbers) {
    std::string text;
    std::erase_if(numbers, [&](std::size_t k) {
        const study::SweepOutcome& first = sweep.points[0].outcomes[k];
        const bool same =
            sweep.points.size() > 1 && std::ranges::all_of(sweep.points, [&](const study::SweepPoint& point) {
                return !first.range_usd && point.outcomes[k].loss_usd == first.loss_usd;
            });
        if (same)
            text += fmt::format("{}: {} million {} lost at every point, {}.\n", printable(first.arm_label),
                                millions(first.loss_usd), sweep.currency, per_cent(first.share.value_or(0.0), 1.0));
        return same;
    });
    return text;
}

/// What the whole key of an axis ends in.
std::string last_name(const study::SweepAxis& axis) {
    return axis.key.substr(axis.key.rfind('.') + 1);
}

/// One arm, a row a value of the first axis and a column a value of the second; "" where a point was not reached.
std::string grid_block(const study::Sweep& sweep, std::size_t k) {
    const std::size_t across = sweep.axes[1].values.size();
    ScreenColumn labels{last_name(sweep.axes[0]) + " \\ " + last_name(sweep.axes[1]), {}};
    std::vector<ScreenColumn> columns;
    std::size_t width = 9;
    for (const std::string& value : sweep.axes[1].values) {
        columns.push_back({value, {}});
        width = std::max(width, std::min<std::size_t>(columns_of(value), 20) + 2);
    }
    for (std::size_t first = 0; first < sweep.points.size(); first += across) {
        labels.cells.push_back(sweep.points[first].values[0]);
        for (std::size_t c = 0; c < across; ++c) {
            const bool run = first + c < sweep.points.size();
            columns[c].cells.push_back(run ? short_cell(sweep.points[first + c].outcomes[k]) : "");
        }
    }
    return side_by_side(labels, columns, width);
}

/// One outcome of a point.
struct OutcomeRow {
    const study::Sweep& sweep;
    std::size_t point;
    std::size_t number;

    const study::SweepOutcome& of() const { return sweep.points[point].outcomes[number]; }
    Cell date(double study::SweepOutcome::*day) const {
        return of().range_usd ? Cell() : Cell(date_of(sweep.points[point], of().*day));
    }
};

std::vector<Column<OutcomeRow>> outcome_columns(bool samples, bool dates) {
    using Row = OutcomeRow;
    std::vector<Column<Row>> columns = {{kArm, [](auto& r) { return r.of().arm; }},
                                        {kFirm, [](auto& r) { return r.of().firm; }},
                                        {kName, [](auto& r) { return r.of().name; }},
                                        {kPeriod, [](auto& r) { return r.sweep.period.label; }},
                                        {kBaseline, [](auto& r) { return r.of().baseline_usd; }},
                                        {{"loss_usd", "USD", "revenue lost; with samples the median"},
                                         [](auto& r) { return r.of().range_usd ? Cell() : Cell(r.of().loss_usd); }},
                                        {{"loss_share", "1", "revenue lost, of the baseline; with samples the median"},
                                         [](auto& r) { return r.of().range_usd ? Cell() : Cell(r.of().share); }}};
    if (samples) {
        const auto add = [&](const char* name, const char* meaning, const auto& value) {
            columns.push_back(
                {{name, "1", meaning}, [value](auto& r) { return r.of().share_90 ? value(r.of()) : Cell(); }});
        };
        using Outcome = study::SweepOutcome;
        add("p05", "5 % quantile of loss_share", [](const Outcome& of) { return Cell(of.share_90->low); });
        add("p50", "its median", [](const Outcome& of) { return Cell(of.share); });
        add("p95", "its 95 % quantile", [](const Outcome& of) { return Cell(of.share_90->high); });
    }
    const std::vector<Column<Row>> rest = {
        {{"loss_low_usd", "USD", "least loss that the sums allow"},
         [](auto& r) { return r.of().range_usd ? Cell(r.of().range_usd->low) : Cell(); }},
        {{"loss_high_usd", "USD", "largest loss that the sums allow"},
         [](auto& r) { return r.of().range_usd ? Cell(r.of().range_usd->high) : Cell(); }},
        {{"stopped", "date", "day on which the firm stopped"},
         [](auto& r) { return r.date(&study::SweepOutcome::stop_day); }},
        {{"resumed", "date", "day on which the firm resumed"},
         [](auto& r) { return r.date(&study::SweepOutcome::resume_day); }},
        {{"recovered", "date", "day on which the firm recovered"},
         [](auto& r) { return r.date(&study::SweepOutcome::recovery_day); }}};
    columns.insert(columns.end(), rest.begin(), rest.end());
    if (dates)
        columns.push_back({{"usd_per_day", "USD", "rise of the loss since the date before, for each day between"},
                           [](auto& r) { return study::usd_per_day(r.sweep, r.point, r.number); }});
    return columns;
}

}  // namespace

Table sweep_table(const study::Sweep& sweep) {
    std::vector<std::string> keys;
    for (const study::SweepAxis& axis : sweep.axes)
        keys.push_back(axis.key);
    std::vector<Column<OutcomeRow>> columns;
    for (const std::string& name : column_names(keys)) {
        const std::size_t axis = columns.size();
        columns.push_back(
            {{name, "", "value of a swept key"}, [axis](auto& r) { return r.sweep.points[r.point].values[axis]; }});
    }
    for (Column<OutcomeRow>& column : outcome_columns(has_samples(sweep), study::date_axis(sweep) < sweep.axes.size()))
        columns.push_back(std::move(column));
    std::vector<OutcomeRow> rows;
    for (std::size_t p = 0; p < sweep.points.size(); ++p) {
        for (std::size_t k = 0; k < sweep.points[p].outcomes.size(); ++k)
            rows.push_back({sweep, p, k});
    }
    return make_table("sweep", std::move(columns), std::move(rows));
}

std::vector<Variable> sweep_variables() {
    return variables_of(outcome_columns(true, true));
}

std::string sweep_text(const study::Sweep& sweep, const std::vector<std::string>& cautions, bool detail) {
    std::string text = printable(sweep.title) + "\n";
    if (sweep.points.empty()) return text;
    const std::vector<study::SweepOutcome>& outcomes = sweep.points[0].outcomes;
    const auto day = [&](int number) { return format_date_long(sweep.start + std::chrono::days(number)); };
    for (std::size_t first = 0; first < outcomes.size() && outcomes[first].arm == outcomes[0].arm; ++first) {
        std::vector<std::size_t> numbers;
        for (std::size_t k = 0; k < outcomes.size(); ++k) {
            if (outcomes[k].firm == outcomes[first].firm) numbers.push_back(k);
        }
        text += fmt::format("\n{}, {} to {}\n", printable(outcomes[first].name), day(sweep.period.first_day),
                            day(sweep.period.last_day));
        if (!detail) text += take_constant(sweep, numbers);
        for (const std::size_t k : numbers)
            text += delay_sentences(sweep, k);
        const bool curve = sweep.axes.size() == 1;
        if (!numbers.empty())
            text += fmt::format("Revenue lost: {}\n", what_numbers_are(curve, has_samples(sweep), sweep.currency));
        if (curve && !numbers.empty()) text += curve_block(sweep, numbers, detail ? sweep.points.size() : kRowsInShort);
        if (!curve) text += fmt::format("down: {}\nacross: {}\n", sweep.axes[0].key, sweep.axes[1].key);
        for (const std::size_t k : numbers) {
            if (!curve) text += fmt::format("{}\n{}", printable(outcomes[k].arm_label), grid_block(sweep, k));
        }
    }
    if (!has_samples(sweep))
        text +=
            "One run a point, every parameter at its central value; '--set uncertainty.samples=128' gives ranges.\n";
    if (!cautions.empty()) text += "\n" + caveat_lines(cautions);
    return text;
}

}  // namespace chokepoint::report
