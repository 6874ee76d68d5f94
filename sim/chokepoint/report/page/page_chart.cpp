#include <fmt/format.h>

#include <chokepoint/report/page/page_chart.hpp>
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

std::string chart_element(const ChartText& text, const char* kind, const Json& data) {
    return fmt::format(
        "<figure data-chart=\"{}\">\n<div class=\"chart\" role=\"img\" "
        "aria-label=\"{}\"></div>\n<figcaption>{}</figcaption>\n{}"
        "<script type=\"application/json\">{}</script>\n</figure>\n",
        kind, escaped(text.label), text.caption, text.tables, inlined(data));
}

}  // namespace

std::string chart_html(const ChartText& text, const LineChart& chart) {
    Json windows = Json::array();
    for (const ChartWindow& window : chart.windows)
        windows.push_back({{"name", window.name}, {"days", {window.first_day, window.last_day}}});
    Json events = Json::array();
    for (const int day : chart.events)
        events.push_back({{"day", day}});
    return chart_element(text, "lines",
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
