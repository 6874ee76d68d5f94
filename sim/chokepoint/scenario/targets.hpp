#pragma once

#include <chokepoint/policy/openness.hpp>
#include <chokepoint/scenario/scenario.hpp>
#include <cstdint>
#include <span>
#include <vector>

namespace chokepoint::scenario {

/// Adds up what the actions of each arm take from each company, to rank the companies that a scenario is about.
///
/// The stake of a company under an arm is the sum of the purchases that the arm closes to it, the output that damage
/// takes from it and the payments that it makes. Over several arms the largest counts. The work of an arm is linear in
/// the companies and in the links that its actions select.
class Stakes {
   public:
    explicit Stakes(const Model& model);

    /// `schedule` is that of the arm.
    void add(const policy::OpennessSchedule& schedule, std::span<const policy::Action> actions, const Arm& arm);

    /// The companies with a stake, the largest first, then the other companies that `actions` name as a target, in the
    /// order of the actions. Equal stakes are ordered by revenue and then by id.
    std::vector<Target> ranked(std::span<const policy::Action> actions) const;

   private:
    const Model& model_;
    std::vector<Target> largest_;  ///< By company, of the arm with the largest stake so far.
};

}  // namespace chokepoint::scenario
