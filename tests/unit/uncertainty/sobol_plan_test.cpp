#include <doctest/doctest.h>

#include <chokepoint/uncertainty/sobol_plan.hpp>
#include <set>
#include <stdexcept>
#include <vector>

using namespace chokepoint;

namespace {

std::vector<double> row_of(const uncertainty::SobolPlan& plan, std::size_t matrix, std::uint32_t row) {
    std::vector<double> draws(plan.parameters());
    plan.draw(matrix, row, draws);
    return draws;
}

}  // namespace

TEST_CASE("a mixed matrix is A with the columns of its group from B") {
    for (const uncertainty::Design kind :
         {uncertainty::Design::random, uncertainty::Design::latin_hypercube, uncertainty::Design::sobol}) {
        const uncertainty::SobolPlan plan(kind, 3, {"x", "y", "z"}, {{"outer", {2, 0}}, {"inner", {1}}});
        CHECK(plan.matrices() == 4);
        std::set<double> seen;
        for (std::uint32_t row = 0; row < 50; ++row) {
            const auto a = row_of(plan, uncertainty::SobolPlan::kA, row);
            const auto b = row_of(plan, uncertainty::SobolPlan::kB, row);
            CHECK(row_of(plan, uncertainty::SobolPlan::kFirstMixed, row) == std::vector<double>{b[0], a[1], b[2]});
            CHECK(row_of(plan, uncertainty::SobolPlan::kFirstMixed + 1, row) == std::vector<double>{a[0], b[1], a[2]});
            seen.insert(a.begin(), a.end());
            seen.insert(b.begin(), b.end());
        }
        CHECK(seen.size() == 300);
    }
}

TEST_CASE("the rows of A are the draws of a study with the same design, seed and parameters") {
    for (const uncertainty::Design kind :
         {uncertainty::Design::random, uncertainty::Design::latin_hypercube, uncertainty::Design::sobol}) {
        const uncertainty::SobolPlan plan(kind, 3, {"x", "y"});
        const uncertainty::UniformDesign study(kind, 3, {"x", "y"});
        CHECK(row_of(plan, uncertainty::SobolPlan::kA, 17) == std::vector<double>{study.at(17, 0), study.at(17, 1)});
        CHECK(plan.groups().at(1).name == "y");
    }
}

TEST_CASE("groups that share a parameter or name an unknown one are refused") {
    CHECK_THROWS_WITH_AS(
        uncertainty::SobolPlan(uncertainty::Design::random, 1, {"x", "y"}, {{"g", {0, 1}}, {"h", {1}}}),
        "parameter number 1 is in group 'g' and in group 'h'", std::invalid_argument);
    CHECK_THROWS_WITH_AS(uncertainty::SobolPlan(uncertainty::Design::random, 1, {"x", "y"}, {{"g", {2}}}),
                         "group 'g' names parameter number 2 of 2", std::invalid_argument);
    std::vector<double> draws(2);
    CHECK_THROWS_AS(uncertainty::SobolPlan(uncertainty::Design::random, 1, {"x", "y"}).draw(4, 0, draws),
                    std::out_of_range);
}
