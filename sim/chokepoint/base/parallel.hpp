#pragma once

#include <cstddef>
#include <functional>

namespace chokepoint {

/// Calls `work(i)` once for each i in [0, count) on up to `threads` threads (0: as many as the machine has) and returns
/// when all are done. Every call owns what it writes, so results do not depend on the number of threads. The first
/// exception (by i) is rethrown.
void for_each_index(std::size_t count, unsigned threads, const std::function<void(std::size_t)>& work);

}  // namespace chokepoint
