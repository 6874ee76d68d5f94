#include <fmt/format.h>

#include <chokepoint/report/chart/chart.hpp>
#include <chokepoint/report/page/page_text.hpp>
#include <cmath>
#include <nlohmann/json.hpp>

namespace chokepoint::report {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kLongestName = 60;

/// Five digits are more than a chart shows, and half the size of all of them.
Json number(double value) {
    if (!std::isfinite(value)) return nullptr;
    if (value == 0.0) return 0;
    const double scale = std::pow(10.0, 4.0 - std::floor(std::log10(std::abs(value))));
    return std::round(value * scale) / scale;
}

Json numbers(const std::vector<double>& values) {
    Json list = Json::array();
    for (const double value : values)
        list.push_back(number(value));
    return list;
}

Json series_json(const std::vector<ChartSeries>& series) {
    Json list = Json::array();
    for (const ChartSeries& one : series)
        list.push_back({{"name", shortened(one.name, kLongestName)},
                        {"arm", one.arm},
                        {"values", numbers(one.values)},
                        {"low", numbers(one.low)},
                        {"high", numbers(one.high)}});
    return list;
}

/// JSON that stands in a script element: nothing in it ends the element or a line of a script.
std::string inlined(const Json& json) {
    const std::string text = json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    std::string out;
    for (std::size_t k = 0; k < text.size(); ++k) {
        const std::string_view rest = std::string_view(text).substr(k);
        if (rest.starts_with("\u2028") || rest.starts_with("\u2029")) {
            out += text[k + 2] == '\xa8' ? "\\u2028" : "\\u2029";
            k += 2;
        } else if (text[k] == '<' || text[k] == '>' || text[k] == '&') {
            out += fmt::format("\\u{:04x}", text[k]);
        } else {
            out += text[k];
        }
    }
    return out;
}

/// A name for the files that a reader saves: the title's letters and digits.
std::string file_name(std::string_view title) {
    constexpr std::size_t kLongestFile = 60;
    std::string name;
    for (const char c : title) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        const bool capital = c >= 'A' && c <= 'Z';
        if (plain || capital) name += capital ? static_cast<char>(c - 'A' + 'a') : c;
        if (!plain && !capital && !name.empty() && name.back() != '-') name += '-';
        if (name.size() == kLongestFile) break;
    }
    while (name.ends_with('-'))
        name.pop_back();
    return name.empty() ? "chart" : name;
}

std::string chart_element(const ChartText& text, const char* kind, const Json& data) {
    const std::string note = text.note.empty() ? "" : fmt::format("<p class=\"note\">{}</p>\n", text.note);
    return fmt::format(
        "<figure data-chart=\"{}\" data-file=\"{}\">\n<figcaption><div class=\"chart-title\">{}</div>"
        "<div class=\"chart-unit\">{}</div></figcaption>\n<div class=\"chart\" role=\"img\" "
        "aria-label=\"{}\"></div>\n{}{}<script type=\"application/json\">{}</script>\n</figure>\n",
        kind, file_name(text.title), escaped(text.title), escaped(text.unit), escaped(text.finding), note, text.tables,
        inlined(data));
}

}  // namespace

std::string chart_html(const ChartText& text, const LineChart& chart) {
    Json windows = Json::array();
    for (const ChartWindow& window : chart.windows)
        windows.push_back({{"name", window.name}, {"days", {window.first_day, window.last_day}}});
    Json events = Json::array();
    std::string list;
    for (const ChartEvent& event : chart.events) {
        list += fmt::format("<li>{}</li>\n", escaped(event.words));
        events.push_back({{"day", event.day}, {"words", event.words}, {"arm", event.arm}});
    }
    ChartText listed = text;
    if (!list.empty()) listed.tables = "<ol class=\"events soft\">\n" + list + "</ol>\n" + listed.tables;
    return chart_element(listed, "lines",
                         {{"unit", chart.unit},
                          {"start", format_date(chart.start)},
                          {"days", chart.days},
                          {"bandDays", chart.band_days},
                          {"series", series_json(chart.series)},
                          {"windows", windows},
                          {"events", events},
                          {"points", chart.marks_points}});
}

std::string chart_html(const ChartText& text, const BarChart& chart) {
    Json names = Json::array();
    for (const std::string& name : chart.names)
        names.push_back(shortened(name, kLongestName));
    return chart_element(text, "bars", {{"unit", chart.unit}, {"names", names}, {"series", series_json(chart.series)}});
}

std::string chart_html(const ChartText& text, const RankChart& chart) {
    Json panels = Json::array();
    for (std::size_t p = 0; p < chart.units.size(); ++p)
        panels.push_back({{"unit", chart.units[p]}, {"title", chart.titles[p]}});
    Json rows = Json::array();
    for (const RankChart::Row& row : chart.rows) {
        Json cells = Json::array();
        for (const ChartSeries& panel : row.panels) {
            Json arms = Json::array();
            for (std::size_t a = 0; a < panel.values.size(); ++a)
                arms.push_back({number(panel.values[a]), number(panel.low[a]), number(panel.high[a])});
            cells.push_back(std::move(arms));
        }
        rows.push_back({{"name", shortened(row.name, kLongestName)},
                        {"target", row.is_target},
                        {"bold", row.is_group || row.is_target},
                        {"cells", std::move(cells)}});
    }
    Json arms = Json::array();
    for (const ChartSeries& arm : chart.arms)
        arms.push_back({{"name", shortened(arm.name, kLongestName)}, {"arm", arm.arm}});
    return chart_element(text, "ranks", {{"panels", panels}, {"series", arms}, {"rows", rows}});
}

std::string chart_html(const ChartText& text, const NetworkChart& chart) {
    Json nodes = Json::array();
    for (const NetworkChart::Node& node : chart.nodes)
        nodes.push_back({{"name", shortened(node.name, kLongestName)},
                         {"column", node.column},
                         {"loss", number(node.loss_usd / 1e6)},
                         {"words", node.words}});
    Json links = Json::array();
    for (const NetworkChart::Link& link : chart.links)
        links.push_back(
            {{"from", link.from}, {"to", link.to}, {"usd", number(link.usd / 1e6)}, {"denied", link.denied}});
    return chart_element(text, "network", {{"nodes", nodes}, {"links", links}, {"money", chart.money}});
}

std::string chart_html(const ChartText& text, const FlowChart& chart) {
    Json nodes = Json::array();
    for (const FlowChart::Node& node : chart.nodes)
        nodes.push_back({{"name", shortened(node.name, kLongestName)}, {"layer", node.layer}});
    Json links = Json::array();
    for (const FlowChart::Link& link : chart.links)
        links.push_back({{"from", link.from}, {"to", link.to}, {"usd", number(link.usd / 1e6)}});
    return chart_element(text, "flows", {{"nodes", nodes}, {"links", links}, {"money", chart.money}});
}

}  // namespace chokepoint::report
