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

/// Cascades on one network that advance in lock step, so that each read of the graph serves them all. A lane that has
/// ended can begin another shock while the others continue.
///
/// A lane gives the same numbers as it would alone, to the last bit: lanes are computed element by element, and an
/// iteration skips a node only if nothing that it reads has changed.
template <unsigned kLanes>
class CascadeLanes {
   public:
    CascadeLanes(const CascadePlan& plan, bool replaceability);

    /// Starts an empty lane at h = 1 − ψ. The shock must outlive the run.
    void begin(unsigned lane, const CascadeShock& shock);
    /// Continues a run of that shock in an empty lane, from the levels that another object reached.
    void adopt(unsigned lane, const CascadeShock& shock, const CascadeLevels& levels);
    void advance();
    /// The largest decrease of a level in this lane in the last iteration, over both directions.
    double fall(unsigned lane) const { return fall_[lane]; }
    CascadeResult indices(unsigned lane) { return state_.indices(plan_, lane); }
    /// Empties a lane while the others continue.
    void end(unsigned lane);
    void clear();

    bool empty(unsigned lane) const { return shocks_[lane] == nullptr; }
    const CascadeState& state() const { return state_; }
    /// The memory of one object: four levels per lane, seven lists of nodes and four flags for each node.
    static std::size_t bytes(std::size_t nodes) {
        return nodes * (4 * sizeof(double) * kLanes + 7 * sizeof(std::uint32_t) + 4);
    }
    /// An upper bound on the number of nodes that the next iteration computes.
    std::uint64_t pending() const;

   private:
    /// The nodes to compute in this iteration: all, or the marked ones.
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
