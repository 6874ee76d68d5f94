#include <doctest/doctest.h>

#include <algorithm>
#include <chokepoint/study/record/milestones.hpp>
#include <random>

using namespace chokepoint;

namespace {

constexpr int kYear = 365;

/// A number of days at one share of normal output.
struct Stretch {
    int days;
    double share;
};

study::Milestones found_in(const std::vector<Stretch>& stretches) {
    study::MilestoneFinder finder(1);
    for (const Stretch& stretch : stretches) {
        for (int day = 0; day < stretch.days; ++day)
            finder.add(std::vector<double>{stretch.share});
    }
    return finder.finish()[0];
}

/// Looked for in the whole series, one question after the other.
study::Milestones searched(const std::vector<double>& share) {
    const auto days = static_cast<int>(share.size());
    const auto first_day = [&](int from, auto holds) {
        const auto found = std::find_if(share.begin() + from, share.end(), holds);
        return found == share.end() ? -1 : static_cast<int>(found - share.begin());
    };
    study::Milestones all;
    all.half_day = first_day(0, [](double one) { return one < 0.5; });
    all.stop_day = first_day(0, [](double one) { return one < 0.1; });
    const auto lowest = std::min_element(share.begin(), share.end());
    if (*lowest < 1.0) {
        all.lowest_share = *lowest;
        all.lowest_day = static_cast<int>(lowest - share.begin());
    }
    if (all.stop_day < 0) return all;
    all.resume_day = first_day(all.stop_day, [](double one) { return one > 0.5; });
    for (int day = all.stop_day; day < days; ++day) {
        const auto last = share.begin() + std::min(days, day + kYear);
        if (std::any_of(share.begin() + day, last, [](double one) { return one <= 0.9; })) continue;
        all.recovery_day = day;
        break;
    }
    return all;
}

/// A company that falls and rises, now and then, between levels at which something may be found.
std::vector<double> random_shares(std::mt19937& dice, int days) {
    const std::vector<double> levels{0.0, 0.05, 0.1, 0.3, 0.5, 0.7, 0.9, 0.95, 1.0, 1.2};
    std::vector<double> shares;
    while (static_cast<int>(shares.size()) < days) {
        const double level = dice() % 3 == 0 ? 1.0 : levels[dice() % levels.size()];
        shares.insert(shares.end(), dice() % 4 == 0 ? 300 + dice() % 130 : 1 + dice() % 60, level);
    }
    shares.resize(static_cast<std::size_t>(days));
    return shares;
}

}  // namespace

TEST_CASE("output at exactly a tenth of normal has not stopped, below it has") {
    const study::Milestones at = found_in({{10, 1.0}, {20, 0.1}, {400, 1.0}});
    CHECK(at.half_day == 10);
    CHECK(at.stop_day == -1);
    CHECK(at.resume_day == -1);
    CHECK(at.recovery_day == -1);
    CHECK(found_in({{10, 1.0}, {20, 0.0999}, {400, 1.0}}).stop_day == 10);
}

TEST_CASE("a level at a limit passes it on no day, whatever rounding does to it") {
    const double rounding = 1e-12;
    const study::Milestones stays = found_in({{10, 1.0}, {40, 0.5 - rounding}, {40, 0.1 - rounding}});
    CHECK(stays.half_day == 50);  // where it falls to a tenth
    CHECK(stays.stop_day == -1);
    const study::Milestones stopped = found_in({{10, 0.0}, {40, 0.5 + rounding}, {400, 0.9 + rounding}});
    CHECK(stopped.resume_day == 50);
    CHECK(stopped.recovery_day == -1);
}

TEST_CASE("output at exactly half of normal has not resumed, above it has") {
    CHECK(found_in({{10, 1.0}, {20, 0.0}, {400, 0.5}}).resume_day == -1);
    const study::Milestones above = found_in({{10, 1.0}, {20, 0.0}, {5, 0.5}, {400, 0.5001}});
    CHECK(above.resume_day == 35);
    CHECK(above.recovery_day == -1);
}

TEST_CASE("output at exactly nine tenths of normal has not recovered, above it has") {
    CHECK(found_in({{10, 1.0}, {20, 0.0}, {400, 0.9}}).recovery_day == -1);
    const study::Milestones above = found_in({{10, 1.0}, {20, 0.0}, {5, 0.9}, {400, 0.9001}});
    CHECK(above.resume_day == 30);
    CHECK(above.recovery_day == 35);
}

