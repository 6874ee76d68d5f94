#include <doctest/doctest.h>

#include <chokepoint/policy/content_rule_check.hpp>
#include <string>
#include <vector>

using namespace chokepoint;

namespace {

/// Node k sells to node k + 1, with nodes numbered upwards or downwards. Half of the value that each node sells is
/// bought.
network::SupplyNetwork make_chain(std::uint32_t count, bool up) {
    const auto place = [&](std::uint32_t k) { return up ? k : count - 1 - k; };
    std::vector<network::NodeRecord> nodes(count);
    std::vector<network::LinkRecord> links;
    for (std::uint32_t k = 0; k < count; ++k)
        nodes[place(k)] = {0, 2.0, k + 1 < count ? 1.0 : 2.0};
    for (std::uint32_t k = 0; k + 1 < count; ++k)
        links.push_back({place(k), place(k + 1), 0, 1.0});
    return network::build_network(nodes, links);
}

}  // namespace

TEST_CASE("content converges along a chain in three sweeps, whichever way it is numbered") {
    constexpr std::uint32_t kCount = 500;
    for (const bool up : {true, false}) {
        const network::SupplyNetwork network = make_chain(kCount, up);
        const std::vector<std::uint64_t> origin = {up ? 0ULL : kCount - 2ULL};
        const policy::ControlledContent content = policy::controlled_content(network, origin);
        CHECK(content.converged);
        CHECK(content.sweeps <= 3);
        CHECK(content.share[up ? 3 : kCount - 4] == 0.125);
    }
}

TEST_CASE("content that does not converge is an error at the rule") {
    // Firms 1 and 2 add only a millionth to what they buy from each other.
    const network::SupplyNetwork network =
        network::build_network(std::vector<network::NodeRecord>{{0}, {1, -1.0, 1e-6}, {2, -1.0, 0.0}},
                               std::vector<network::LinkRecord>{{0, 1, 0, 1e-7}, {1, 2, 1, 1.0}, {2, 1, 2, 1.0}});
    network::Directory directory;
    directory.node_country = {0, 1, 1};
    directory.node_company = {0, 1, 2};
    directory.product_kind = {network::Kind::goods, network::Kind::goods, network::Kind::goods};
    policy::LinkSelector denied;
    denied.exporter_countries = {0};
    policy::Action rule;
    rule.where.place = {"ban.yaml", 12, 3};
    policy::ContentRuleCheck check(network, directory);
    try {
        check.check(rule, denied, {});
        FAIL("it settled");
    } catch (const InputError& error) {
        REQUIRE(error.diagnostics().size() == 1);
        const Diagnostic& fault = error.diagnostics().front();
        CHECK(fault.place.line == 12);
        CHECK(fault.message == "the controlled content does not converge in 1000 sweeps");
        CHECK(fault.hint.find("revenue") != std::string::npos);
    }
}
