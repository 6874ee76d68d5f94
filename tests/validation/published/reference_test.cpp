#include <doctest/doctest.h>

#include <chokepoint/dynamics/day_step.hpp>
#include <chokepoint/dynamics/parameters.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

using namespace chokepoint;

namespace {

/// The numbers of other programs, which lie beside the project and not in it.
const std::filesystem::path kReference = CHOKEPOINT_REFERENCE_FOLDER;

bool absent(const char* name) {
    if (std::filesystem::exists(kReference / name)) return false;
    MESSAGE("skipped: no " << (kReference / name).string());
    return true;
}

/// The numbers of a table without its first `skip` lines, whatever parts them.
std::vector<std::vector<double>> table(const std::string& name, int skip = 0) {
    std::ifstream file(kReference / name);
    std::vector<std::vector<double>> rows;
    for (std::string line; std::getline(file, line);) {
        if (skip-- > 0) continue;
        std::vector<double>& row = rows.emplace_back();
        for (char& c : line) {
            if (c == ',') c = ' ';
        }
        std::istringstream words(line);
        for (std::string word; words >> word;) {
            char* end = nullptr;
            const double value = std::strtod(word.c_str(), &end);
            if (*end == '\0') row.push_back(value);
        }
    }
    return rows;
}

double total_output(const DayStep& step) {
    double sum = 0.0;
    for (const double output : step.state().output)
        sum += output;
    return sum;
}

}  // namespace

TEST_CASE("inoue-todo gives the daily output of the public firm-level program") {
    if (absent("firm-ario-200")) return;
    std::vector<NodeRecord> nodes;
    std::vector<LinkRecord> links;
    for (const auto& row : table("firm-ario-200/affi.txt"))
        nodes.push_back({static_cast<std::uint32_t>(row[1]) - 1});
    for (const auto& row : table("firm-ario-200/c.txt"))
        nodes[static_cast<std::size_t>(row[0]) - 1].final_demand = row[1];
    std::uint32_t products = 0;
    for (const auto& row : table("firm-ario-200/a.txt")) {
        const auto supplier = static_cast<std::uint32_t>(row[0]) - 1;
        const auto customer = static_cast<std::uint32_t>(row[1]) - 1;
        links.push_back({supplier, customer, nodes[supplier].product, row[2]});
    }
    for (const NodeRecord& node : nodes)
        products = std::max(products, node.product + 1);
    const SupplyNetwork network = build_network(nodes, links, true);
    const Preset& preset = *find_preset("inoue-todo");
    const auto run = [&](const char* file, OrderRule orders, double recovery_days, Rationing rationing,
                         std::size_t days) {
        Behaviour behaviour =
            make_behaviour(network, preset.rules, std::vector<ProductBehaviour>(products, preset.product));
        behaviour.rules.orders = orders;
        behaviour.rules.rationing = rationing;
        OpennessSchedule schedule;
        for (const auto& row : table("firm-ario-200/delta.txt")) {
            const auto node = static_cast<std::uint32_t>(row[0]) - 1;
            schedule.damage.push_back({node, 0, recovery_days > 0.0 ? 1 : 1'000'000, row[1], Recovery::linear,
                                       recovery_days > 0.0 ? recovery_days : 1.0});
        }
        DayStep step(network, behaviour, schedule);
        const auto expected = table(file);
        CHECK(total_output(step) == doctest::Approx(expected[0][1]).epsilon(1e-9));
        double worst = 0.0;
        for (std::size_t day = 1; day <= days; ++day) {
            step.advance();
            worst = std::max(worst, std::abs(total_output(step) - expected[day][1]) / expected[0][1]);
        }
        MESSAGE(file << ": largest deviation " << worst << " of the total over " << days << " days");
        CHECK(worst < 1e-9);
    };
    run("firm-ario-200/pact_R0.txt", OrderRule::actual, 0.0, Rationing::proportional, 60);
    run("firm-ario-200/pact_o1.txt", OrderRule::actual_fixed_target, 0.0, Rationing::proportional, 60);
    // Their R2 keeps subtracting final demand after it is met, and departs from water-filling on the fourth day.
    run("firm-ario-200/pact_rec30.txt", OrderRule::actual, 30.0, Rationing::water_filling, 3);
}

TEST_CASE("ario gives the production of the public sector-level program") {
    if (absent("sector-ario-12")) return;
    // Three regions of four sectors; yearly table, daily model.
    constexpr std::uint32_t kNodes = 12;
    const auto flows = table("sector-ario-12/Z.csv", 3);
    const auto demand = table("sector-ario-12/Y.csv", 3);
    std::vector<NodeRecord> nodes;
    std::vector<LinkRecord> links;
    for (std::uint32_t i = 0; i < kNodes; ++i) {
        double final_demand = 0.0;
        for (const double cell : demand[i])
            final_demand += cell / 365.0;
        nodes.push_back({i % 4, -1.0, final_demand});
        for (std::uint32_t j = 0; j < kNodes; ++j) {
            if (flows[i][j] > 0.0) links.push_back({i, j, i % 4, flows[i][j] / 365.0});
        }
    }
    const SupplyNetwork network = build_network(nodes, links);
    const Preset& preset = *find_preset("ario");
    ProductBehaviour product = preset.product;
    product.stock_days = 10.0;
    Behaviour behaviour = make_behaviour(network, preset.rules, std::vector<ProductBehaviour>(4, product));
    // Their base model: a stock below its target slows output at once, and is filled again in a day.
    behaviour.rules.slowdown = 1.0;
    behaviour.rules.order_adjust_days = 1.0;
    OpennessSchedule schedule;
    const auto output = table("sector-ario-12/x.csv", 1);
    // An event of 30 days: its recovery begins with a step of nothing, and acts a day later than it is booked.
    constexpr int kWholeDays = 32;
    const auto lost = [&](std::uint32_t node, double capital) {
        double inputs = 0.0;
        for (std::uint32_t i = 0; i < kNodes; ++i)
            inputs += flows[i][node];
        schedule.damage.push_back(
            {node, 5, kWholeDays, capital / (4.0 * (output[node].back() - inputs)), Recovery::linear, 120.0});
    };
    lost(0, 318.912);
    lost(1, 153.616);
    DayStep step(network, behaviour, schedule);
    const auto expected = table("sector-ario-12/production_realised.csv", 3);
    double worst = 0.0;
    for (const auto& row : expected) {
        step.advance();
        for (std::uint32_t i = 0; i < kNodes; ++i)
            worst = std::max(worst, std::abs(step.state().output[i] - row[i + 1]) / expected[0][i + 1]);
    }
    MESSAGE("largest deviation " << worst << " over " << expected.size() << " days");
    CHECK(worst < 1e-9);
}
