#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chokepoint/report/chart/finding.hpp>
#include <cmath>
#include <numeric>

namespace chokepoint::report {

namespace {

constexpr std::size_t kNamed = 3;

/// Three digits at least, as people say it: `1,234`, `12.3`.
std::string number_words(double value) {
    const double size = std::abs(value);
    const int digits = size >= 99.95 || size < 0.005 ? 0 : size >= 9.995 ? 1 : 2;
    std::string text = fmt::format("{:.{}f}", size, digits);
    const std::size_t point = std::min(text.find('.'), text.size());
    for (std::size_t at = point; at > 3; at -= 3)
        text.insert(at - 3, ",");
    return (value < 0.0 && text.find_first_of("123456789") != std::string::npos ? "-" : "") + text;
}

std::string joined(const std::vector<std::string>& parts) {
    std::string text;
    for (const std::string& part : parts)
        text += (text.empty() ? "" : ", ") + part;
    return text;
}

/// The places of finite values, the largest first.
std::vector<std::size_t> ranking(const std::vector<double>& values) {
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::erase_if(order, [&](std::size_t k) { return !std::isfinite(values[k]); });
    std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return values[a] > values[b]; });
    return order;
}

std::string line_sentence(const LineChart& chart, const ChartSeries& series) {
    const int last_day = chart.windows.empty() ? chart.days.back() : chart.windows.front().last_day;
    const auto date = [&](std::size_t k) { return format_date_long(chart.start + std::chrono::days(chart.days[k])); };
    std::size_t lowest = 0;
    std::size_t last = 0;
    for (std::size_t k = 0; k < chart.days.size() && chart.days[k] <= last_day; ++k) {
        if (series.values[k] < series.values[lowest] - 0.05) lowest = k;
        last = k;
    }
    if (lowest == 0)
        return fmt::format("{}: {} at first, {} on {}.", series.name, number_words(series.values.front()),
                           number_words(series.values[last]), date(last));
    return fmt::format("{}: down to {} by {}, {} on {}.", series.name, number_words(series.values[lowest]),
                       date(lowest), number_words(series.values[last]), date(last));
}

/// `lost most by A (12.3), B (4.5)` of the values that have the sign.
std::string extremes(const std::vector<std::string>& names, std::vector<double> values, double sign,
                     const char* words) {
    for (double& value : values)
        value *= sign;
    std::vector<std::string> parts;
    for (const std::size_t k : ranking(values)) {
        if (parts.size() == kNamed || !(values[k] > 0.0)) break;
        parts.push_back(fmt::format("{} ({})", names[k], number_words(values[k])));
    }
    return parts.empty() ? "" : fmt::format("; {} {}", words, joined(parts));
}

}  // namespace

std::string finding_of(const LineChart& chart, const std::string& what) {
    std::string text = fmt::format("{}, {}.", what, chart.unit);
    for (const ChartSeries& series : chart.series) {
        if (series.arm != 0 && !series.values.empty()) text += " " + line_sentence(chart, series);
    }
    return text;
}

std::string finding_of(const BarChart& chart) {
    std::string text = fmt::format("In {}.", chart.unit);
    for (const ChartSeries& series : chart.series) {
        const std::string most = extremes(chart.names, series.values, 1.0, "largest:");
        const std::string least = extremes(chart.names, series.values, -1.0, "below 0:");
        if (!(most + least).empty()) text += fmt::format(" {}{}.", series.name, (most + least).replace(0, 1, ":"));
    }
    return text;
}

std::string finding_of(const RankChart& chart) {
    std::string text = fmt::format("In {}.", chart.units.front());
    for (std::size_t a = 0; a < chart.arms.size(); ++a) {
        std::vector<std::string> names;
        std::vector<double> values;
        std::string targets;
        for (const RankChart::Row& row : chart.rows) {
            const double value = row.panels.front().values[a];
            if (row.is_target && std::isfinite(value))
                targets +=
                    fmt::format("; {} {} {}", row.name, value < 0.0 ? "gains" : "loses", number_words(std::abs(value)));
            if (row.is_target) continue;
            names.push_back(row.name);
            values.push_back(value);
        }
        targets +=
            extremes(names, values, 1.0, "of the others lose most:") + extremes(names, values, -1.0, "gain most:");
        if (!targets.empty()) text += fmt::format(" {}{}.", chart.arms[a].name, targets.replace(0, 1, ":"));
    }
    return text;
}

std::string finding_of(const NetworkChart& chart) {
    const auto denied = std::ranges::count_if(chart.links, &NetworkChart::Link::denied);
    std::string text = fmt::format("{} companies and {} links, of which {} are denied.", chart.nodes.size(),
                                   chart.links.size(), denied);
    std::vector<std::string> parts;
    for (const NetworkChart::Link& link : chart.links) {
        if (parts.size() == kNamed || (denied > 0 && !link.denied)) break;
        parts.push_back(fmt::format("{} to {} ({})", chart.nodes[link.from].name, chart.nodes[link.to].name,
                                    number_words(link.usd / 1e6)));
    }
    return text + fmt::format(" The largest, in {}: {}.", chart.money, joined(parts));
}

std::string finding_of(const FlowChart& chart) {
    constexpr std::array<const char*, 3> kWords = {"Largest exporters", "products", "customers"};
    std::vector<double> sums(chart.nodes.size(), 0.0);
    for (const FlowChart::Link& link : chart.links) {
        sums[link.from] += chart.nodes[link.from].layer == 0 ? link.usd : 0.0;
        sums[link.to] += link.usd;
    }
    std::string text = fmt::format("Denied trade in {}.", chart.money);
    for (int layer = 0; layer < 3; ++layer) {
        std::vector<std::string> parts;
        for (const std::size_t k : ranking(sums)) {
            if (chart.nodes[k].layer != layer) continue;
            if (parts.size() == kNamed) break;
            parts.push_back(fmt::format("{} ({})", chart.nodes[k].name, number_words(sums[k] / 1e6)));
        }
        text +=
            fmt::format("{}{}: {}", layer == 0 ? " " : "; ", kWords[static_cast<std::size_t>(layer)], joined(parts));
    }
    return text + ".";
}

}  // namespace chokepoint::report
