#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/base/text/utf8.hpp>
#include <chokepoint/report/text/answer_text.hpp>
#include <chokepoint/report/text/answer_words.hpp>
#include <chokepoint/report/text/screen.hpp>
#include <cmath>

namespace chokepoint::report {

namespace {

constexpr std::size_t kNameWidth = 20;
constexpr std::size_t kWideName = 32;
constexpr std::size_t kScreen = 100;
constexpr std::size_t kFewestRows = 6;

/// `1,234`, with three digits that count.
std::string rounded(double value) {
    const double size = std::abs(value);
    if (size < 0.05) return "0";
    if (size < 9.95) return fmt::format("{:.1f}", value);
    const double step = std::pow(10.0, std::max(0.0, std::floor(std::log10(size)) - 2.0));
    std::string digits = fmt::format("{:.0f}", std::abs(std::round(value / step) * step));
    for (std::size_t k = digits.size(); k > 3; k -= 3)
        digits.insert(k - 3, ",");
    return (value < 0.0 ? "-" : "") + digits;
}

std::string share(double part) {
    const double per_cent = 100.0 * part;
    if (std::abs(per_cent) < 0.05) return "0";
    return fmt::format("{:.{}f}", per_cent, std::abs(per_cent) < 9.95 ? 1 : 0);
}

std::string cell(const study::Spread& spread, double scale, std::string (*number)(double)) {
    const auto one = [&](double value) { return number(value / scale); };
    const std::string low = one(spread.p05);
    const std::string high = one(spread.p95);
    if (std::isnan(spread.p50)) return std::isnan(spread.p05) ? "-" : low == high ? low : low + ".." + high;
    const std::string middle = one(spread.p50);
    if (std::isnan(spread.p05) || (low == middle && high == middle)) return middle;
    return fmt::format("{} ({}..{})", middle, low, high);
}

/// The median share, or of a range alone its end that is further from 0.
std::string share_alone(const study::Spread& spread) {
    if (!std::isnan(spread.p50)) return share(spread.p50);
    return "<" + share(std::max(std::abs(spread.p05), std::abs(spread.p95)));
}

/// The lines of a text that is broken between words.
std::size_t lines_of(std::string_view text) {
    std::size_t lines = 0;
    std::size_t used = 0;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find_first_of(" \n", begin), text.size());
        const std::string_view letters = text.substr(begin, end - begin);
        const std::size_t word = columns_of(letters) - static_cast<std::size_t>(std::ranges::count(letters, kColumn));
        if (used + word > kScreen) {
            ++lines;
            used = 0;
        }
        used += word + 1;
        if (end < text.size() && text[end] == '\n') {
            ++lines;
            used = 0;
        }
        begin = end + 1;
    }
    return lines;
}

using Rows = std::vector<std::vector<std::string>>;

Rows table_rows(const scenario::Scenario& scenario, const study::Ensemble& ensemble, const study::Answer& answer,
                std::size_t count) {
    const auto lost = [&](const study::AnswerRow& row, std::size_t arm, std::optional<std::size_t> against,
                          study::LossUnit unit) {
        return study::loss_spread(ensemble, answer.ask(row, arm, against, unit), answer.with_evidence);
    };
    const auto head = [&](std::size_t arm) { return name_within(scenario.arms[arm].label, 20); };
    const std::string year = year_of_period(scenario, ensemble.periods[answer.period]);
    Rows rows = {{fmt::format("{}mn {} lost", year.empty() ? "" : year + ", ", scenario.model.currency),
                  head(answer.arms[0]), "% rev."}};
    if (answer.has_saving()) rows[0].insert(rows[0].end(), {head(answer.arms[1]), "saved"});
    for (std::size_t k = 0; k < count; ++k) {
        const study::AnswerRow& row = answer.rows[k];
        const bool hidden = study::is_range_alone(ensemble, answer.ask(row, answer.arms[0]));
        rows.push_back({row.label + (hidden ? " *" : ""),
                        amount_cell(lost(row, answer.arms[0], {}, study::LossUnit::usd)),
                        row.mixed_share ? "-" : share_alone(lost(row, answer.arms[0], {}, study::LossUnit::share))});
        if (!answer.has_saving()) continue;
        rows.back().push_back(amount_cell(lost(row, answer.arms[1], {}, study::LossUnit::usd)));
        rows.back().push_back(amount_cell(lost(row, answer.arms[1], answer.arms[0], study::LossUnit::usd)));
    }
    return rows;
}

/// The table within the screen: names are cut, then savings lose their ranges where there is no room.
std::string table(Rows rows) {
    const auto width = [](const std::string& text) {
        const std::string line = text.substr(0, text.find('\n'));
        return columns_of(line) - static_cast<std::size_t>(std::ranges::count(line, kColumn));
    };
    for (const std::size_t name : {kWideName, kNameWidth}) {
        const std::string text = aligned(rows, name);
        if (width(text) <= kScreen) return text;
    }
    for (std::vector<std::string>& row : rows) {
        if (row[0].find(" *") == std::string::npos) row.back() = row.back().substr(0, row.back().find(" ("));
    }
    return aligned(rows, kNameWidth);
}

/// Of a table with ranges alone.
std::string note(const study::Ensemble& ensemble, const study::Answer& answer, std::size_t count) {
    const bool hidden = std::any_of(
        answer.rows.begin(), answer.rows.begin() + static_cast<std::ptrdiff_t>(count),
        [&](const study::AnswerRow& row) { return study::is_range_alone(ensemble, answer.ask(row, answer.arms[0])); });
    if (!hidden) return "";
    return fmt::format("* Sales to {} are not public: a range, from the least to the most that the sums allow.\n",
                       answer.targets.empty() ? "the buyer" : printable(answer.rows[0].label));
}

}  // namespace

std::string amount_cell(const study::Spread& usd) {
    return cell(usd, 1e6, rounded);
}

std::string share_cell(const study::Spread& spread) {
    return cell(spread, 1.0, share);
}

std::string answer_text(const scenario::Scenario& scenario, const study::Ensemble& ensemble,
                        const study::Answer& answer, const std::string& more) {
    const AnswerWords words = answer_words(scenario, ensemble, answer);
    std::string before = printable(scenario.title) + "\n\n";
    for (const std::string& warning : words.warnings)
        before += fmt::format("Caution: {}.\n", warning);
    for (const std::string& sentence : {words.target, words.home, words.saving})
        before += sentence.empty() ? "" : sentence + "\n";
    std::string after;
    if (!words.others.empty()) after += words.others;
    if (words.more_arms > 0) after += fmt::format(" --detail has {} more.", words.more_arms);
    if (!words.others.empty()) after += "\n";
    if (!words.drivers.empty()) after += "What drives it: " + words.drivers + "\n";
    after += "How certain: " + words.certainty + "\n";
    if (!more.empty()) after += more + "\n";
    if (answer.rows.empty()) return before + "\n" + after;
    std::size_t count = answer.rows.size();
    const auto all = [&] {
        return before + "\n" + table(table_rows(scenario, ensemble, answer, count)) + note(ensemble, answer, count) +
               after;
    };
    while (count > kFewestRows && lines_of(all()) > kAnswerLines)
        --count;
    return all();
}

}  // namespace chokepoint::report
