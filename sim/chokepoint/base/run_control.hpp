#pragma once

#include <atomic>
#include <functional>

namespace chokepoint {

/// Lets a caller follow and stop a long run; both members are optional. `progress` receives the units done so far and
/// their total. Any thread may call it, but never two at once.
struct RunControl {
    std::function<void(long long done, long long all)> progress = {};
    const std::atomic<bool>* stop = nullptr;  ///< Once true, the run ends after the current unit.
};

}  // namespace chokepoint
