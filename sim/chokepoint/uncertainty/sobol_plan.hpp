#pragma once

#include <chokepoint/uncertainty/design.hpp>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace chokepoint::uncertainty {

/// A set of parameters that vary together, as positions in the list of parameters.
struct ParameterGroup {
    std::string name;
    std::vector<std::size_t> parameters;
};

/// The evaluations needed for first-order and total Sobol' indices: rows x (groups + 2) runs of the model. Matrices A
/// and B are two independent sets of draws, taken from 2 x parameters columns of one design. Matrix A_B^(i) is A with
/// the columns of group i taken from B (Saltelli et al. 2010, "Variance based sensitivity analysis of model output",
/// Computer Physics Communications 181).
class SobolPlan {
   public:
    /// The matrices by number: A, B, then A_B^(i) for group i at kFirstMixed + i.
    static constexpr std::size_t kA = 0;
    static constexpr std::size_t kB = 1;
    static constexpr std::size_t kFirstMixed = 2;

    /// Puts each parameter in a group of its own.
    SobolPlan(Design design, std::uint64_t seed, const std::vector<std::string>& parameters);

    /// Throws std::invalid_argument if a parameter is in two groups or not in the list. A parameter without a group is
    /// drawn but has no index; its share of the variance is what the indices leave unexplained.
    SobolPlan(Design design, std::uint64_t seed, const std::vector<std::string>& parameters,
              std::vector<ParameterGroup> groups);

    std::size_t parameters() const { return design_.parameters() / 2; }
    const std::vector<ParameterGroup>& groups() const { return groups_; }
    std::size_t matrices() const { return kFirstMixed + groups_.size(); }

    /// Fills `draws` with the uniform draws of one row of a matrix, by parameter. The columns of A equal the draws of a
    /// study with this design and seed, unless the design is Sobol' and the list of parameters differs.
    void draw(std::size_t matrix, std::uint32_t row, std::span<double> draws) const;

   private:
    UniformDesign design_;                ///< The columns of A, then those of B.
    std::vector<ParameterGroup> groups_;  ///< In the order given.
    std::vector<std::size_t> group_of_;   ///< The group of each parameter, or kNoGroup.
};

}  // namespace chokepoint::uncertainty
