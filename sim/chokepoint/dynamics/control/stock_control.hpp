#pragma once

#include <chokepoint/dynamics/batch.hpp>
#include <span>
#include <vector>

namespace chokepoint::dynamics {

/// Changes the target stocks of slots with a stockpile action.
class StockControl {
   public:
    /// Writes the targets of `day` into the batch and returns the nodes where one differs from the day before.
    std::span<const std::uint32_t> apply(int day, Batch& batch);

   private:
    std::vector<std::uint32_t> changed_;
};

}  // namespace chokepoint::dynamics
