#include <doctest/doctest.h>

#include <chokepoint/uncertainty/sobol_indices.hpp>
#include <chokepoint/uncertainty/sobol_plan.hpp>
#include <cmath>
#include <functional>
#include <limits>
#include <numbers>
#include <stdexcept>
#include <vector>

using namespace chokepoint;

namespace {

using Model = std::function<double(const std::vector<double>&)>;

uncertainty::SobolOutputs run(const uncertainty::SobolPlan& plan, std::uint32_t rows, const Model& model) {
    std::vector<std::vector<double>> outputs(plan.matrices());
    std::vector<double> draws(plan.parameters());
    for (std::size_t matrix = 0; matrix < plan.matrices(); ++matrix) {
        for (std::uint32_t row = 0; row < rows; ++row) {
            plan.draw(matrix, row, draws);
            outputs[matrix].push_back(model(draws));
        }
    }
    return {outputs[0], outputs[1], {outputs.begin() + uncertainty::SobolPlan::kFirstMixed, outputs.end()}};
}

constexpr double kPi = std::numbers::pi;

// sin x + 7 sin^2 y + 0.1 z^4 sin x on (-pi, pi)^3 (Ishigami and Homma 1990).
double ishigami(const std::vector<double>& u) {
    const double x = kPi * (2.0 * u[0] - 1.0);
    const double y = kPi * (2.0 * u[1] - 1.0);
    const double z = kPi * (2.0 * u[2] - 1.0);
    return std::sin(x) + 7.0 * std::sin(y) * std::sin(y) + 0.1 * std::pow(z, 4) * std::sin(x);
}

// Integrals over the cube give V = 1/2 + a^2/8 + b pi^4/5 + b^2 pi^8/18. Of this, x alone has (1 + b pi^4/5)^2 / 2, y
// alone has a^2/8, and x with z has 8 b^2 pi^8 / 225.
const double kAlone = 0.5 * std::pow(1.0 + 0.1 * std::pow(kPi, 4) / 5.0, 2);
const double kTogether = 8.0 * 0.01 * std::pow(kPi, 8) / 225.0;
const double kVariance = kAlone + 49.0 / 8.0 + kTogether;

}  // namespace

TEST_CASE("the indices of the Ishigami function from 8192 rows are within 0.01 of the analytic ones") {
    const double first[] = {kAlone / kVariance, 49.0 / 8.0 / kVariance, 0.0};
    const double total[] = {(kAlone + kTogether) / kVariance, 49.0 / 8.0 / kVariance, kTogether / kVariance};
    CHECK(first[0] == doctest::Approx(0.3139).epsilon(1e-3));  // As in Saltelli's tables.
    CHECK(total[2] == doctest::Approx(0.2437).epsilon(1e-3));
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
        const uncertainty::SobolPlan plan(uncertainty::Design::sobol, seed, {"x", "y", "z"});
        const auto indices = uncertainty::sobol_indices(run(plan, 8192, ishigami), 8192, {.resamples = 20});
        CHECK(indices.rows == 8192);
        CHECK(indices.variance == doctest::Approx(kVariance).epsilon(0.01));
        CHECK(indices.mean == doctest::Approx(3.5).epsilon(0.01));
        for (std::size_t group = 0; group < 3; ++group) {
            CHECK_MESSAGE(std::abs(indices.first[group].value - first[group]) < 0.01, group);
            CHECK_MESSAGE(std::abs(indices.total[group].value - total[group]) < 0.01, group);
        }
    }
}

TEST_CASE("the first and total indices of a linear model are the shares of variance") {
    // y = 3 u + 4 v + 1000 has shares 9/25 and 16/25, whatever the mean.
    const uncertainty::SobolPlan plan(uncertainty::Design::latin_hypercube, 5, {"u", "v", "idle"});
    const auto outputs = run(plan, 4096, [](const auto& u) { return 3.0 * u[0] + 4.0 * u[1] + 1000.0; });
    const auto indices = uncertainty::sobol_indices(outputs, 4096, {.resamples = 20});
    const double shares[] = {0.36, 0.64, 0.0};
    for (std::size_t group = 0; group < 3; ++group) {
        CHECK_MESSAGE(std::abs(indices.first[group].value - shares[group]) < 0.03, group);
        CHECK_MESSAGE(std::abs(indices.total[group].value - shares[group]) < 0.03, group);
    }
    CHECK(indices.total[2].value == 0.0);
}

TEST_CASE("adding a constant to the output changes no index") {
    const uncertainty::SobolPlan plan(uncertainty::Design::random, 5, {"x", "y", "z"});
    const auto plain = uncertainty::sobol_indices(run(plan, 200, ishigami), 200, {.resamples = 20});
    const auto raised = uncertainty::sobol_indices(run(plan, 200, [](const auto& u) { return ishigami(u) + 1e4; }), 200,
                                                   {.resamples = 20});
    for (std::size_t group = 0; group < 3; ++group) {
        CHECK(raised.first[group].value == doctest::Approx(plain.first[group].value).epsilon(1e-8));
        CHECK(raised.total[group].value == doctest::Approx(plain.total[group].value).epsilon(1e-8));
        CHECK(raised.first[group].interval.low == doctest::Approx(plain.first[group].interval.low).epsilon(1e-8));
    }
}

