#pragma once

#include <cstddef>

/// Bytes that the program holds on its heap, over-aligned blocks not counted.
std::size_t live_bytes();
/// The most that live_bytes() was since the last restart_peak().
std::size_t peak_bytes();
void restart_peak();
