// Builds slots and sales from links in any order, in three counting passes: by customer, then within each customer by
// (product, supplier), then by supplier. In each pass every thread owns a range. No pass compares links of different
// customers, so the cost is linear in links except for sorting each customer's own.
#include <algorithm>
#include <chokepoint/base/files/large_memory.hpp>
#include <chokepoint/base/parallel.hpp>
#include <chokepoint/network/supply_network.hpp>
#include <cmath>
#include <limits>
#include <numeric>
#include <stdexcept>
#include <tuple>

namespace chokepoint::network {

namespace {

/// One link of a customer.
struct Purchase {
    std::uint32_t product = 0;
    std::uint32_t supplier = 0;
    double flow = 0.0;
    double standby = 0.0;

    friend bool operator<(const Purchase& a, const Purchase& b) {
        return std::tie(a.product, a.supplier) < std::tie(b.product, b.supplier);
    }
};

std::vector<std::uint64_t> offsets_of(const std::vector<std::uint32_t>& keys, std::size_t count) {
    std::vector<std::uint64_t> offsets(count + 1, 0);
    for (const std::uint32_t key : keys)
        ++offsets[key + std::size_t{1}];
    std::partial_sum(offsets.begin(), offsets.end(), offsets.begin());
    return offsets;
}

/// Splits the keys into ranges with about the same number of entries. Returns one more bound than parts.
std::vector<std::uint32_t> equal_parts(const std::vector<std::uint64_t>& offsets, unsigned parts) {
    std::vector<std::uint32_t> bounds = {0};
    for (unsigned k = 1; k < parts; ++k) {
        const auto place = std::lower_bound(offsets.begin(), offsets.end() - 1, offsets.back() * k / parts);
        bounds.push_back(static_cast<std::uint32_t>(place - offsets.begin()));
    }
    bounds.push_back(static_cast<std::uint32_t>(offsets.size() - 1));
    return bounds;
}

/// Builds one network. The columns are vectors until they are complete.
class Builder {
   public:
    Builder(std::span<const NodeRecord> nodes, LinkColumns links, unsigned threads, bool slot_per_link)
        : nodes_(nodes), links_(std::move(links)), team_(threads), slot_per_link_(slot_per_link) {}

    SupplyNetwork build() {
        group_by_customer();
        sort_purchases();
        find_slots();
        group_sales();
        sum_nodes();
        SupplyNetwork network;
        network.output = std::move(output_);
        network.final_demand = std::move(final_demand_);
        network.node_product = std::move(node_product_);
        network.node_slots = std::move(node_slots_);
        network.slot_customer = std::move(slot_customer_);
        network.slot_product = std::move(slot_product_);
        network.slot_need = std::move(slot_need_);
        network.slot_links = std::move(slot_links_);
        network.link_supplier = std::move(supplier_);
        network.link_flow = std::move(flow_);
        network.link_standby = std::move(standby_);
        network.node_sales = std::move(node_sales_);
        network.sale_slot = std::move(sale_slot_);
        network.sale_flow = std::move(sale_flow_);
        return network;
    }

   private:
    void group_by_customer() {
        customer_links_ = offsets_of(links_.customer, nodes_.size());
        parts_ = equal_parts(customer_links_, team_.size());
        assign_large(supplier_, links_.size(), std::uint32_t{0});
        assign_large(flow_, links_.size(), 0.0);
        assign_large(product_, links_.product.empty() ? 0 : links_.size(), std::uint32_t{0});
        const bool stands_by =
            std::any_of(links_.standby.begin(), links_.standby.end(), [](double flow) { return flow > 0.0; });
        standby_.assign(stands_by ? links_.size() : 0, 0.0);
        std::vector<std::uint64_t> next(customer_links_.begin(), customer_links_.end() - 1);
        team_.run([&](unsigned part) {
            for (std::size_t e = 0; e < links_.size(); ++e) {
                const std::uint32_t customer = links_.customer[e];
                if (customer < parts_[part] || customer >= parts_[part + 1]) continue;
                const std::uint64_t place = next[customer]++;
                supplier_[place] = links_.supplier[e];
                flow_[place] = links_.flow[e];
                if (!product_.empty()) product_[place] = links_.product[e];
                if (!standby_.empty()) standby_[place] = links_.standby[e];
            }
        });
        links_ = {};
    }

    std::uint32_t product_of(std::uint64_t place) const {
        return product_.empty() ? nodes_[supplier_[place]].product : product_[place];
    }

    void sort_purchases() {
        node_slots_.assign(nodes_.size() + 1, 0);
        team_.run([&](unsigned part) {
            std::vector<Purchase> purchases;
            for (std::uint32_t i = parts_[part]; i < parts_[part + 1]; ++i) {
                purchases.clear();
                for (std::uint64_t e = customer_links_[i]; e < customer_links_[i + 1]; ++e)
                    purchases.push_back({product_of(e), supplier_[e], flow_[e], standby_.empty() ? 0.0 : standby_[e]});
                std::sort(purchases.begin(), purchases.end());
                std::uint64_t e = customer_links_[i];
                std::uint32_t slots = 0;
                for (std::size_t k = 0; k < purchases.size(); ++k, ++e) {
                    supplier_[e] = purchases[k].supplier;
                    flow_[e] = purchases[k].flow;
                    if (!product_.empty()) product_[e] = purchases[k].product;
                    if (!standby_.empty()) standby_[e] = purchases[k].standby;
                    slots += k == 0 || slot_per_link_ || purchases[k].product != purchases[k - 1].product ? 1 : 0;
                }
                node_slots_[i + 1] = slots;
            }
        });
        if (std::accumulate(node_slots_.begin(), node_slots_.end(), std::uint64_t{0}) >= kNone) {
            throw std::length_error("a network has at most 4,294,967,294 slots");
        }
        std::partial_sum(node_slots_.begin(), node_slots_.end(), node_slots_.begin());
    }

