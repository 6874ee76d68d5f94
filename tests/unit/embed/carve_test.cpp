#include <doctest/doctest.h>

#include <algorithm>
#include <chokepoint/scenario/embed/carve.hpp>
#include <random>
#include <vector>

using chokepoint::scenario::base_flows;
using chokepoint::scenario::BaseFlows;
using chokepoint::scenario::carve;
using chokepoint::scenario::CarvedFirm;
using chokepoint::scenario::Carving;
using chokepoint::scenario::CarvingFault;
using chokepoint::scenario::StatedFlow;

namespace {

using Matrix = std::vector<std::vector<double>>;

/// A dense table: flows, and the final demand of each industry.
struct Dense {
    Matrix flows;
    std::vector<double> demand;

    double output(std::size_t k) const {
        double sum = demand[k];
        for (const double flow : flows[k])
            sum += flow;
        return sum;
    }
};

BaseFlows base_of(const Dense& table) {
    std::vector<std::uint32_t> supplier, customer;
    std::vector<double> flow, output;
    for (std::uint32_t i = 0; i < table.flows.size(); ++i) {
        output.push_back(table.output(i));
        for (std::uint32_t j = 0; j < table.flows.size(); ++j) {
            if (table.flows[i][j] <= 0.0) continue;
            supplier.push_back(i);
            customer.push_back(j);
            flow.push_back(table.flows[i][j]);
        }
    }
    return base_flows(supplier, customer, flow, output);
}

/// Flows of a carving between members, with the stated ones; firms first, then rests of industries.
Matrix members(const Carving& carved, const std::vector<StatedFlow>& stated, std::size_t count) {
    Matrix flows(count, std::vector<double>(count, 0.0));
    for (std::size_t e = 0; e < carved.flow.size(); ++e) {
        CHECK(carved.flow[e] >= 0.0);
        flows[carved.supplier[e]][carved.customer[e]] += carved.flow[e];
    }
    for (const StatedFlow& one : stated)
        flows[one.supplier][one.customer] += one.flow;
    return flows;
}

/// Puts firms back into their industries and compares rows and columns with the table: their sums stay, and every flow
/// too unless some were moved.
void check_conserved(const Dense& table, const std::vector<CarvedFirm>& firms, const std::vector<StatedFlow>& stated) {
    const Carving carved = carve(base_of(table), firms, stated);
    REQUIRE(carved.faults.empty());
    const std::size_t n = table.flows.size();
    const std::size_t m = firms.size();
    const Matrix flows = members(carved, stated, m + n);
    const auto industry = [&](std::size_t member) { return member < m ? firms[member].industry : member - m; };
    Matrix back(n, std::vector<double>(n, 0.0));
    for (std::size_t a = 0; a < m + n; ++a) {
        for (std::size_t b = 0; b < m + n; ++b)
            back[industry(a)][industry(b)] += flows[a][b];
    }
    for (std::size_t i = 0; i < n; ++i) {
        double row = 0.0, column = 0.0, row_before = 0.0, column_before = 0.0;
        for (std::size_t j = 0; j < n; ++j) {
            row += back[i][j];
            column += back[j][i];
            row_before += table.flows[i][j];
            column_before += table.flows[j][i];
            if (carved.moved == 0.0) CHECK(back[i][j] == doctest::Approx(table.flows[i][j]).epsilon(1e-9));
        }
        CHECK(row == doctest::Approx(row_before).epsilon(1e-9));
        CHECK(column == doctest::Approx(column_before).epsilon(1e-9));
    }
    // Every member sells its output.
    for (std::size_t a = 0; a < m + n; ++a) {
        double sales = a < m ? carved.firm_final_demand[a] : carved.rest_final_demand[a - m];
        for (const double flow : flows[a])
            sales += flow;
        const double output = a < m ? firms[a].output : carved.rest_output[a - m];
        CHECK(sales == doctest::Approx(output).epsilon(1e-8));
    }
}

}  // namespace

TEST_CASE("carving: two firms of two industries by hand") {
    // A sells 10 to itself and 30 to B, and 60 to final demand; B sells 20 to A, 20 to itself and 60 to final demand.
    const Dense table{{{10, 30}, {20, 20}}, {60, 60}};
    // Firm 0 is half of A, firm 1 a fifth of B; firm 0 sells 12 to firm 1 by statement.
    const std::vector<CarvedFirm> firms = {{0, 50.0}, {1, 20.0}};
    const std::vector<StatedFlow> stated = {{0, 1, 12.0}};
    const Carving carved = carve(base_of(table), firms, stated);
    REQUIRE(carved.faults.empty());
    CHECK(carved.moved == 0.0);
    const Matrix flows = members(carved, stated, 4);
    // Of A, 88 are not stated: 60 to final demand, 10 to A, 18 to B. Firm 0 sells 38 of them, the rest of A 50.
    CHECK(carved.firm_final_demand[0] == doctest::Approx(38.0 * 60 / 88));
    CHECK(carved.rest_final_demand[0] == doctest::Approx(50.0 * 60 / 88));
    CHECK(flows[0][1] ==
          doctest::Approx(12.0));  // a fifth of 30 would be 6: the statement is more, so nothing is added
    CHECK(flows[2][1] == doctest::Approx(0.0));
    CHECK(flows[0][3] == doctest::Approx(38.0 / 88 * 18));
    CHECK(flows[2][3] == doctest::Approx(50.0 / 88 * 18));
    // Firm 1 buys a fifth of B's 20 from B: from the rest of B and from itself, by their shares of sales.
    CHECK(flows[1][1] + flows[3][1] == doctest::Approx(4.0));
    CHECK(flows[1][1] == doctest::Approx(4.0 * 0.2));
    check_conserved(table, firms, stated);
}

