// The columns are read once in their order; what a sale says of its link is looked up, for both stand twice. Slots come
// first: once they are known to be sound, the sales may be followed into them.
#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/base/parallel.hpp>
#include <chokepoint/network/network_check.hpp>
#include <cmath>
#include <functional>
#include <vector>

namespace chokepoint {

namespace {

constexpr std::size_t kBlock = 16384;

bool is_amount(double value) {
    return std::isfinite(value) && value >= 0.0;
}

/// The first fault that `check` finds from entry 0 to `count`; it is called for blocks of entries, and returns "" for
/// one without a fault.
std::string first_fault(std::size_t count, unsigned threads,
                        const std::function<std::string(std::size_t begin, std::size_t end)>& check) {
    std::vector<std::string> faults((count + kBlock - 1) / kBlock);
    for_each_index(faults.size(), threads,
                   [&](std::size_t k) { faults[k] = check(k * kBlock, std::min(count, (k + 1) * kBlock)); });
    const auto found =
        std::find_if(faults.begin(), faults.end(), [](const std::string& fault) { return !fault.empty(); });
    return found == faults.end() ? "" : *found;
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
        return "the ranges of nodes and slots do not cover all there is";
    return "";
}

/// Each slot: its place, its links, and its need, which is the sum of their flows.
class SlotCheck {
   public:
    SlotCheck(const SupplyNetwork& network, std::size_t products) : n_(network), products_(products) {}

    std::string operator()(std::size_t begin, std::size_t end) const {
        for (std::size_t s = begin; s < end; ++s) {
            const char* fault = place_fault(s);
            if (fault == nullptr) fault = link_fault(s);
            if (fault != nullptr) return fmt::format("slot {} {}", s, fault);
        }
        return "";
    }

   private:
    const char* place_fault(std::size_t s) const {
        const std::uint32_t customer = n_.slot_customer[s];
        if (n_.slot_product[s] >= products_) return "is of an unknown product";
        if (customer >= n_.node_count() || s < n_.node_slots[customer] || s >= n_.node_slots[customer + 1])
            return "is not among those of its customer";
        if (s > n_.node_slots[customer] && n_.slot_product[s - 1] >= n_.slot_product[s])
            return "is not in the order of products";
        return nullptr;
    }

    const char* link_fault(std::size_t s) const {
        const std::uint64_t first = n_.slot_links[s];
        const std::uint64_t last = n_.slot_links[s + 1];
        if (first >= last || last > n_.link_count()) return "has no links, or more than there are";
        double need = 0.0;
        for (std::uint64_t e = first; e < last; ++e) {
            const double standby = n_.link_standby.empty() ? 0.0 : n_.link_standby[e];
            if (n_.link_supplier[e] >= n_.node_count()) return "has an unknown supplier";
            if (e > first && n_.link_supplier[e - 1] >= n_.link_supplier[e]) return "is not in the order of suppliers";
            if (!is_amount(n_.link_flow[e]) || !is_amount(standby) || n_.link_flow[e] + standby <= 0.0)
                return "has a link that carries nothing, or less";
            need += n_.link_flow[e];
        }
        return need == n_.slot_need[s] ? nullptr : "needs something else than its links carry";
    }

    const SupplyNetwork& n_;
    std::size_t products_;
};

/// Each node: its product, its sales, each of which is a link, and its output, which is their sum and final demand. As
/// many sales as links, no two of them the same: then each link is a sale, too.
class NodeCheck {
   public:
    NodeCheck(const SupplyNetwork& network, std::size_t products) : n_(network), products_(products) {}

    std::string operator()(std::size_t begin, std::size_t end) const {
        for (std::size_t i = begin; i < end; ++i) {
            if (const char* fault = fault_of(static_cast<std::uint32_t>(i))) return fmt::format("node {} {}", i, fault);
        }
        return "";
    }

   private:
    const char* fault_of(std::uint32_t i) const {
        if (n_.node_product[i] >= products_) return "sells an unknown product";
        if (n_.node_slots[i] > n_.node_slots[i + 1]) return "has slots that end before they begin";
        const std::uint64_t first = n_.node_sales[i];
        const std::uint64_t last = n_.node_sales[i + 1];
        if (first > last || last > n_.link_count()) return "has sales that end before they begin";
        double sales = 0.0;
        for (std::uint64_t k = first; k < last; ++k) {
            if (n_.sale_slot[k] >= n_.slot_count()) return "sells into an unknown slot";
            if (k > first && n_.sale_slot[k - 1] >= n_.sale_slot[k]) return "has sales that are not in order";
            if (!is_link(i, k)) return "has a sale that is no link";
            sales += n_.sale_flow[k];
        }
        const double demand = n_.final_demand[i];
        if (!is_amount(demand) || !(n_.output[i] == sales + demand)) return "sells something else than it makes";
        return nullptr;
    }

    /// Whether sale `k` of node `i` is in the slot that it names, with the same flow.
    bool is_link(std::uint32_t i, std::uint64_t k) const {
        const std::uint32_t slot = n_.sale_slot[k];
        const std::uint32_t* begin = n_.link_supplier.data() + n_.slot_links[slot];
        const std::uint32_t* end = n_.link_supplier.data() + n_.slot_links[slot + 1];
        const std::uint32_t* found = std::lower_bound(begin, end, i);
        return found != end && *found == i &&
               n_.link_flow[static_cast<std::size_t>(found - n_.link_supplier.data())] == n_.sale_flow[k];
    }

    const SupplyNetwork& n_;
    std::size_t products_;
};

}  // namespace

std::string find_network_fault(const SupplyNetwork& network, std::size_t products, unsigned threads) {
    std::string fault = size_fault(network);
    if (fault.empty()) fault = first_fault(network.slot_count(), threads, SlotCheck(network, products));
    if (fault.empty()) fault = first_fault(network.node_count(), threads, NodeCheck(network, products));
    return fault;
}

}  // namespace chokepoint
