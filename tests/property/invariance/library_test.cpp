#include <doctest/doctest.h>

#include <algorithm>
#include <chokepoint/dynamics/parameters.hpp>
#include <chokepoint/scenario/scenario.hpp>
#include <chokepoint/study/study.hpp>
#include <cmath>
#include <functional>
#include <map>
#include <tuple>

#include "../../unit/temporary_file.hpp"
#include "library_case.hpp"

using namespace chokepoint;

namespace {

// Reordered sums differ by 1e-16 a day, which changes the losses in the library's scenarios by at most 1e-14. A rule
// that depends on an order changes them by 1e-4 or more.
constexpr double kLibraryTolerance = 1e-10;

std::vector<std::filesystem::path> library() {
    std::vector<std::filesystem::path> files;
    for (const auto& file : std::filesystem::recursive_directory_iterator(CHOKEPOINT_SOURCE_FOLDER "/scenarios")) {
        if (file.path().extension() == ".yaml") files.push_back(file.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

bool is_zte_scenario(const std::filesystem::path& file) {
    return file.parent_path().filename().string().starts_with("zte");
}

/// A set of rules: the keys to set, and a name for messages.
struct Variant {
    std::string name;
    scenario::Overrides overrides;
};

/// The scenario's own rules, every preset, the default preset without each adaptation, and with all adaptations.
std::vector<Variant> variants() {
    std::vector<Variant> all = {{"as it is", {}}, {"with insolvency", {{"dynamics.with", "[insolvency]"}}}};
    for (const dynamics::Preset& preset : dynamics::preset_table())
        all.push_back({std::string(preset.name), {{"dynamics.preset", std::string(preset.name)}}});
    for (const dynamics::AdaptationRecord& record : dynamics::adaptation_table()) {
        const std::string name(record.key);
        if (name != "insolvency") all.push_back({"without " + name, {{"dynamics.without", "[" + name + "]"}}});
    }
    return all;
}

using Losses = std::map<std::tuple<std::string, std::string, std::string>, double>;

/// Loss shares by arm, company and period, and the days of milestones under their name in place of a period.
Losses read_losses(const scenario::Scenario& scenario, const study::StudyResult& study, const LibraryCase& changed) {
    Losses losses;
    for (const study::ArmResult& arm : study.arms) {
        for (const std::uint32_t company : study.companies) {
            const std::string name(scenario.model.directory.companies.name(company));
            const study::Milestones& days = arm.companies[company].milestones;
            const std::initializer_list<std::pair<const char*, int>> dated = {{"half", days.half_day},
                                                                              {"stopped", days.stop_day},
                                                                              {"resumed", days.resume_day},
                                                                              {"recovered", days.recovery_day},
                                                                              {"lowest", days.lowest_day}};
            for (const auto& [event, day] : dated) {
                losses[{arm.name, changed.name_before(name), event}] = day;
            }
            for (std::size_t p = 0; p < study.periods.size(); ++p) {
                const double baseline = study.baseline_usd[company][p];
                losses[{arm.name, changed.name_before(name), study.periods[p].label}] =
                    1.0 - arm.companies[company].revenue_usd[p] / baseline;
            }
        }
    }
    return losses;
}

Losses run(const std::filesystem::path& file, const scenario::Overrides& overrides, const LibraryCase& changed) {
    const scenario::Scenario scenario = scenario::load_scenario(file, overrides);
    return read_losses(scenario, study::run_study(scenario, 1), changed);
}

Losses whole_run_losses(Losses losses) {
    std::erase_if(losses, [](const auto& entry) { return std::get<2>(entry.first) != "total"; });
    return losses;
}

double largest_difference(const Losses& a, const Losses& b) {
    REQUIRE(a.size() == b.size());
    double most = 0.0;
    for (const auto& [key, loss] : a) {
        REQUIRE(b.count(key) == 1);
        const double difference = std::abs(loss - b.at(key));
        if (std::isnan(loss) && std::isnan(b.at(key))) continue;
        if (!(difference <= most)) most = difference;
    }
    return most;
}

using Change = std::function<void(LibraryCase&)>;

/// The largest change of any loss share after `change` is applied to the scenario's files.
double largest_effect(const std::filesystem::path& file, const Change& change,
                      const scenario::Overrides& overrides = {}) {
    const LibraryCase plain(file);
    LibraryCase changed(file);
    change(changed);
    testing::TemporaryFolder folder;
    const std::filesystem::path written = changed.write(folder.path());
    return largest_difference(run(file, overrides, plain), run(written, overrides, changed));
}

}  // namespace

TEST_CASE("the order of rows changes no result, in any scenario, preset or set of adaptations") {
    double worst = 0.0;
    for (const std::filesystem::path& file : library()) {
        Dice dice(7);
        for (const Variant& variant : variants()) {
            scenario::Overrides overrides = variant.overrides;
            if (file.filename() == "ban-vs-reversal.yaml") {
                // Two of the seven years are enough, and contain the forecast's quarters.
                overrides.emplace_back("calendar", "{start: 2018-01-01, end: 2019-12-31}");
            }
            const double effect = largest_effect(
                file, [&](LibraryCase& one) { one.shuffle_rows(dice); }, overrides);
            CAPTURE(file.string());
            CAPTURE(variant.name);
            CHECK(effect <= kLibraryTolerance);
            worst = std::max(worst, effect);
        }
    }
    MESSAGE("rows shuffled: largest difference " << worst);
}

TEST_CASE("renaming the firms changes no result") {
    for (const std::filesystem::path& file : library()) {
        CAPTURE(file.string());
        CHECK(largest_effect(file, [](LibraryCase& one) { one.rename_ids(); }) <= kLibraryTolerance);
    }
}

TEST_CASE("the unit of money changes no loss share") {
    for (const std::filesystem::path& file : library()) {
        CAPTURE(file.string());
        CHECK(largest_effect(file, [](LibraryCase& one) { one.scale_money(0.00137); }) <= kLibraryTolerance);
    }
}

TEST_CASE("two halves of a firm together lose what the whole loses, unless they compete with each other") {
    for (const std::filesystem::path& file : library()) {
        if (is_zte_scenario(file)) continue;  // its links are reconstructed from statements about single firms
        CAPTURE(file.string());
        std::size_t split = 0;
        const auto outside_markets = [&](LibraryCase& one) {
            one.split_firms([](std::string_view, std::string_view market) { return market.empty(); });
            split = one.split_count();
        };
        CHECK(largest_effect(file, outside_markets) <= kLibraryTolerance);
        CHECK(split >= 6);
        const auto all = [](LibraryCase& one) {
            one.split_firms([](std::string_view, std::string_view) { return true; });
        };
        CHECK(largest_effect(file, all, {{"dynamics.without", "[rivals]"}}) <= kLibraryTolerance);
    }
}

TEST_CASE("shifting dates by whole weeks changes no result if nothing is seasonal") {
    for (const std::filesystem::path& file : library()) {
        if (is_zte_scenario(file)) continue;  // its revenue has a profile by quarter
        const LibraryCase plain(file);
        LibraryCase later(file);
        later.shift_dates(7 * 53);
        testing::TemporaryFolder folder;
        const Losses before = whole_run_losses(run(file, {}, plain));
        CAPTURE(file.string());
        CHECK(before.size() > 1);
        CHECK(largest_difference(before, whole_run_losses(run(later.write(folder.path()), {}, later))) <=
              kLibraryTolerance);
    }
}

TEST_CASE("an arm under another name has the same bytes, and changes no other arm") {
    for (const std::filesystem::path& file : library()) {
        scenario::Scenario scenario = scenario::load_scenario(file, {});
        const study::StudyResult once = study::run_study(scenario, 1);
        scenario.arms.push_back(scenario.arms[1]);
        scenario.arms.back().name = "again";
        const study::StudyResult twice = study::run_study(scenario, 1);
        CAPTURE(file.string());
        for (const std::uint32_t company : once.companies) {
            const std::vector<double>& again = twice.arms.back().companies[company].revenue_usd;
            CHECK(again == once.arms[1].companies[company].revenue_usd);
            for (std::size_t arm = 0; arm < once.arms.size(); ++arm)
                CHECK(once.arms[arm].companies[company].revenue_usd == twice.arms[arm].companies[company].revenue_usd);
        }
    }
}