TEST_CASE("a group's index includes the interactions among its members") {
    // y = (u - 1/2)(v - 1/2) + w / 12. The product has variance 1/144 and no first-order part; w has 1/144 / 12.
    const Model model = [](const auto& u) { return (u[0] - 0.5) * (u[1] - 0.5) + u[2] / 12.0; };
    const uncertainty::SobolPlan together(uncertainty::Design::sobol, 5, {"u", "v", "w"},
                                          {{"product", {0, 1}}, {"w", {2}}});
    const auto grouped = uncertainty::sobol_indices(run(together, 8192, model), 8192, {.resamples = 20});
    CHECK(std::abs(grouped.first[0].value - 12.0 / 13.0) < 0.02);
    CHECK(std::abs(grouped.total[0].value - 12.0 / 13.0) < 0.02);
    CHECK(std::abs(grouped.first[1].value - 1.0 / 13.0) < 0.02);
    const uncertainty::SobolPlan apart(uncertainty::Design::sobol, 5, {"u", "v", "w"});
    const auto single = uncertainty::sobol_indices(run(apart, 8192, model), 8192, {.resamples = 20});
    CHECK(std::abs(single.first[0].value) < 0.02);
    CHECK(std::abs(single.total[0].value - 12.0 / 13.0) < 0.02);
}

TEST_CASE("a constant output is reported as constant and has no shares") {
    const uncertainty::SobolPlan plan(uncertainty::Design::sobol, 1, {"u", "v"});
    for (const double value : {0.0, 1e9}) {
        const auto outputs = run(plan, 64, [&](const auto& u) { return value * (1.0 + 1e-15 * u[0]); });
        const auto indices = uncertainty::sobol_indices(outputs, 64, {});
        CHECK(indices.is_constant);
        CHECK(indices.variance == 0.0);
        CHECK(indices.mean == doctest::Approx(value));
        CHECK(indices.first.at(1).value == 0.0);
        CHECK(indices.total.at(0).interval.high == 0.0);
    }
}

TEST_CASE("a row in which a run failed is left out") {
    const uncertainty::SobolPlan plan(uncertainty::Design::sobol, 1, {"x", "y", "z"});
    auto outputs = run(plan, 64, ishigami);
    outputs.mixed[2][10] = std::numeric_limits<double>::quiet_NaN();
    outputs.b[63] = std::numeric_limits<double>::infinity();
    const auto indices = uncertainty::sobol_indices(outputs, 64, {.resamples = 50});
    CHECK(indices.rows == 62);
    for (auto* column : {&outputs.a, &outputs.b, &outputs.mixed[0], &outputs.mixed[1], &outputs.mixed[2]}) {
        column->erase(column->begin() + 63);
        column->erase(column->begin() + 10);
    }
    const auto without = uncertainty::sobol_indices(outputs, 62, {.resamples = 50});
    CHECK(indices.first[0].value == without.first[0].value);
    CHECK(indices.total[1].interval.low == without.total[1].interval.low);
    CHECK(uncertainty::sobol_indices(outputs, 0, {}).is_constant);
    CHECK(uncertainty::sobol_indices(outputs, 0, {}).mean == 0.0);
    outputs.b.pop_back();
    CHECK_THROWS_AS(uncertainty::sobol_indices(outputs, 10, {}), std::invalid_argument);
}

TEST_CASE("intervals contain the analytic index about as often as their level says") {
    // 100 studies of 256 random rows, and the 90 % interval of the total index of z.
    int covered = 0;
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
        const uncertainty::SobolPlan plan(uncertainty::Design::random, seed, {"x", "y", "z"});
        const auto indices =
            uncertainty::sobol_indices(run(plan, 256, ishigami), 256, {.seed = seed, .resamples = 100, .level = 0.9});
        const uncertainty::Interval interval = indices.total[2].interval;
        CHECK(interval.low < indices.total[2].value);
        CHECK(interval.high > indices.total[2].value);
        covered += interval.low <= kTogether / kVariance && kTogether / kVariance <= interval.high;
    }
    CHECK(covered >= 78);
    CHECK(covered <= 98);
}

TEST_CASE("convergence shows the indices of a quarter, half and all of the rows") {
    const uncertainty::SobolPlan plan(uncertainty::Design::sobol, 1, {"x", "y", "z"});
    const auto outputs = run(plan, 1024, ishigami);
    const auto steps = uncertainty::sobol_convergence(outputs, {.resamples = 50});
    REQUIRE(steps.size() == 3);
    CHECK(steps[0].rows == 256);
    CHECK(steps[1].rows == 512);
    CHECK(steps[2].rows == 1024);
    CHECK(steps[0].total[0].value ==
          uncertainty::sobol_indices(run(plan, 256, ishigami), 256, {.resamples = 0}).total[0].value);
    const auto width = [](const uncertainty::SobolIndex& index) { return index.interval.high - index.interval.low; };
    CHECK(width(steps[2].first[0]) < width(steps[0].first[0]));
}
