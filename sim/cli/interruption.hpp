#pragma once

#include <atomic>

namespace chokepoint::cli {

inline constexpr int kInterrupted = 130;

/// From now on Ctrl-C (or a polite kill) sets the flag instead of ending the program; the second one ends it.
const std::atomic<bool>& catch_interruption();

}  // namespace chokepoint::cli
