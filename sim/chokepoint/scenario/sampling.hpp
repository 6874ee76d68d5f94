#pragma once

#include <chokepoint/scenario/scenario.hpp>
#include <chokepoint/uncertainty/design.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace chokepoint::scenario {

/// A scenario's model and actions with a draw of every prior.
struct World {
    Model model;
    std::vector<policy::Action> actions;
};

/// The parameters of a scenario and its model that have a prior, and worlds with a draw of each.
///
/// A draw is a pure function of (seed, sample, path of the parameter): another prior or another sample changes no other
/// draw. What reconstructions leave open is drawn too, in the same way.
class Sampling {
   public:
    /// The scenario outlives it, with its tables (load_scenario() keeps them where there are samples to draw).
    explicit Sampling(const Scenario& scenario);

    /// The parameters with a prior, in the order of the model's keys, then of the scenario's.
    const std::vector<const Parameter*>& parameters() const { return parameters_; }
    /// Their paths.
    const std::vector<std::string>& paths() const { return paths_; }

    /// The values of `parameters()` in a sample.
    std::vector<double> values(std::uint64_t sample) const;
    /// The same, from numbers u in (0, 1) in place of draws: the quantile of each prior.
    std::vector<double> quantiles(const std::vector<double>& u) const;

    /// The world with these values; reconstructions are drawn for `sample`, with the unnamed exporters of a product as
    /// one firm. Throws InputError where the sums of the values do not close, or the dates of the actions contradict
    /// each other.
    World world(const std::vector<double>& values, std::uint64_t sample) const;

   private:
    const Scenario& scenario_;
    std::vector<const Parameter*> parameters_;
    std::vector<std::string> paths_;
    std::size_t of_model_ = 0;  ///< Of the parameters; the others are the scenario's own.
    std::optional<uncertainty::UniformDesign> design_;
};

/// By the name of a design in a scenario.
uncertainty::Design parse_design(std::string_view name);

}  // namespace chokepoint::scenario
