#pragma once

#include <chokepoint/cascade/cascade_plan.hpp>
#include <chokepoint/cascade/cascade_shock.hpp>
#include <chokepoint/cascade/cascade_state.hpp>
#include <cstdint>
#include <span>
#include <vector>

namespace chokepoint::cascade {

/// Links (or sales) that policy closes in some lane, ascending by number, each with its openness m in every lane.
class Closures {
   public:
    void list(std::vector<std::uint64_t> numbers, unsigned lanes);
    void set(std::uint64_t number, unsigned lane, double openness);

    /// Those with numbers in [first, last) that are not open in the lane exist.
    bool any(std::uint64_t first, std::uint64_t last, unsigned lane) const;
    /// m of a link, 1 where it is not listed.
    double openness(std::uint64_t number, unsigned lane) const;
    /// The place of the first one with a number of at least `number`.
    std::size_t place_of(std::uint64_t number) const;
    std::size_t size() const { return numbers_.size(); }
    std::uint64_t number(std::size_t place) const { return numbers_[place]; }

   private:
    std::vector<std::uint64_t> numbers_;
    std::vector<double> openness_;
    unsigned lanes_ = 1;
};

/// The nodes whose rules the shocks of some lane change: those that are shocked, and both ends of the links that policy
/// closes. There are few, so they stand beside the sweeps and are settled one lane at a time, in every iteration.
class SpecialNodes {
   public:
    SpecialNodes(const CascadePlan& plan, bool replaceability, unsigned lanes);

    /// Lists them anew; shocks[l] is lane l's, or null.
    void rebuild(std::span<const CascadeShock* const> shocks);
    /// Whether a node is one of them, and so none of the sweeps'.
    bool contains(std::uint32_t node) const { return is_special_[node] != 0; }
    std::span<const std::uint32_t> nodes() const { return nodes_; }

    /// Computes their levels from what the others have published.
    void settle(const CascadeState& state);
    const double* next_down(std::size_t special) const { return next_down_.data() + special * lanes_; }
    const double* next_up(std::size_t special) const { return next_up_.data() + special * lanes_; }

   private:
    double level_down(std::uint32_t node, unsigned lane, const CascadeState& state);
    double level_up(std::uint32_t node, unsigned lane, const CascadeState& state) const;
    void find_closed_markets(std::uint32_t node, unsigned lane, const CascadeState& state);
    double closed_loss(std::uint64_t link, unsigned lane, const CascadeState& state) const;
    std::uint32_t slot_of_link(std::uint64_t link) const;
    std::uint64_t sale_of_link(std::uint64_t link) const;

    const CascadePlan& plan_;
    bool replaceability_;
    unsigned lanes_;
    std::vector<std::uint8_t> is_special_;  ///< By node.
    std::vector<std::uint32_t> nodes_;      ///< Ascending.
    std::vector<double> shock_down_, shock_up_, next_down_, next_up_;
    Closures links_, sales_;
    /// Σ (1 − m_e)·out_l·hd_l over the closed links of the node at hand, by market.
    std::vector<std::pair<std::uint32_t, double>> closed_markets_;
};

}  // namespace chokepoint::cascade
