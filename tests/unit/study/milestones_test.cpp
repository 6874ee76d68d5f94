#include <doctest/doctest.h>

#include <algorithm>
#include <chokepoint/study/milestones.hpp>
#include <random>

using namespace chokepoint;

namespace {

constexpr int kBackDays = 30;

/// Looked for in the whole series, one question after the other.
Milestones searched(const std::vector<double>& share) {
    const auto days = static_cast<int>(share.size());
    const auto first_below = [&](double level) {
        const auto found = std::find_if(share.begin(), share.end(), [&](double one) { return one < level; });
        return found == share.end() ? -1 : static_cast<int>(found - share.begin());
    };
    Milestones all;
    all.half_day = first_below(0.5);
    all.stop_day = first_below(0.1);
    const auto lowest = std::min_element(share.begin(), share.end());
    if (*lowest < 1.0) {
        all.lowest_share = *lowest;
        all.lowest_day = static_cast<int>(lowest - share.begin());
    }
    for (int day = std::max(0, all.stop_day); all.stop_day >= 0 && day < days; ++day) {
        const auto last = share.begin() + std::min(days, day + kBackDays);
        if (std::any_of(share.begin() + day, last, [](double one) { return one < 0.9; })) continue;
        all.back_day = day;
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
        shares.insert(shares.end(), 1 + dice() % 60, level);
    }
    shares.resize(static_cast<std::size_t>(days));
    return shares;
}

}  // namespace

TEST_CASE("milestones found day by day are those of the whole series, in every lane") {
    std::mt19937 dice(4);
    int back = 0;
    int back_at_the_end = 0;
    for (int round = 0; round < 300; ++round) {
        const int days = 1 + static_cast<int>(dice() % 400);
        for (const std::size_t lanes : {1U, 8U, 16U}) {
            std::vector<std::vector<double>> shares;
            for (std::size_t lane = 0; lane < lanes; ++lane)
                shares.push_back(random_shares(dice, days));
            MilestoneFinder finder(lanes);
            for (int day = 0; day < days; ++day) {
                std::vector<double> today;
                for (const std::vector<double>& of_lane : shares)
                    today.push_back(of_lane[static_cast<std::size_t>(day)]);
                finder.add(today);
            }
            const std::vector<Milestones> found = finder.finish();
            REQUIRE(found.size() == lanes);
            for (std::size_t lane = 0; lane < lanes; ++lane) {
                const Milestones wanted = searched(shares[lane]);
                CHECK(found[lane].half_day == wanted.half_day);
                CHECK(found[lane].stop_day == wanted.stop_day);
                CHECK(found[lane].back_day == wanted.back_day);
                CHECK(found[lane].lowest_day == wanted.lowest_day);
                CHECK(found[lane].lowest_share == wanted.lowest_share);
                back += wanted.back_day >= 0;
                back_at_the_end += wanted.back_day > days - kBackDays;
            }
        }
    }
    CHECK(back > 500);
    CHECK(back_at_the_end > 100);
}
