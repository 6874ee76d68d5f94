#include <doctest/doctest.h>

#include <chokepoint/report/text/delay_text.hpp>
#include <string>

using namespace chokepoint;

namespace {

/// One arm and one company with a baseline of 1,000 million USD, on five days that follow each other.
study::Sweep five_days(const std::vector<double>& losses_usd) {
    study::Sweep sweep{"Five days", {{"actions.lift.on", {}, true}}, {"2018", 0, 364}, {}, {}, {}};
    sweep.start = *parse_date("2018-01-01");
    sweep.end = *parse_date("2018-12-31");
    for (std::size_t k = 0; k < losses_usd.size(); ++k) {
        sweep.axes[0].values.push_back("2018-06-0" + std::to_string(k + 1));
        study::SweepPoint& point = sweep.points.emplace_back();
        point.values = {sweep.axes[0].values.back()};
        study::SweepOutcome& outcome = point.outcomes.emplace_back();
        outcome.arm = outcome.arm_label = "reversal";
        outcome.name = "Maker";
        outcome.baseline_usd = 1e9;
        outcome.loss_usd = losses_usd[k];
        outcome.share = losses_usd[k] / 1e9;
    }
    return sweep;
}

}  // namespace

TEST_CASE("a day of delay costs the difference of two dates over the days between them") {
    study::Sweep sweep = five_days({1e6, 3e6, 6e6});
    sweep.axes[0].values[2] = sweep.points[2].values[0] = "2018-06-08";
    CHECK(!study::usd_per_day(sweep, 0, 0));
    CHECK(*study::usd_per_day(sweep, 1, 0) == 2e6);
    CHECK(*study::usd_per_day(sweep, 2, 0) == 0.5e6);
    CHECK(report::delay_sentences(sweep, 0) ==
          "reversal: a day of delay costs Maker 0.714 million USD of its revenue in 2018 on average,\n"
          "    for dates from 1 June 2018 to 8 June 2018;\n"
          "    least 0.500 (2 June 2018 to 8 June 2018), most 2.00 (1 June 2018 to 2 June 2018).\n");
}

TEST_CASE("of a grid with dates first, the earlier point is one whole row before") {
    study::Sweep sweep = five_days({0, 0, 0, 0});
    sweep.axes = {{"actions.lift.on", {"2018-06-01", "2018-06-02"}, true},
                  {"dynamics.stock_days", {"20", "40"}, false}};
    CHECK(study::earlier_point(sweep, 0) == 4);
    CHECK(study::earlier_point(sweep, 1) == 4);
    CHECK(study::earlier_point(sweep, 2) == 0);
    CHECK(study::earlier_point(sweep, 3) == 1);
}

TEST_CASE("a step of more than three times the median is told as a jump") {
    const std::string jump = "The loss jumps by 100.0 million USD between 3 June 2018 and 4 June 2018: 3 June 2018 is";
    CHECK(report::delay_sentences(five_days({10e6, 20e6, 30e6, 130e6, 140e6}), 0).find(jump) != std::string::npos);
    // Three times the median is not more than it, and 19 million is below 2 % of the baseline.
    CHECK(report::delay_sentences(five_days({10e6, 20e6, 30e6, 59e6, 69e6}), 0).find("jumps") == std::string::npos);
    CHECK(report::delay_sentences(five_days({1e6, 2e6, 3e6, 22e6, 23e6}), 0).find("jumps") == std::string::npos);
}

TEST_CASE("the point of no return is the first date from which on the company does not recover") {
    study::Sweep sweep = five_days({10e6, 20e6, 30e6, 40e6, 50e6});
    for (const std::size_t k : {1, 3, 4})
        sweep.points[k].outcomes[0].stop_day = 120;
    sweep.points[1].outcomes[0].recovery_day = 180;
    CHECK(report::delay_sentences(sweep, 0).find(
              "The point of no return is 4 June 2018: from then on Maker has not recovered when the "
              "calendar ends on 31 December 2018; at 3 June 2018 it has.\n") != std::string::npos);
    for (study::SweepPoint& point : sweep.points) {
        point.outcomes[0].stop_day = 120;
        point.outcomes[0].recovery_day = study::kNever;
    }
    CHECK(report::delay_sentences(sweep, 0).find(
              "Maker has not recovered when the calendar ends on 31 December 2018, whichever") != std::string::npos);
}

TEST_CASE("nothing is said of numbers, of grids, of one date and of sales that are not disclosed") {
    study::Sweep numbers = five_days({10e6, 20e6});
    numbers.axes[0].of_dates = false;
    CHECK(report::delay_sentences(numbers, 0).empty());
    CHECK(report::delay_sentences(five_days({10e6}), 0).empty());
    study::Sweep hidden = five_days({10e6, 20e6});
    hidden.points[1].outcomes[0].range_usd = uncertainty::Interval{0.0, 30e6};
    CHECK(report::delay_sentences(hidden, 0).empty());
}
