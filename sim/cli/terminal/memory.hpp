#pragma once

#include <cstddef>

namespace chokepoint::cli {

/// Says what memory a run will take where that is much (256 MiB or more), and refuses one that the machine cannot hold:
/// throws InputError with the remedy.
void check_memory(std::size_t needed_bytes, bool quiet);

}  // namespace chokepoint::cli
