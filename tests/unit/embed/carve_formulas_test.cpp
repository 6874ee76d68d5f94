// The formulas of sim/docs/model.md, "Firms inside a table", once more: dense, in the order of the page.
#include <doctest/doctest.h>

#include <algorithm>
#include <chokepoint/scenario/embed/carve.hpp>
#include <random>
#include <vector>

namespace {

using chokepoint::scenario::base_flows;
using chokepoint::scenario::carve;
using chokepoint::scenario::CarvedFirm;
using chokepoint::scenario::Carving;
using chokepoint::scenario::StatedFlow;

using Matrix = std::vector<std::vector<double>>;

Matrix zeros(std::size_t rows, std::size_t columns) {
    return Matrix(rows, std::vector<double>(columns, 0.0));
}

double sum(const std::vector<double>& values) {
    double total = 0.0;
    for (const double value : values)
        total += value;
    return total;
}

struct Case {
    Matrix z;               ///< Flows between industries.
    std::vector<double> f;  ///< Final demand.
    std::vector<CarvedFirm> firms;
    Matrix s;  ///< Stated sales between firms.
};

/// Everything that a carving says, by member: firms first, then the rests of industries.
struct Answer {
    Matrix flows;  ///< Without the stated ones.
    std::vector<double> final_demand;
};

/// Moves flows so that none is below what firms state between its industries.
void make_room(Matrix& z, const Matrix& stated) {
    const std::size_t n = z.size();
    for (std::size_t a = 0; a < n; ++a) {
        for (std::size_t b = 0; b < n; ++b) {
            const double excess = stated[a][b] - z[a][b];
            if (excess <= 0.0) continue;
            std::vector<double> alpha(n, 0.0), beta(n, 0.0);
            for (std::size_t j = 0; j < n; ++j) {
                if (j != b) alpha[j] = std::max(0.0, z[a][j] - stated[a][j]);
                if (j != a) beta[j] = std::max(0.0, z[j][b] - stated[j][b]);
            }
            const double row = sum(alpha), column = sum(beta);
            for (std::size_t k = 0; k < n; ++k) {
                for (std::size_t j = 0; j < n; ++j) {
                    const double give = (k == a ? 1.0 : 0.0) - beta[k] / column;
                    const double take = (j == b ? 1.0 : 0.0) - alpha[j] / row;
                    z[k][j] += excess * give * take;
                }
            }
        }
    }
}

Answer by_formulas(const Case& one) {
    const std::size_t n = one.z.size(), m = one.firms.size();
    const auto industry = [&](std::size_t firm) { return one.firms[firm].industry; };
    Matrix stated = zeros(n, n), bought = zeros(n, m);  // by industries; by selling industry and firm
    for (std::size_t a = 0; a < m; ++a) {
        for (std::size_t b = 0; b < m; ++b) {
            stated[industry(a)][industry(b)] += one.s[a][b];
            bought[industry(a)][b] += one.s[a][b];
        }
    }
    std::vector<double> x(n);
    for (std::size_t k = 0; k < n; ++k)
        x[k] = sum(one.z[k]) + one.f[k];
    Matrix z = one.z;
    make_room(z, stated);

    Matrix p = zeros(n, m + n);
    for (std::size_t b = 0; b < m; ++b) {
        double wanted = 0.0, paid = 0.0;
        for (std::size_t k = 0; k < n; ++k) {
            p[k][b] = std::max(0.0, one.firms[b].output / x[industry(b)] * z[k][industry(b)] - bought[k][b]);
            wanted += p[k][b];
            paid += bought[k][b];
        }
        const double left = std::max(0.0, one.firms[b].most_purchases - paid);
        for (std::size_t k = 0; k < n && wanted > left; ++k)
            p[k][b] *= left / wanted;
    }
    Answer answer{zeros(m + n, m + n), std::vector<double>(m + n, 0.0)};
    for (std::size_t k = 0; k < n; ++k) {
        double open = 0.0;
        for (std::size_t j = 0; j < n; ++j) {
            const double r = std::max(0.0, z[k][j] - stated[k][j]);
            open += r;
            double of_firms = 0.0;
            for (std::size_t b = 0; b < m; ++b)
                of_firms += industry(b) == j ? p[k][b] : 0.0;
            for (std::size_t b = 0; b < m; ++b) {
                if (industry(b) == j && of_firms > r) p[k][b] *= r / of_firms;
            }
            p[k][m + j] = std::max(0.0, r - of_firms);
        }
        double rest = 1.0;
        answer.final_demand[m + k] = one.f[k];
        const auto sell = [&](std::size_t member, double share) {
            for (std::size_t buyer = 0; buyer < m + n; ++buyer)
                answer.flows[member][buyer] = share * p[k][buyer];
        };
        double demand_left = one.f[k];
        double open_left = open;
        for (std::size_t a = 0; a < m; ++a) {
            if (industry(a) != k || one.firms[a].final_demand < 0.0) continue;
            const double left = one.firms[a].output - sum(one.s[a]);
            demand_left -= std::min(left, one.firms[a].final_demand);
            open_left -= std::max(0.0, left - one.firms[a].final_demand);
        }
        for (std::size_t a = 0; a < m; ++a) {
            if (industry(a) != k) continue;
            const double left = one.firms[a].output - sum(one.s[a]);
            const double own = one.firms[a].final_demand >= 0.0 ? std::min(left, one.firms[a].final_demand)
                                                                : left * demand_left / (demand_left + open_left);
            const double share = open > 0.0 ? (left - own) / open : 0.0;
            answer.final_demand[a] = own;
            answer.final_demand[m + k] -= own;
            rest -= share;
            sell(a, share);
        }
        sell(m + k, rest);
    }
    return answer;
}

Carving by_program(const Case& one) {
    std::vector<std::uint32_t> supplier, customer;
    std::vector<double> flow, output;
    for (std::uint32_t i = 0; i < one.z.size(); ++i) {
        output.push_back(sum(one.z[i]) + one.f[i]);
        for (std::uint32_t j = 0; j < one.z.size(); ++j) {
            if (one.z[i][j] <= 0.0) continue;
            supplier.push_back(i);
            customer.push_back(j);
            flow.push_back(one.z[i][j]);
        }
    }
    std::vector<StatedFlow> stated;
    for (std::uint32_t a = 0; a < one.firms.size(); ++a) {
        for (std::uint32_t b = 0; b < one.firms.size(); ++b) {
            if (one.s[a][b] > 0.0) stated.push_back({a, b, one.s[a][b]});
        }
    }
    return carve(base_flows(supplier, customer, flow, output), one.firms, stated);
}

Case random_case(std::mt19937& random) {
    const auto uniform = [&](double low, double high) {
        return std::uniform_real_distribution<double>(low, high)(random);
    };
    const std::size_t n = 2 + random() % 4, m = 1 + random() % 6;
    Case one{zeros(n, n), std::vector<double>(n), {}, zeros(m, m)};
    for (std::size_t i = 0; i < n; ++i) {
        one.f[i] = uniform(5, 100);
        for (double& flow : one.z[i])
            flow = random() % 5 == 0 ? 0.0 : uniform(1, 50);
    }
    for (std::size_t a = 0; a < m; ++a) {
        const auto k = static_cast<std::uint32_t>(random() % n);
        one.firms.push_back({k, (sum(one.z[k]) + one.f[k]) * uniform(0.05, 0.9) / double(m)});
        if (random() % 3 == 0) one.firms[a].most_purchases = one.firms[a].output * uniform(0, 1);
        if (random() % 3 == 0) one.firms[a].final_demand = one.firms[a].output * uniform(0, 0.3);
    }
    for (std::size_t a = 0; a < m; ++a) {
        const std::size_t b = random() % m;
        if (a != b) one.s[a][b] = one.firms[a].output * uniform(0, 0.6);
    }
    return one;
}

}  // namespace

