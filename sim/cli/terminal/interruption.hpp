#pragma once

#include <atomic>
#include <cstddef>
#include <string>
#include <string_view>

namespace chokepoint::cli {

inline constexpr int kInterrupted = 130;

/// From now on Ctrl-C (or SIGTERM) sets the flag instead of ending the program; a second one ends it.
const std::atomic<bool>& catch_interruption();

/// How many of `what` were finished, for example "37 of 128 samples"; "" if all were.
std::string unfinished(std::size_t done, std::size_t all, std::string_view what);

/// Notes it on standard error if some were not finished.
void note_unfinished(std::size_t done, std::size_t all, std::string_view what);

}  // namespace chokepoint::cli
