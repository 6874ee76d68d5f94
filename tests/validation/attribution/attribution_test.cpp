#include <doctest/doctest.h>

#include <chokepoint/study/study.hpp>
#include <cmath>
#include <numeric>
#include <string>

using namespace chokepoint;

namespace {

const scenario::Scenario& attribution_scenario() {
    static const scenario::Scenario loaded =
        scenario::load_scenario(CHOKEPOINT_VALIDATION_FOLDER "/attribution/scenario.yaml", {});
    return loaded;
}

const study::StudyResult& study() {
    static const study::StudyResult result = study::run_study(attribution_scenario(), 1);
    return result;
}

/// The parts of a firm's loss over the whole run through one channel: Alpha's ban, Beta's ban, the tools' ban, and
/// none.
std::vector<double> parts(std::size_t arm, const std::string& firm, const std::string& channel) {
    const std::uint32_t company = attribution_scenario().model.directory.companies.find(firm).value();
    const std::size_t total = study().periods.size() - 1;
    const std::size_t channels = study().arms[arm].companies[company].channels[total].size();
    for (std::uint32_t c = 0; c < channels; ++c) {
        if (study::channel_name(c, attribution_scenario().model.directory) == channel)
            return study::losses_by_root(study().arms[arm], company, total, c);
    }
    FAIL("no channel " << channel);
    return {};
}

void check_shares(std::size_t arm, const std::string& firm, const std::string& channel,
                  const std::vector<double>& expected) {
    CAPTURE(arm);
    CAPTURE(firm);
    CAPTURE(channel);
    const std::vector<double> losses = parts(arm, firm, channel);
    const double sum = std::accumulate(losses.begin(), losses.end(), 0.0);
    REQUIRE(sum > 1000.0);
    REQUIRE(losses.size() == expected.size());
    for (std::size_t r = 0; r < losses.size(); ++r)
        CHECK(std::abs(losses[r] / sum - expected[r]) <= 1e-9);
}

}  // namespace

TEST_CASE("each denied seller's loss is attributed to its denial, even with a licence") {
    for (const std::size_t arm : {0, 1, 2}) {
        check_shares(arm, "Alpha", "own sales denied", {1, 0, 0, 0});
        check_shares(arm, "Beta", "own sales denied", {0, 1, 0, 0});
    }
}

TEST_CASE("what a firm lacks is split over actions in proportion to the flows they close") {
    check_shares(0, "Maker", "input: chips", {0.75, 0.25, 0, 0});
    check_shares(1, "Maker", "input: chips", {0.6, 0.4, 0, 0});
    check_shares(0, "Workshop", "input: tools", {0, 0, 1, 0});
}

TEST_CASE("causes are traced down to customers and up to suppliers") {
    for (const auto& [arm, alpha] : {std::pair<std::size_t, double>{0, 0.75}, {1, 0.6}}) {
        check_shares(arm, "Assembler", "input: boards", {alpha, 1.0 - alpha, 0, 0});
        check_shares(arm, "Casemaker", "customers order less", {alpha, 1.0 - alpha, 0, 0});
    }
}

TEST_CASE("losses after a lift from the restart and lost customers are still attributed to the denials") {
    check_shares(2, "Assembler", "restart after a stop", {0.75, 0.25, 0, 0});
    check_shares(2, "Assembler", "customers who left", {0.75, 0.25, 0, 0});
}
