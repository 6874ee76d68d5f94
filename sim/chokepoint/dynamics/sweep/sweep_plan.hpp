#pragma once

#include <chokepoint/network/supply_network.hpp>
#include <cstdint>
#include <span>
#include <vector>

namespace chokepoint::dynamics {

/// How one thread visits its nodes: in blocks whose links fit into the nearest cache, with a list of all links after
/// the first of each slot, because the end of a loop over one or two links is mispredicted.
struct NodeSweepPlan {
    /// A link that is not the first of its slot.
    struct FurtherLink {
        std::uint32_t slot = 0;  ///< Within the block.
        std::uint32_t link = 0;  ///< Within the block.
    };

    std::uint32_t first = 0;  ///< Nodes [first, last).
    std::uint32_t last = 0;
    std::vector<std::uint32_t> sale_blocks;       ///< First node of each block of production, and `last`.
    std::vector<std::uint32_t> purchase_blocks;   ///< First node of each block of deliveries, and `last`.
    std::vector<std::uint64_t> further_of_block;  ///< Start of each purchase block in `further`, and its size.
    std::vector<FurtherLink> further;
};

/// The number of links that a sweep gathers at a time.
inline constexpr std::uint64_t kGatherBlock = 1024;

/// Prefetches the cache lines of the next block, a few at a time during the work on the current block.
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

/// Splits the nodes into parts of about equal work, one for each of `threads` threads, and plans each part.
std::vector<NodeSweepPlan> plan_sweeps(const network::SupplyNetwork& network, unsigned threads);

}  // namespace chokepoint::dynamics
