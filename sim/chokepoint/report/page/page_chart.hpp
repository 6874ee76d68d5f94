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

/// Values over days from `start`.
struct LineChart {
    std::string unit;
    Date start{};
    std::vector<int> days;       ///< Of the values.
    std::vector<int> band_days;  ///< Of low and high.
    std::vector<ChartSeries> series;
    std::vector<ChartWindow> windows;  ///< The first is shown; none: all days.
    std::vector<int> events = {};      ///< Days marked with numbers from 1.
    bool marks_points = false;         ///< Marks each value, since each is a run of its own.
};

/// Amounts by name.
struct BarChart {
    std::string unit;
    std::vector<std::string> names;
    std::vector<ChartSeries> series;
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

/// The texts around a chart.
struct ChartText {
    std::string label;    ///< Text: a description for readers who cannot see the chart.
    std::string caption;  ///< HTML.
    std::string tables;   ///< HTML: the numbers of the chart.
};

std::string chart_html(const ChartText& text, const LineChart& chart);
std::string chart_html(const ChartText& text, const BarChart& chart);
std::string chart_html(const ChartText& text, const NetworkChart& chart);
std::string chart_html(const ChartText& text, const FlowChart& chart);

}  // namespace chokepoint::report
