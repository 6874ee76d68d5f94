#pragma once

#include <chokepoint/cascade/cascade_plan.hpp>
#include <chokepoint/cascade/cascade_shock.hpp>
#include <chokepoint/scenario/model/model.hpp>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace chokepoint::study {

/// Models without days: the effect of a policy once all have adjusted to it, with neither stocks nor adaptation.
enum class StaticModel : std::uint8_t { cascade, cascade_compat, debtrank, leontief, ghosh };

struct StaticModelRecord {
    std::string_view name;
    StaticModel model = StaticModel::cascade;
    std::string_view meaning;
    std::string_view source;
};

std::span<const StaticModelRecord> static_model_table();
const StaticModelRecord* find_static_model(std::string_view name);

/// The outcome of one shock in a static model.
struct StaticOutcome {
    std::vector<double> kept;  ///< Output by node, as a share of its baseline; above 1 where it gains.
    double residual = 0.0;
    bool converged = true;
};

/// A static model of a network, ready for any number of shocks; the model outlives it.
class StaticSolver {
   public:
    StaticSolver(const scenario::Model& model, StaticModel kind);

    /// Nodes fail and links close as the shock says. If a model has two directions, the larger loss counts.
    /// Throws std::invalid_argument as run_cascade() does.
    StaticOutcome solve(const cascade::CascadeShock& shock) const;

   private:
    const scenario::Model& model_;
    StaticModel kind_;
    std::optional<cascade::CascadePlan> plan_;  ///< Of the cascades.
};

}  // namespace chokepoint::study
