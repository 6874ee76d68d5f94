#include <doctest/doctest.h>

#include <array>
#include <chokepoint/study/models/static_study.hpp>

using namespace chokepoint;

TEST_CASE("a model without days gives each day the full effect of the policy in force") {
    const scenario::Scenario scenario =
        scenario::load_scenario(CHOKEPOINT_VALIDATION_FOLDER "/static_policy/scenario.yaml", {});
    struct Expected {
        const char* model;
        std::array<double, 3> kept;  ///< The kept shares of S, B and T.
    };
    const std::array expected = {Expected{"cascade", {0.9, 0.625, 0.875}},
                                 Expected{"cascade-compat", {0.9, 0.625, 0.875}},
                                 Expected{"debtrank", {0.9, 0.825, 0.875}}, Expected{"leontief", {0.9, 1.0, 0.875}},
                                 Expected{"ghosh", {1.0, 0.89375, 0.875}}};
    REQUIRE(expected.size() == study::static_model_table().size());
    for (const Expected& one : expected) {
        CAPTURE(one.model);
        study::StaticAccuracy accuracy;
        const study::StudyResult study =
            study::run_static_study(scenario, study::find_static_model(one.model)->model, 1, {}, accuracy);
        CHECK(accuracy.converged);
        CHECK(study.arms[0].finished);
        const std::size_t total = study.periods.size() - 1;
        for (std::size_t k = 0; k < 3; ++k) {
            const std::uint32_t company = scenario.model.directory.companies.find(std::array{"S", "B", "T"}[k]).value();
            CHECK(study.arms[0].companies[company].revenue_usd[total] ==
                  doctest::Approx(one.kept[k] * study.baseline_usd[company][total]).epsilon(1e-12));
        }
    }
}
