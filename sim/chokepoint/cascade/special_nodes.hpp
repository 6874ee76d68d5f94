#pragma once

#include <chokepoint/cascade/cascade_plan.hpp>
#include <chokepoint/cascade/cascade_shock.hpp>
#include <chokepoint/cascade/cascade_state.hpp>
#include <cstdint>
#include <span>
#include <vector>

namespace chokepoint::cascade {

/// Links (or sales) that policy closes in some lane, in ascending order, each with its openness m in every lane.
class Closures {
   public:
    void list(std::vector<std::uint64_t> numbers, unsigned lanes);
    void set(std::uint64_t number, unsigned lane, double openness);

    /// Whether any listed link in [first, last) is not fully open in the lane.
    bool any(std::uint64_t first, std::uint64_t last, unsigned lane) const;
    /// m of a link, or 1 if the link is not listed.
    double openness(std::uint64_t number, unsigned lane) const;
    /// The position of the first listed link whose number is at least `number`.
    std::size_t place_of(std::uint64_t number) const;
    std::size_t size() const { return numbers_.size(); }
    std::uint64_t number(std::size_t place) const { return numbers_[place]; }

   private:
    std::vector<std::uint64_t> numbers_;
    std::vector<double> openness_;
    unsigned lanes_ = 1;
};

/// The nodes that follow special rules because of a shock in some lane: shocked nodes and both ends of links that
/// policy closes. There are few of them, so the sweeps skip them, and each iteration settles them one lane at a time.
class SpecialNodes {
   public:
    SpecialNodes(const CascadePlan& plan, bool replaceability, unsigned lanes);

    /// Lists the nodes again. shocks[l] is the shock of lane l, or null.
    void rebuild(std::span<const CascadeShock* const> shocks);
    /// Whether a node is special, so that the sweeps skip it.
    bool contains(std::uint32_t node) const { return is_special_[node] != 0; }
    std::span<const std::uint32_t> nodes() const { return nodes_; }

    /// Computes the levels of these nodes from what the others have published.
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
    /// Σ (1 − m_e)·out_l·hd_l over the closed links of the current node, by market.
    std::vector<std::pair<std::uint32_t, double>> closed_markets_;
};

}  // namespace chokepoint::cascade
