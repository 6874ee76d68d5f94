#pragma once

#include <chokepoint/base/diagnostic.hpp>
#include <cstddef>
#include <string>
#include <utility>

namespace chokepoint {

/// Limits the faults of one kind in one file to the first twenty, because all rows of a large table may share one.
class FaultLimit {
   public:
    FaultLimit(std::string file, Severity severity, Diagnostics& diagnostics)
        : file_(std::move(file)), severity_(severity), diagnostics_(diagnostics) {}

    /// Counts a fault and returns whether it should be reported.
    bool tells_next() { return ++count_ <= kMost; }
    /// Reports how many faults were left out, if any.
    void finish();

   private:
    static constexpr std::size_t kMost = 20;

    std::string file_;
    Severity severity_;
    Diagnostics& diagnostics_;
    std::size_t count_ = 0;
};

}  // namespace chokepoint
