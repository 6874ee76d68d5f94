#pragma once

#include <array>
#include <chokepoint/cascade/cascade_plan.hpp>
#include <chokepoint/cascade/cascade_shock.hpp>
#include <chokepoint/cascade/cascade_state.hpp>
#include <chokepoint/cascade/special_nodes.hpp>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace chokepoint::cascade {

/// Cascades on one network that advance in lock step, so that each read of the graph serves them all; a lane that has
/// ended may begin another shock while the rest go on.
///
/// A lane's numbers are those it would have alone, to the last bit: lanes are computed element by element, and a node
/// is left out of an iteration only if nothing it reads has changed.
template <unsigned kLanes>
class CascadeLanes {
   public:
    CascadeLanes(const CascadePlan& plan, bool replaceability);

    /// Starts an empty lane at h = 1 − ψ; the shock outlives its run.
    void begin(unsigned lane, const CascadeShock& shock);
    /// Goes on, in an empty lane, with a run of that shock from where another object left it.
    void adopt(unsigned lane, const CascadeShock& shock, const CascadeLevels& levels);
    /// One iteration of all lanes.
    void advance();
    /// The largest fall of a level of this lane in the last iteration, over both directions.
    double fall(unsigned lane) const { return fall_[lane]; }
    /// The three indices, so far.
    CascadeResult indices(unsigned lane) { return state_.indices(plan_, lane); }
    /// Empties a lane while others go on.
    void end(unsigned lane);
    /// Empties all lanes.
    void clear();

    bool empty(unsigned lane) const { return shocks_[lane] == nullptr; }
    const CascadeState& state() const { return state_; }
    /// Memory of one object for so many nodes: four levels a lane, seven lists of nodes and four flags.
    static std::size_t bytes(std::size_t nodes) {
        return nodes * (4 * sizeof(double) * kLanes + 7 * sizeof(std::uint32_t) + 4);
    }
    /// About how many nodes the next iteration has to compute, at most.
    std::uint64_t pending() const;

   private:
    /// Nodes to be computed in this iteration: all, or those that were marked.
    struct Active {
        bool all = false;
        std::vector<std::uint32_t> list = {};
        std::vector<std::uint8_t> marked = {};
    };

    void publish_down();
    void publish_up();
    void renew_market(std::uint32_t market);
    void mark_customers(const std::vector<std::uint32_t>& nodes);
    void mark_suppliers(const std::vector<std::uint32_t>& nodes);
    void settle_down(std::uint32_t node);
    void settle_up(std::uint32_t node);
    void take(std::uint32_t node, const double* next, std::vector<double>& levels, std::vector<std::uint32_t>& changed);
    template <class Settle>
    void sweep(Active& active, const Settle& settle);

    const CascadePlan& plan_;
    const bool replaceability_;
    std::array<const CascadeShock*, kLanes> shocks_{};
    std::array<double, kLanes> fall_{};
    CascadeState state_;
    SpecialNodes special_;
    Active down_, up_;
    std::vector<std::uint8_t> market_stale_;
    std::vector<std::uint32_t> stale_list_, published_;
};

extern template class CascadeLanes<1>;
extern template class CascadeLanes<8>;

}  // namespace chokepoint::cascade