    void find_slots() {
        const std::size_t slots = node_slots_.back();
        assign_large(slot_customer_, slots, std::uint32_t{0});
        assign_large(slot_product_, slots, std::uint32_t{0});
        assign_large(slot_need_, slots, 0.0);
        assign_large(slot_links_, slots + 1, std::uint64_t{0});
        slot_links_[slots] = supplier_.size();
        team_.run([&](unsigned part) {
            for (std::uint32_t i = parts_[part]; i < parts_[part + 1]; ++i) {
                std::uint32_t next = node_slots_[i];
                for (std::uint64_t e = customer_links_[i]; e < customer_links_[i + 1]; ++e) {
                    const std::uint32_t product = product_of(e);
                    if (e == customer_links_[i] || slot_per_link_ || product != slot_product_[next - 1]) {
                        slot_customer_[next] = i;
                        slot_product_[next] = product;
                        slot_links_[next++] = e;
                    }
                    slot_need_[next - 1] += flow_[e];
                }
            }
        });
        product_ = {};
        customer_links_ = {};
    }

    /// Groups the same links by supplier. Slots are visited in ascending order, so each supplier's sales are sorted.
    void group_sales() {
        node_sales_ = offsets_of(supplier_, nodes_.size());
        assign_large(sale_slot_, supplier_.size(), std::uint32_t{0});
        assign_large(sale_flow_, supplier_.size(), 0.0);
        std::vector<std::uint64_t> next(node_sales_.begin(), node_sales_.end() - 1);
        const std::vector<std::uint32_t> parts = equal_parts(node_sales_, team_.size());
        team_.run([&](unsigned part) {
            for (std::uint32_t s = 0; s < slot_product_.size(); ++s) {
                for (std::uint64_t e = slot_links_[s]; e < slot_links_[s + 1]; ++e) {
                    const std::uint32_t supplier = supplier_[e];
                    if (supplier < parts[part] || supplier >= parts[part + 1]) continue;
                    const std::uint64_t k = next[supplier]++;
                    sale_slot_[k] = s;
                    sale_flow_[k] = flow_[e];
                }
            }
        });
    }

    double purchases_of(std::size_t node) const {
        double sum = 0.0;
        for (std::uint32_t s = node_slots_[node]; s < node_slots_[node + 1]; ++s)
            sum += slot_need_[s];
        return sum;
    }

    void sum_nodes() {
        reserve_large(node_product_, nodes_.size());
        reserve_large(final_demand_, nodes_.size());
        reserve_large(output_, nodes_.size());
        for (std::size_t i = 0; i < nodes_.size(); ++i) {
            double sales = 0.0;
            for (std::uint64_t k = node_sales_[i]; k < node_sales_[i + 1]; ++k)
                sales += sale_flow_[k];
            double final_demand = nodes_[i].final_demand;
            if (final_demand < 0.0) {
                const double stated = nodes_[i].output;
                const double output = stated >= 0.0 ? stated : std::max(sales, purchases_of(i));
                final_demand = std::max(0.0, output - sales);
            }
            node_product_.push_back(nodes_[i].product);
            final_demand_.push_back(final_demand);
            output_.push_back(sales + final_demand);
        }
    }

    std::span<const NodeRecord> nodes_;
    LinkColumns links_;
    ThreadTeam team_;
    const bool slot_per_link_;
    std::vector<std::uint64_t> customer_links_;
    std::vector<std::uint32_t> parts_;  ///< Customers of each thread.
    std::vector<std::uint32_t> product_;
    std::vector<double> output_, final_demand_, slot_need_, flow_, standby_, sale_flow_;
    std::vector<std::uint32_t> node_product_, node_slots_, slot_customer_, slot_product_, supplier_, sale_slot_;
    std::vector<std::uint64_t> slot_links_, node_sales_;
};

}  // namespace

SupplyNetwork build_network(std::span<const NodeRecord> nodes, LinkColumns links, unsigned threads,
                            bool slot_per_link) {
    return Builder(nodes, std::move(links), threads, slot_per_link).build();
}

SupplyNetwork build_network(std::span<const NodeRecord> nodes, std::span<const LinkRecord> links, bool slot_per_link) {
    LinkColumns columns;
    for (const LinkRecord& link : links) {
        columns.supplier.push_back(link.supplier);
        columns.customer.push_back(link.customer);
        columns.product.push_back(link.product);
        columns.flow.push_back(link.flow);
        columns.standby.push_back(link.standby);
    }
    return build_network(nodes, std::move(columns), 1, slot_per_link);
}

}  // namespace chokepoint::network
