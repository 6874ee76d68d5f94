#pragma once

#include <chokepoint/cascade/cascade_rules.hpp>
#include <chokepoint/network/supply_network.hpp>
#include <cstdint>
#include <vector>

namespace chokepoint::cascade {

/// What all cascades on a network share: its impact weights in the order of the sweeps. The network must outlive the
/// plan.
///
/// Downstream, Π_jk is what j buys of product k and in_j is all that j buys:
///     Λd_ij = w_ij / Π_jk (essential), w_ij / in_j (non-essential), 0 (negligible).
/// If costs are given, all of these are scaled by in_j / costs_j, because inputs are then only that share of what j
/// needs. Upstream, out_i is the sales to firms (or the given revenue):
///     Λu_ij = w_ij / out_i;
/// the division comes at the end of a node's sum, so that a firm which loses every sale loses exactly everything.
/// Source: Diem, Borsos, Reisch, Kertész and Thurner, Scientific Reports 12:7719, 2022.
class CascadePlan {
   public:
    CascadePlan(const network::SupplyNetwork& network, const CascadeInputs& inputs);

    const network::SupplyNetwork& network() const { return *network_; }
    std::size_t node_count() const { return network_->node_count(); }
    std::uint32_t market_count() const { return static_cast<std::uint32_t>(market_first.size()) - 1; }
    /// Σ_l out_l of a market before any shock.
    double market_sales(std::uint32_t number) const { return market_sales_[number]; }

    std::vector<double> link_weight;           ///< Λd, by link.
    std::vector<Essentiality> slot_kind;       ///< By slot.
    std::vector<std::uint32_t> sale_customer;  ///< By sale.
    std::vector<double> revenue;               ///< The denominator of Λu, by node.
    std::vector<double> sales;                 ///< out_i in the unit of the empty-market rule, by node.
    std::vector<double> value;                 ///< v_i, by node.
    double value_sum = 0.0;
    std::vector<std::uint32_t> market;        ///< By node.
    std::vector<std::uint32_t> market_first;  ///< Members of market k: [market_first[k], market_first[k + 1]).
    std::vector<std::uint32_t> market_node;   ///< Ascending within a market.

   private:
    void weigh_links(const CascadeInputs& inputs);
    void weigh_nodes(const CascadeInputs& inputs);
    void list_markets();

    const network::SupplyNetwork* network_;
    std::vector<double> market_sales_;
};

}  // namespace chokepoint::cascade