TEST_CASE("a surge of waiting orders that falls away again is not a recovery") {
    const study::Milestones surge = found_in({{10, 1.0}, {20, 0.0}, {90, 1.25}, {400, 0.85}});
    CHECK(surge.resume_day == 30);
    CHECK(surge.recovery_day == -1);
    const study::Milestones later = found_in({{10, 1.0}, {20, 0.0}, {90, 1.25}, {200, 0.85}, {30, 0.92}});
    CHECK(later.resume_day == 30);
    CHECK(later.recovery_day == 320);
}

TEST_CASE("a recovery lasts a year or to the end of the calendar, and one day less than a year is none") {
    CHECK(found_in({{10, 1.0}, {20, 0.0}, {365, 1.0}, {50, 0.8}}).recovery_day == 30);
    CHECK(found_in({{10, 1.0}, {20, 0.0}, {364, 1.0}, {50, 0.8}}).recovery_day == -1);
    CHECK(found_in({{10, 1.0}, {20, 0.0}, {364, 1.0}}).recovery_day == 30);
    CHECK(found_in({{10, 1.0}, {20, 0.0}, {300, 0.6}, {1, 0.95}}).recovery_day == 330);
}

TEST_CASE("a second stop does not move the first, and a recovery after it counts") {
    const study::Milestones twice = found_in({{10, 1.0}, {20, 0.0}, {100, 1.0}, {30, 0.05}, {200, 0.95}});
    CHECK(twice.stop_day == 10);
    CHECK(twice.resume_day == 30);
    CHECK(twice.recovery_day == 160);
    const study::Milestones after_a_year = found_in({{10, 1.0}, {20, 0.0}, {365, 1.0}, {30, 0.0}, {200, 1.0}});
    CHECK(after_a_year.stop_day == 10);
    CHECK(after_a_year.recovery_day == 30);
}

TEST_CASE("without a stop nothing resumes or recovers") {
    const study::Milestones never = found_in({{10, 1.0}, {20, 0.3}, {400, 1.0}});
    CHECK(never.half_day == 10);
    CHECK(never.stop_day == -1);
    CHECK(never.resume_day == -1);
    CHECK(never.recovery_day == -1);
    CHECK(never.lowest_day == 10);
    CHECK(found_in({{400, 1.0}}).lowest_day == -1);
}

TEST_CASE("each event is the day of its milestone") {
    const study::Milestones all = found_in({{10, 1.0}, {5, 0.4}, {20, 0.0}, {5, 0.6}, {400, 1.0}});
    CHECK(study::day_of(all, scenario::MilestoneEvent::half) == 10);
    CHECK(study::day_of(all, scenario::parse_event("stopped")) == 15);
    CHECK(study::day_of(all, scenario::parse_event("stop")) == 15);
    CHECK(study::day_of(all, scenario::parse_event("resumed")) == 35);
    CHECK(study::day_of(all, scenario::parse_event("recovered")) == 40);
}

TEST_CASE("milestones found day by day are those of the whole series, in every lane") {
    std::mt19937 dice(4);
    int resumed = 0;
    int after_a_year = 0;
    int at_the_end = 0;
    for (int round = 0; round < 300; ++round) {
        const int days = 1 + static_cast<int>(dice() % 1200);
        for (const std::size_t lanes : {1U, 8U, 16U}) {
            std::vector<std::vector<double>> shares;
            for (std::size_t lane = 0; lane < lanes; ++lane)
                shares.push_back(random_shares(dice, days));
            study::MilestoneFinder finder(lanes);
            for (int day = 0; day < days; ++day) {
                std::vector<double> today;
                for (const std::vector<double>& of_lane : shares)
                    today.push_back(of_lane[static_cast<std::size_t>(day)]);
                finder.add(today);
            }
            const std::vector<study::Milestones> found = finder.finish();
            REQUIRE(found.size() == lanes);
            for (std::size_t lane = 0; lane < lanes; ++lane) {
                const study::Milestones wanted = searched(shares[lane]);
                CHECK(found[lane].half_day == wanted.half_day);
                CHECK(found[lane].stop_day == wanted.stop_day);
                CHECK(found[lane].resume_day == wanted.resume_day);
                CHECK(found[lane].recovery_day == wanted.recovery_day);
                CHECK(found[lane].lowest_day == wanted.lowest_day);
                CHECK(found[lane].lowest_share == wanted.lowest_share);
                resumed += wanted.resume_day >= 0;
                after_a_year += wanted.recovery_day >= 0 && wanted.recovery_day <= days - kYear;
                at_the_end += wanted.recovery_day > days - kYear;
            }
        }
    }
    CHECK(resumed > 500);
    CHECK(after_a_year > 100);
    CHECK(at_the_end > 100);
}