TEST_CASE("carving: firms that are whole industries are the table again") {
    const Dense table{{{10, 30, 5}, {20, 20, 0}, {1, 2, 3}}, {60, 60, 9}};
    std::vector<CarvedFirm> firms;
    for (std::uint32_t k = 0; k < 3; ++k)
        firms.push_back({k, table.output(k)});
    const Carving carved = carve(base_of(table), firms, {});
    REQUIRE(carved.faults.empty());
    const Matrix flows = members(carved, {}, 6);
    for (std::size_t i = 0; i < 3; ++i) {
        CHECK(carved.rest_output[i] == 0.0);
        CHECK(carved.firm_final_demand[i] == doctest::Approx(table.demand[i]));
        for (std::size_t j = 0; j < 3; ++j)
            CHECK(flows[i][j] == doctest::Approx(table.flows[i][j]));
    }
}

TEST_CASE("carving: rows and columns keep their sums on 200 random carvings") {
    std::mt19937 random(7);
    const auto uniform = [&](double low, double high) {
        return std::uniform_real_distribution<double>(low, high)(random);
    };
    int moved = 0;
    for (int trial = 0; trial < 200; ++trial) {
        CAPTURE(trial);
        const std::size_t n = 2 + random() % 5;
        Dense table{Matrix(n, std::vector<double>(n)), std::vector<double>(n)};
        for (std::size_t i = 0; i < n; ++i) {
            table.demand[i] = uniform(0, 100);
            for (double& flow : table.flows[i])
                flow = random() % 4 == 0 ? 0.0 : uniform(1, 50);
        }
        std::vector<CarvedFirm> firms;
        const std::size_t m = 1 + random() % 8;
        for (std::size_t a = 0; a < m; ++a) {
            const auto industry = static_cast<std::uint32_t>(random() % n);
            firms.push_back({industry, table.output(industry) * uniform(0.01, 0.9) / double(m)});
            if (random() % 3 == 0) firms.back().most_purchases = uniform(0, 1) * firms.back().output;
        }
        std::vector<StatedFlow> stated;
        for (std::uint32_t a = 0; a < m; ++a) {
            const auto b = static_cast<std::uint32_t>(random() % m);
            if (a != b) stated.push_back({a, b, firms[a].output * uniform(0, 0.6)});
        }
        const Carving carved = carve(base_of(table), firms, stated);
        if (!carved.faults.empty()) continue;
        moved += carved.moved > 0.0 ? 1 : 0;
        check_conserved(table, firms, stated);
    }
    CHECK(moved > 5);
}

TEST_CASE("carving: what cannot be is a fault with its amount") {
    const Dense table{{{10, 30}, {20, 20}}, {60, 60}};
    const auto fault = [&](std::vector<CarvedFirm> firms, std::vector<StatedFlow> stated) {
        const Carving carved = carve(base_of(table), firms, stated);
        REQUIRE(carved.faults.size() == 1);
        return carved.faults[0];
    };
    const CarvingFault large = fault({{0, 70.0}, {0, 40.0}}, {});
    CHECK(large.kind == CarvingFault::Kind::firms_too_large);
    CHECK(large.amount == doctest::Approx(110.0));
    CHECK(large.limit == doctest::Approx(100.0));
    const CarvingFault sales = fault({{0, 20.0}, {1, 20.0}}, {{0, 1, 25.0}});
    CHECK(sales.kind == CarvingFault::Kind::sales_too_large);
    CHECK(sales.firm == 0);
    CHECK(large.firm == 0);
    // 70 from A to B: the table has 30, and A's other flow is only 10.
    const CarvingFault pair = fault({{0, 90.0}, {1, 90.0}}, {{0, 1, 70.0}});
    CHECK(pair.kind == CarvingFault::Kind::pair_too_large);
    CHECK(pair.amount == doctest::Approx(70.0));
    CHECK(pair.limit == doctest::Approx(30.0));
    const CarvingFault demand = fault({{0, 80.0, 75.0}}, {});
    CHECK(demand.kind == CarvingFault::Kind::demand_too_large);
}

TEST_CASE("carving: firms of a whole industry buy all of it, whatever their accounts allow") {
    const Dense table{{{10, 30}, {20, 20}}, {60, 60}};
    // Firm 0 is all of A and has nothing left for purchases; A still buys 30.
    const std::vector<CarvedFirm> firms = {{0, 100.0, -1.0, 0.0}};
    check_conserved(table, firms, {});
    const Carving carved = carve(base_of(table), firms, {});
    for (const std::uint32_t customer : carved.customer)
        CHECK(customer != 1);  // the rest of A, of which nothing is left
}

TEST_CASE("carving: firms that state their final demand leave the rest to the others") {
    // A sells 30 to industries and 70 to final demand. Firm 0 sells 28 to industries alone, firm 1 states nothing.
    const Dense table{{{10, 20}, {20, 20}}, {70, 60}};
    const std::vector<CarvedFirm> firms = {{0, 28.0, 0.0}, {0, 30.0}};
    check_conserved(table, firms, {});
    const Carving carved = carve(base_of(table), firms, {});
    CHECK(carved.firm_final_demand[0] == 0.0);
    CHECK(carved.firm_final_demand[1] == doctest::Approx(30.0 * 70 / 72));
}