TEST_CASE("carving: the program gives what the formulas of the model page give") {
    std::mt19937 random(11);
    int compared = 0;
    for (int trial = 0; trial < 200; ++trial) {
        CAPTURE(trial);
        const Case one = random_case(random);
        const Carving carved = by_program(one);
        if (!carved.faults.empty()) continue;
        ++compared;
        const Answer expected = by_formulas(one);
        const std::size_t m = one.firms.size(), n = one.z.size();
        Matrix flows = zeros(m + n, m + n);
        for (std::size_t e = 0; e < carved.flow.size(); ++e)
            flows[carved.supplier[e]][carved.customer[e]] += carved.flow[e];
        for (std::size_t a = 0; a < m + n; ++a) {
            for (std::size_t b = 0; b < m + n; ++b)
                CHECK(flows[a][b] == doctest::Approx(expected.flows[a][b]).scale(100.0).epsilon(1e-10));
            const double demand = a < m ? carved.firm_final_demand[a] : carved.rest_final_demand[a - m];
            CHECK(demand == doctest::Approx(expected.final_demand[a]).scale(100.0).epsilon(1e-10));
        }
    }
    CHECK(compared > 150);
}

TEST_CASE("carving: half of both industries, by hand") {
    // A sells 4 to itself, 6 to B and 10 to final demand; B sells 8 to A, 2 to itself and 10 to final demand. Either
    // industry is two firms of equal size with no statement, one of which is the rest: every flow is a quarter.
    const Case one{{{4, 6}, {8, 2}}, {10, 10}, {{0, 10.0}, {1, 10.0}}, zeros(2, 2)};
    const Carving carved = by_program(one);
    REQUIRE(carved.faults.empty());
    REQUIRE(carved.flow.size() == 16);
    for (std::size_t e = 0; e < 16; ++e) {
        const auto industry = [](std::uint32_t member) { return member % 2; };
        CHECK(carved.flow[e] == one.z[industry(carved.supplier[e])][industry(carved.customer[e])] / 4.0);
    }
    CHECK(carved.firm_final_demand == std::vector<double>{5.0, 5.0});
    CHECK(carved.rest_final_demand == std::vector<double>{5.0, 5.0});
}
