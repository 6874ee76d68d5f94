#pragma once

#include <cstddef>

namespace chokepoint::cli {

/// Notes how much memory a run needs if that is 256 MiB or more. Throws InputError with the remedy if it is more than
/// the machine has left.
void check_memory(std::size_t needed_bytes, bool quiet);

}  // namespace chokepoint::cli
