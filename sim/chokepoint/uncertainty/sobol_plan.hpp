#pragma once

#include <chokepoint/uncertainty/design.hpp>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace chokepoint::uncertainty {

/// A set of parameters that is varied as one; its members are numbers in the list of parameters.
struct ParameterGroup {
    std::string name;
    std::vector<std::size_t> parameters;
};

/// The evaluations that first-order and total Sobol' indices need: rows x (groups + 2) runs of the model. Matrices A
/// and B are two independent sets of draws, from 2 x parameters columns of one design; matrix A_B^(i) is A with the
/// columns of group i from B (Saltelli et al. 2010, "Variance based sensitivity analysis of model output", Computer
/// Physics Communications 181).
class SobolPlan {
   public:
    /// Matrices by number: A, B, then A_B^(i) of group i as kFirstMixed + i.
    static constexpr std::size_t kA = 0;
    static constexpr std::size_t kB = 1;
    static constexpr std::size_t kFirstMixed = 2;

    /// Each parameter is a group of its own.
    SobolPlan(Design design, std::uint64_t seed, const std::vector<std::string>& parameters);

    /// Throws std::invalid_argument if a parameter is in two groups or is not in the list. A parameter in no group is
    /// drawn, but has no index: its share of the variance shows as what the indices leave over.
    SobolPlan(Design design, std::uint64_t seed, const std::vector<std::string>& parameters,
              std::vector<ParameterGroup> groups);

    std::size_t parameters() const { return design_.parameters() / 2; }
    const std::vector<ParameterGroup>& groups() const { return groups_; }
    std::size_t matrices() const { return kFirstMixed + groups_.size(); }

    /// Fills the uniform draws, by parameter, of a row of a matrix. The columns of A are the draws that a study with
    /// this design and seed has, unless the design is Sobol' and the list of parameters differs.
    void draw(std::size_t matrix, std::uint32_t row, std::span<double> draws) const;

   private:
    UniformDesign design_;                ///< Columns of A, then those of B.
    std::vector<ParameterGroup> groups_;  ///< In the order given.
    std::vector<std::size_t> group_of_;   ///< By parameter; kNoGroup for one in none.
};

}  // namespace chokepoint::uncertainty
