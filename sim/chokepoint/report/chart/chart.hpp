#pragma once

#include <chokepoint/base/date.hpp>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace chokepoint::report {

// The data of the page's charts. NaN: there is no number.

/// A line, or bars of one colour: the colour of arm `arm`, or of the series' place if that is below 0.
struct ChartSeries {
    std::string name;
    int arm = -1;
    std::vector<double> values;
    std::vector<double> low = {};  ///< 5 and 95 % of the samples, or the range of an undisclosed loss; may be empty.
    std::vector<double> high = {};
};

/// A part of the calendar to show; both days included.
struct ChartWindow {
    std::string name;
    int first_day = 0;
    int last_day = 0;
};

/// Something that happens on a day, in words: `Ban lifted, 13 July`.
struct ChartEvent {
    int day = 0;
    std::string words;
    int arm = 0;  ///< The style of the only arm that it belongs to; 0: of several.
};

/// Values over days from `start`.
struct LineChart {
    std::string unit;
    Date start{};
    std::vector<int> days;       ///< Of the values.
    std::vector<int> band_days;  ///< Of low and high.
    std::vector<ChartSeries> series;
    std::vector<ChartWindow> windows;  ///< The first is shown; none: all days.
    std::vector<ChartEvent> events = {};
    bool marks_points = false;  ///< Marks each value, since each is a run of its own.
};

/// Amounts by name.
struct BarChart {
    std::string unit;
    std::vector<std::string> names;
    std::vector<ChartSeries> series;
};

/// What groups and firms lose (below 0: gain), in several units side by side.
struct RankChart {
    struct Row {
        std::string name;
        bool is_target = false;  ///< Stands apart.
        bool is_group = false;
        std::vector<ChartSeries> panels;  ///< By unit; the values are by arm.
    };
    std::vector<std::string> units;
    std::vector<std::string> titles;  ///< Of the panels.
    std::vector<ChartSeries> arms;    ///< Without values.
    std::vector<Row> rows;
};

/// Who trades with whom: `column` 0 is denied to sell, 1 denied to buy, 2 neither.
struct NetworkChart {
    struct Node {
        std::string name;
        int column = 2;
        double loss_usd = 0.0;  ///< Its size.
        std::string words;      ///< Its description.
    };
    struct Link {
        std::size_t from = 0;
        std::size_t to = 0;
        double usd = 0.0;  ///< A year.
        bool denied = false;
    };
    std::vector<Node> nodes;
    std::vector<Link> links;
    std::string money = {};  ///< What a link is counted in, as `million USD a year`.
};

/// Flows from layer 0 through 1 to 2.
struct FlowChart {
    struct Node {
        std::string name;
        int layer = 0;
    };
    struct Link {
        std::size_t from = 0;
        std::size_t to = 0;
        double usd = 0.0;  ///< A year.
    };
    std::vector<Node> nodes;
    std::vector<Link> links;
    std::string money = {};  ///< What a link is counted in, as `million USD a year`.
};

/// The texts around a chart. Titles, units and findings are text, notes and tables HTML.
struct ChartText {
    std::string title;
    std::string unit;     ///< What is drawn, and in what.
    std::string finding;  ///< What the chart shows, for readers who cannot see it.
    std::string note;
    std::string tables;  ///< The numbers of the chart.
};

std::string chart_html(const ChartText& text, const LineChart& chart);
std::string chart_html(const ChartText& text, const BarChart& chart);
std::string chart_html(const ChartText& text, const RankChart& chart);
std::string chart_html(const ChartText& text, const NetworkChart& chart);
std::string chart_html(const ChartText& text, const FlowChart& chart);

}  // namespace chokepoint::report
