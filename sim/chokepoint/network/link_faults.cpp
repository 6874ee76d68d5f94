#include <algorithm>
#include <chokepoint/network/supply_network.hpp>
#include <cmath>
#include <numeric>
#include <tuple>

namespace chokepoint {

namespace {

/// The fault that a link has by itself; false if none.
bool has_own_fault(std::span<const NodeRecord> nodes, const LinkColumns& links, std::uint64_t e, LinkFault& fault) {
    const double standby = links.standby.empty() ? 0.0 : links.standby[e];
    const bool good_flow = std::isfinite(links.flow[e]) && std::isfinite(standby) && links.flow[e] >= 0.0 &&
                           standby >= 0.0 && links.flow[e] + standby > 0.0;
    fault.link = fault.first = e;
    if (links.supplier[e] >= nodes.size()) {
        fault.kind = LinkFault::Kind::unknown_supplier;
    } else if (links.customer[e] >= nodes.size()) {
        fault.kind = LinkFault::Kind::unknown_customer;
    } else if (!good_flow) {
        fault.kind = LinkFault::Kind::bad_flow;
    } else {
        return false;
    }
    return true;
}

}  // namespace

std::vector<LinkFault> find_link_faults(std::span<const NodeRecord> nodes, const LinkColumns& links, std::size_t most) {
    std::vector<LinkFault> faults;
    std::vector<std::uint64_t> customer_first(nodes.size() + 1, 0);
    LinkFault fault;
    for (std::uint64_t e = 0; e < links.size(); ++e) {
        if (has_own_fault(nodes, links, e, fault)) faults.push_back(fault);
        if (links.customer[e] < nodes.size()) ++customer_first[links.customer[e] + std::size_t{1}];
    }
    // Duplicates: the links of each customer side by side, in their order, then sorted by what they carry.
    std::partial_sum(customer_first.begin(), customer_first.end(), customer_first.begin());
    std::vector<std::uint64_t> by_customer(customer_first.back());
    std::vector<std::uint64_t> next(customer_first.begin(), customer_first.end() - 1);
    for (std::uint64_t e = 0; e < links.size(); ++e) {
        if (links.customer[e] < nodes.size()) by_customer[next[links.customer[e]]++] = e;
    }
    const auto what = [&](std::uint64_t e) {
        const std::uint32_t supplier = links.supplier[e];
        const bool given = !links.product.empty() || supplier >= nodes.size();
        const std::uint32_t product = given ? (links.product.empty() ? 0 : links.product[e]) : nodes[supplier].product;
        return std::tuple(product, supplier, e);
    };
    const auto same_key = [&](std::uint64_t a, std::uint64_t b) {
        return std::get<0>(what(a)) == std::get<0>(what(b)) && std::get<1>(what(a)) == std::get<1>(what(b));
    };
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const auto first = by_customer.begin() + static_cast<std::ptrdiff_t>(customer_first[i]);
        const auto last = by_customer.begin() + static_cast<std::ptrdiff_t>(customer_first[i + 1]);
        std::sort(first, last, [&](std::uint64_t a, std::uint64_t b) { return what(a) < what(b); });
        for (auto one = first; one != last;) {
            auto other = std::next(one);
            for (; other != last && same_key(*one, *other); ++other)
                faults.push_back({LinkFault::Kind::duplicate, *other, *one});
            one = other;
        }
    }
    std::sort(faults.begin(), faults.end(), [](const LinkFault& a, const LinkFault& b) { return a.link < b.link; });
    if (faults.size() > most) faults.resize(most);
    return faults;
}

}  // namespace chokepoint
