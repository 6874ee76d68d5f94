#pragma once

#include <chokepoint/report/data/sweep_point.hpp>
#include <chokepoint/report/data/table.hpp>
#include <string>
#include <vector>

namespace chokepoint::report {

/// The points of a sweep as far as they were run, in order.
struct Sweep {
    std::string title;
    std::vector<study::SweepAxis> axes;
    study::Period period;
    Date start{};  ///< Of the calendar of the scenario as it stands in its file.
    Date end{};
    std::vector<SweepPoint> points;
    std::vector<std::string> cautions = {};  ///< caveats() of that scenario.
    std::string currency = "USD";            ///< Of all money.
};

/// sweep.csv: one row per point, arm and company. The values come first, each in a column named by its key. Along dates
/// `usd_per_day` is the loss less that of the date before, over the days between them.
Table sweep_table(const Sweep& sweep);

/// For tables_within(): a row a value and a column an arm; of two quantities a grid for each arm. Then what
/// delay_sentences() says.
std::string sweep_text(const Sweep& sweep);

/// The point before along the last axis of dates, all else equal; the number of points if there is none.
std::size_t earlier_point(const Sweep& sweep, std::size_t point);

/// USD a day by which outcome number `k` of a point exceeds that of the earlier point; nothing where there is none.
std::optional<double> usd_per_day(const Sweep& sweep, std::size_t point, std::size_t k);

}  // namespace chokepoint::report
