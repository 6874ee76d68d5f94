#pragma once

#include <chokepoint/network/supply_network.hpp>
#include <cstdint>
#include <span>
#include <vector>

namespace chokepoint::cascade {

/// How much a customer needs an input: it stops without it, it slows down by the input's share of its purchases, or it
/// does not mind (Diem et al. 2022).
enum class Essentiality : std::uint8_t { negligible = 0, non_essential = 1, essential = 2 };

/// When a cascade stops, and whether customers may turn to a failed supplier's rivals.
struct CascadeRules {
    double epsilon = 1e-12;  ///< Stops once no firm's level fell by more than this in one iteration.
    std::uint32_t max_iterations = 1'000'000;
    bool replaceability = true;  ///< σ_i = min(1, out_i / what is left of its market); false: σ_i = 1.
};

/// As published: ε = 1e-2, which ends long before the cascade does.
inline constexpr CascadeRules kCompatRules{1e-2, 1'000'000, true};

/// Numbers that may replace what the links alone say; an empty column stands for its default.
struct CascadeInputs {
    std::vector<Essentiality> slot_essentiality;  ///< By slot; default: every input is essential.
    std::vector<double> revenue;                  ///< By node, in the network's unit; default: sales to firms.
    std::vector<double>
        costs;  ///< By node, in the network's unit, above 0 where it buys; default: purchases from firms.
    std::vector<double> value;          ///< v_i, the weight of a node's loss; default: sales to firms.
    std::vector<std::uint32_t> market;  ///< By node: who can replace whom; default: the product it sells.
    double flow_unit = 1.0;  ///< Flows are multiplied by this before the rule of an empty market, which has a unit.
};

/// ess[k, l] by slot: k the slot's product, l the product that its customer sells; the matrix has a row per supplying
/// and a column per buying product, row by row.
std::vector<Essentiality> essentiality_of_matrix(const network::SupplyNetwork& network,
                                                 std::span<const Essentiality> matrix);

/// By slot, from the share of output that cannot be made without the input: more than ½ is essential, 0 negligible,
/// between them non-essential. So critical (1) is essential, important (½) non-essential, non-critical (0) negligible.
std::vector<Essentiality> essentiality_of_dependence(std::span<const double> slot_dependence);

}  // namespace chokepoint::cascade
