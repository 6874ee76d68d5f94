// An item that leaves its origin counts as controlled content in full, including its foreign parts. A node builds what
// it buys into what it sells. Let w_e = z̄_e / max(x̄_i, P_i) for e = (j -> i), where P_i = Σ_e z̄_e is all that i
// buys. Then
//     c_i = Σ_{e into i, at origin} w_e + Σ_{e into i, stated} w_e·u_e + Σ_{e into i, other} w_e·c_j,
// where u_e is the stated content of a link that is not at the origin. Rows of w sum to at most 1, so c lies in [0, 1].
// Gauss-Seidel sweeps from c = 0 rise to the smallest solution, which is 0 for a cycle that adds no value and buys
// nothing controlled. Sweeps alternate between ascending and descending node numbers, so a chain settles in two of them
// however it is numbered. A single thread fixes the order of sums. Content is measured at baseline prices (15 CFR 734.4
// and Supplement 2 to its part). Separate shares for goods, software and technology are not modelled.
#include <algorithm>
#include <chokepoint/policy/content.hpp>
#include <cmath>

namespace chokepoint::policy {

namespace {

constexpr double kTolerance = 1e-12;
constexpr std::uint32_t kMostSweeps = 1'000;

/// c = bought + w·c. Links at the origin and stated links count in `bought` and have `weight` 0.
struct System {
    std::vector<double> weight;
    std::vector<double> bought;
};

std::uint64_t first_link(const network::SupplyNetwork& network, std::size_t node) {
    return network.slot_links[network.node_slots[node]];
}

System make_system(const network::SupplyNetwork& network, std::span<const std::uint64_t> origin,
                   std::span<const StatedContent> stated, std::span<const network::LinkShare> stated_links) {
    System system{std::vector<double>(network.link_count()), std::vector<double>(network.node_count())};
    auto next = origin.begin();
    for (std::size_t i = 0; i < network.node_count(); ++i) {
        const double scale = std::max(network.output[i], network.purchases(i));
        for (std::uint64_t e = first_link(network, i); e < first_link(network, i + 1); ++e) {
            const double weight = scale > 0.0 ? network.link_flow[e] / scale : 0.0;
            if (next != origin.end() && *next == e) {
                ++next;
                system.bought[i] += weight;
            } else {
                system.weight[e] = weight;
            }
        }
    }
    for (const network::LinkShare& known : stated_links) {
        system.bought[network.slot_customer[network.slot_of(known.link)]] += system.weight[known.link] * known.share;
        system.weight[known.link] = 0.0;
    }
    for (const StatedContent& known : stated) {
        system.bought[known.node] = known.share;
        for (std::uint64_t e = first_link(network, known.node); e < first_link(network, known.node + 1); ++e)
            system.weight[e] = 0.0;
    }
    return system;
}

/// Recomputes c_i from its suppliers' shares and returns its relative change.
double update(const network::SupplyNetwork& network, const System& system, std::size_t i, std::vector<double>& share) {
    double content = system.bought[i];
    for (std::uint64_t e = first_link(network, i); e < first_link(network, i + 1); ++e)
        content += system.weight[e] * share[network.link_supplier[e]];
    content = std::min(content, 1.0);
    const double change = content > 0.0 ? std::abs(content - share[i]) / content : 0.0;
    share[i] = content;
    return change;
}

}  // namespace

ControlledContent controlled_content(const network::SupplyNetwork& network, std::span<const std::uint64_t> origin,
                                     std::span<const StatedContent> stated,
                                     std::span<const network::LinkShare> stated_links) {
    const System system = make_system(network, origin, stated, stated_links);
    const std::size_t count = network.node_count();
    ControlledContent content;
    content.share.resize(count);
    while (!content.converged && content.sweeps < kMostSweeps) {
        const bool up = content.sweeps++ % 2 == 0;
        content.change = 0.0;
        for (std::size_t k = 0; k < count; ++k)
            content.change = std::max(content.change, update(network, system, up ? k : count - 1 - k, content.share));
        content.converged = content.change <= kTolerance;
    }
    return content;
}

}  // namespace chokepoint::policy
