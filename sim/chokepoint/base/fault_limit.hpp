#pragma once

#include <chokepoint/base/diagnostic.hpp>
#include <cstddef>
#include <string>
#include <utility>

namespace chokepoint {

/// Keeps the faults of one kind in one file to the first twenty; a table has millions of rows, and a fault is often the
/// same in all of them.
class FaultLimit {
   public:
    FaultLimit(std::string file, Severity severity, Diagnostics& diagnostics)
        : file_(std::move(file)), severity_(severity), diagnostics_(diagnostics) {}

    /// Counts a fault, and says whether it is among those to be told.
    bool tells_next() { return ++count_ <= kMost; }
    /// Says how many more there were, if there were.
    void finish();

   private:
    static constexpr std::size_t kMost = 20;

    std::string file_;
    Severity severity_;
    Diagnostics& diagnostics_;
    std::size_t count_ = 0;
};

}  // namespace chokepoint
