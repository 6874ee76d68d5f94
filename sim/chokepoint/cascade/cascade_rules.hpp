#pragma once

#include <chokepoint/network/supply_network.hpp>
#include <cstdint>
#include <span>
#include <vector>

namespace chokepoint::cascade {

/// How much a customer needs an input. Without an essential input it stops. Without a non-essential one it slows down
/// by the input's share of its purchases. A negligible one does not matter (Diem et al. 2022).
enum class Essentiality : std::uint8_t { negligible = 0, non_essential = 1, essential = 2 };

/// When a cascade stops, and whether customers can switch to rivals of a failed supplier.
struct CascadeRules {
    double epsilon = 1e-12;  ///< Stops once no level fell by more than this in an iteration.
    std::uint32_t max_iterations = 1'000'000;
    bool replaceability = true;  ///< σ_i = min(1, out_i / rest of its market), or 1 if false.
};

/// The published rule, ε = 1e-2, which stops long before the cascade has ended.
inline constexpr CascadeRules kCompatRules{1e-2, 1'000'000, true};

/// Values that replace what follows from the links. An empty column means the default.
struct CascadeInputs {
    std::vector<Essentiality> slot_essentiality;  ///< By slot. Default: every input is essential.
    std::vector<double> revenue;                  ///< By node, in the network's unit. Default: sales to firms.
    std::vector<double> costs;  ///< By node, in the network's unit, positive for buyers. Default: purchases from firms.
    std::vector<double> value;  ///< v_i, the weight of a node's loss. Default: sales to firms.
    std::vector<std::uint32_t> market;  ///< Nodes in one market are rivals. Default: the product sold.
    double flow_unit = 1.0;  ///< Multiplies flows before the rule for an empty market, which depends on the unit.
};

/// ess[k, l] by slot, where k is the slot's product and l the product that its customer sells. The matrix has one row
/// per supplied product and one column per buying product, stored row by row.
std::vector<Essentiality> essentiality_of_matrix(const network::SupplyNetwork& network,
                                                 std::span<const Essentiality> matrix);

/// Essentiality by slot, from the share of output that cannot be made without the input: above ½ essential, 0
/// negligible, in between non-essential. So critical (1) becomes essential, important (½) non-essential, non-critical
/// (0) negligible.
std::vector<Essentiality> essentiality_of_dependence(std::span<const double> slot_dependence);

}  // namespace chokepoint::cascade
