#pragma once

#include <chokepoint/network/supply_network.hpp>
#include <cstdint>
#include <span>
#include <vector>

namespace chokepoint::dynamics {

/// How one thread walks its nodes: in blocks whose links fit the nearest cache, and past each slot's first link by a
/// list of the further ones, since a loop over one or two links mispredicts its own end.
struct NodeSweepPlan {
    /// A link that is not the first of its slot.
    struct FurtherLink {
        std::uint32_t slot = 0;  ///< Within the block.
        std::uint32_t link = 0;  ///< Within the block.
    };

    std::uint32_t first = 0;  ///< Nodes [first, last).
    std::uint32_t last = 0;
    std::vector<std::uint32_t> sale_blocks;      ///< First node of each block of production, and `last`.
    std::vector<std::uint32_t> purchase_blocks;  ///< First node of each block of deliveries, and `last`.
    std::vector<std::uint64_t>
        further_of_block;  ///< First of each purchase block's further links; one more than these.
    std::vector<FurtherLink> further;
};

/// Links that a sweep gathers at a time.
inline constexpr std::uint64_t kGatherBlock = 1024;

/// Asks for the lines of the next block's gather, a few at a time while the block at hand is worked on.
class GatherAhead {
   public:
    GatherAhead() = default;
    GatherAhead(const double* values, std::span<const std::uint32_t> indices)
        : values_(values), next_(indices.data()), end_(indices.data() + indices.size()) {}
    void ask(unsigned count) {
        for (; count > 0 && next_ != end_; --count)
            __builtin_prefetch(values_ + *next_++);
    }

   private:
    const double* values_ = nullptr;
    const std::uint32_t* next_ = nullptr;
    const std::uint32_t* end_ = nullptr;
};

/// Splits the nodes into parts of about the same work, one for each of `threads` threads, and plans each.
std::vector<NodeSweepPlan> plan_sweeps(const network::SupplyNetwork& network, unsigned threads);

}  // namespace chokepoint::dynamics
