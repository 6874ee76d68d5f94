#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <chokepoint/study/study.hpp>
#include <cmath>

using namespace chokepoint;

namespace {

scenario::Scenario load_cover_spread(const scenario::Overrides& overrides = {}) {
    return scenario::load_scenario(std::filesystem::path(CHOKEPOINT_VALIDATION_FOLDER) / "cover_spread/scenario.yaml",
                                   overrides);
}

/// The target covers of the plant's lines for one product.
std::vector<double> covers(const scenario::Scenario& scenario, const std::string& product) {
    const scenario::Model& model = scenario.model;
    const std::uint32_t number = *model.directory.products.find(product);
    std::vector<double> list;
    for (std::uint32_t s = 0; s < model.network.slot_count(); ++s) {
        if (model.network.slot_product[s] == number) list.push_back(model.behaviour.slot_stock_days[s]);
    }
    return list;
}

const std::array<double, 4> kByHand = {8.0 + 64.0 * (1.0 - std::sqrt(0.875)), 8.0 + 64.0 * (1.0 - std::sqrt(0.625)),
                                       8.0 + 64.0 * (1.0 - std::sqrt(0.375)), 8.0 + 64.0 * (1.0 - std::sqrt(0.125))};

}  // namespace

TEST_CASE("the covers of a plant's lines are quantiles of the lower of two parts") {
    const std::vector<double> chips = covers(load_cover_spread(), "chips");
    REQUIRE(chips.size() == 4);
    for (std::size_t line = 0; line < 4; ++line)
        CHECK(chips[line] == doctest::Approx(kByHand[line]).epsilon(1e-12));
    CHECK(chips[0] == doctest::Approx(12.1335).epsilon(1e-5));
    CHECK(chips[3] == doctest::Approx(49.3726).epsilon(1e-5));
}

TEST_CASE("with one part per line, the covers of the lines have the stated mean") {
    const std::vector<double> chips =
        covers(load_cover_spread({{"model.products.chips.key_parts", "1"}, {"model.products.chips.safety_share", "0"}}),
               "chips");
    REQUIRE(chips.size() == 4);
    for (std::size_t line = 0; line < 4; ++line)
        CHECK(chips[line] == doctest::Approx(10.0 + 20.0 * double(line)).epsilon(1e-12));
}

TEST_CASE("the covers of the second product are shifted by the golden ratio") {
    const std::vector<double> boards = covers(load_cover_spread(), "boards");
    REQUIRE(boards.size() == 4);
    for (std::size_t line = 0; line < 4; ++line) {
        // One part and no safety stock: c = 80·q.
        const double q = std::fmod(0.125 + 0.25 * double(line) + (std::sqrt(5.0) - 1.0) / 2.0, 1.0);
        CHECK(boards[line] == doctest::Approx(80.0 * q).epsilon(1e-12));
    }
}

TEST_CASE("a plant under a ban stops line by line") {
    const scenario::Scenario scenario = load_cover_spread();
    const std::uint32_t plant = *scenario.model.directory.companies.find("plant");
    const study::StudyResult study = study::run_study(scenario, 1);
    const std::vector<double>& share = study.arms[0].companies[plant].daily.output_share;
    for (std::size_t day = 0; day < share.size(); ++day) {
        double lines = 0.0;
        for (const double cover : kByHand)
            lines += std::clamp(cover - double(day), 0.0, 1.0);
        CAPTURE(day);
        CHECK(std::abs(share[day] - lines / 4.0) <= 1e-12);
    }
    CHECK(share[11] == doctest::Approx(1.0).epsilon(1e-12));
    CHECK(share[50] == 0.0);
}
