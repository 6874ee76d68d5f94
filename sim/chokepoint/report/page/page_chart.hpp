#pragma once

#include <chokepoint/base/date.hpp>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace chokepoint::report {

// What the charts of a page are drawn from. NaN: there is no number.

/// A line, or bars of one colour; the colour is that of arm `arm`, or of its place if that is below 0.
struct ChartSeries {
    std::string name;
    int arm = -1;
    std::vector<double> values;
    std::vector<double> low = {};  ///< 5 and 95 % of the samples, or the range of what is not disclosed; may be empty.
    std::vector<double> high = {};
};

/// A stretch of the calendar to look at; both days included.
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
    std::vector<int> events = {};      ///< Days marked by numbers from 1.
    bool marks_points = false;         ///< Every value is one that was run.
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
        std::string words;      ///< What is said of it.
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

/// What stands around a chart.
struct PageFigure {
    std::string label;    ///< Text: what it shows, for those who do not see it.
    std::string caption;  ///< HTML.
    std::string tables;   ///< HTML: all that the chart shows.
};

std::string figure_html(const PageFigure& figure, const LineChart& chart);
std::string figure_html(const PageFigure& figure, const BarChart& chart);
std::string figure_html(const PageFigure& figure, const NetworkChart& chart);
std::string figure_html(const PageFigure& figure, const FlowChart& chart);

}  // namespace chokepoint::report
