// Reads every column once, in order. Following each sale to its link would take ten times as long. Instead, links and
// sales are compared by a sum over a 64-bit hash of each (supplier, slot, flow). A bug in a writer changes the sum. A
// file forged on purpose may not, so sale_of() also checks.
#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <chokepoint/base/parallel.hpp>
#include <chokepoint/network/network_check.hpp>
#include <cstdint>
#include <functional>
#include <limits>
#include <vector>

namespace chokepoint::network {

namespace {

constexpr std::size_t kCheckBlock = 4096;

bool is_amount(double value) {
    return (value >= 0.0) & (value <= std::numeric_limits<double>::max());
}

std::uint64_t flow_hash(std::uint32_t supplier, std::uint32_t slot, double flow) {
    std::uint64_t x = ((std::uint64_t{supplier} << 32) | slot) * 0x9E3779B97F4A7C15U +
                      std::bit_cast<std::uint64_t>(flow) * 0xD6E8FEB86659FD93U;
    // The finalizer of SplitMix64.
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9U;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBU;
    return x ^ (x >> 31);
}

/// The result of checking a block of entries.
struct Finding {
    std::string fault = {};
    std::uint64_t links_sum = 0;  ///< The sum of the flows' hashes, modulo 2^64.
    std::uint64_t sales_sum = 0;
};

/// Calls `check` for blocks of entries 0 to `count`. Returns the first fault and the sums over all blocks.
Finding check_all(std::size_t count, unsigned threads,
                  const std::function<Finding(std::size_t begin, std::size_t end)>& check) {
    std::vector<Finding> findings((count + kCheckBlock - 1) / kCheckBlock);
    for_each_index(findings.size(), threads, [&](std::size_t k) {
        findings[k] = check(k * kCheckBlock, std::min(count, (k + 1) * kCheckBlock));
    });
    Finding all;
    for (Finding& finding : findings) {
        if (all.fault.empty()) all.fault = std::move(finding.fault);
        all.links_sum += finding.links_sum;
        all.sales_sum += finding.sales_sum;
    }
    return all;
}

std::string size_fault(const SupplyNetwork& n) {
    const std::size_t nodes = n.node_count();
    const std::size_t slots = n.slot_count();
    const std::size_t links = n.link_count();
    if (n.final_demand.size() != nodes || n.node_product.size() != nodes || n.node_slots.size() != nodes + 1 ||
        n.node_sales.size() != nodes + 1)
        return "the columns of nodes differ in length";
    if (n.slot_customer.size() != slots || n.slot_need.size() != slots || n.slot_links.size() != slots + 1)
        return "the columns of slots differ in length";
    if (n.link_flow.size() != links || n.sale_slot.size() != links || n.sale_flow.size() != links ||
        (!n.link_standby.empty() && n.link_standby.size() != links))
        return "the columns of links differ in length";
    if (nodes >= kNone || slots >= kNone) return "there are too many nodes or slots";
    if (n.node_slots.front() != 0 || n.node_slots.back() != slots || n.slot_links.front() != 0 ||
        n.slot_links.back() != links || n.node_sales.front() != 0 || n.node_sales.back() != links)
        return "the ranges of nodes and slots do not cover all entries";
    return "";
}

class NodeCheck {
   public:
    NodeCheck(const SupplyNetwork& network, std::size_t products) : n_(network), products_(products) {}

    Finding operator()(std::size_t begin, std::size_t end) const {
        Finding finding;
        for (std::size_t i = begin; i < end; ++i) {
            const auto node = static_cast<std::uint32_t>(i);
            std::string fault = node_fault(node);
            if (fault.empty()) fault = slots_fault(node, finding.links_sum);
            if (fault.empty()) fault = sales_fault(node, finding.sales_sum);
            if (!fault.empty()) return {fmt::format("node {} {}", i, fault)};
        }
        return finding;
    }

