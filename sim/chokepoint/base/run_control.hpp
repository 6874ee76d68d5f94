#pragma once

#include <atomic>
#include <functional>

namespace chokepoint {

/// What a caller may do while something long runs; both are optional. `progress` is called now and then, from any
/// thread but never from two at once, with the units done so far and those there are.
struct RunControl {
    std::function<void(long long done, long long all)> progress = {};
    const std::atomic<bool>* stop = nullptr;  ///< Once true, the run ends after the unit at hand.
};

}  // namespace chokepoint