   private:
    std::string node_fault(std::uint32_t i) const {
        if (n_.node_product[i] >= products_) return "sells an unknown product";
        if (n_.node_slots[i] > n_.node_slots[i + 1] || n_.node_slots[i + 1] > n_.slot_count())
            return "has slots that end before they begin";
        if (n_.node_sales[i] > n_.node_sales[i + 1] || n_.node_sales[i + 1] > n_.link_count())
            return "has sales that end before they begin";
        return "";
    }

    std::string slots_fault(std::uint32_t i, std::uint64_t& sum) const {
        const std::uint32_t first = n_.node_slots[i];
        std::uint64_t hash_sum = 0;
        for (std::uint32_t s = first; s < n_.node_slots[i + 1]; ++s) {
            if (n_.slot_customer[s] != i) return fmt::format("has slot {}, which belongs to another node", s);
            if (n_.slot_product[s] >= products_) return fmt::format("has slot {}, which has an unknown product", s);
            if (s > first && n_.slot_product[s - 1] >= n_.slot_product[s]) return "has slots out of order";
            if (n_.slot_links[s] >= n_.slot_links[s + 1] || n_.slot_links[s + 1] > n_.link_count())
                return fmt::format("has slot {}, whose links end before they begin", s);
            if (const char* fault = links_fault(s, hash_sum)) return fmt::format("has slot {}, {}", s, fault);
        }
        sum += hash_sum;
        return "";
    }

    const char* links_fault(std::uint32_t s, std::uint64_t& sum) const {
        const std::uint64_t first = n_.slot_links[s];
        const std::uint64_t last = n_.slot_links[s + 1];
        bool known = true;
        bool ordered = true;
        bool carries = true;
        double need = 0.0;
        std::uint64_t hash_sum = 0;
        std::int64_t before = -1;
        for (std::uint64_t e = first; e < last; ++e) {
            const std::uint32_t supplier = n_.link_supplier[e];
            const double flow = n_.link_flow[e];
            const double standby = n_.link_standby.empty() ? 0.0 : n_.link_standby[e];
            known &= supplier < n_.node_count();
            ordered &= before < supplier;
            before = supplier;
            carries &= is_amount(flow) & is_amount(standby) & (flow + standby > 0.0);
            need += flow;
            hash_sum += flow_hash(supplier, s, flow);
        }
        sum += hash_sum;
        if (!known) return "which has an unknown supplier";
        if (!ordered) return "whose suppliers are out of order";
        if (!carries) return "which has a link without a positive flow";
        return need == n_.slot_need[s] ? nullptr : "whose need is not the sum of its links";
    }

    std::string sales_fault(std::uint32_t i, std::uint64_t& sum) const {
        const std::uint64_t first = n_.node_sales[i];
        const std::uint64_t last = n_.node_sales[i + 1];
        bool known = true;
        bool ordered = true;
        double sales = 0.0;
        std::uint64_t hash_sum = 0;
        std::int64_t before = -1;
        for (std::uint64_t k = first; k < last; ++k) {
            const std::uint32_t slot = n_.sale_slot[k];
            const double flow = n_.sale_flow[k];
            known &= slot < n_.slot_count();
            ordered &= before < slot;
            before = slot;
            sales += flow;
            hash_sum += flow_hash(i, slot, flow);
        }
        sum += hash_sum;
        if (!known) return "sells into an unknown slot";
        if (!ordered) return "has sales out of order";
        const double demand = n_.final_demand[i];
        return is_amount(demand) && n_.output[i] == sales + demand ? "" : "has sales that do not add up to its output";
    }

    const SupplyNetwork& n_;
    std::size_t products_;
};

}  // namespace

std::string find_network_fault(const SupplyNetwork& network, std::size_t products, unsigned threads) {
    std::string fault = size_fault(network);
    if (!fault.empty()) return fault;
    const Finding all = check_all(network.node_count(), threads, NodeCheck(network, products));
    if (!all.fault.empty()) return all.fault;
    return all.links_sum == all.sales_sum ? "" : "the sales and the links are different flows";
}

}  // namespace chokepoint::network
