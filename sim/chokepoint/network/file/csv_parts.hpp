#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace chokepoint::network {

/// Some lines of a table, for one thread to read.
struct CsvPart {
    std::size_t begin = 0;  ///< Offsets into the text, in bytes.
    std::size_t end = 0;
    std::size_t lines_before = 0;  ///< Lines of all parts before this one.
    std::size_t lines = 0;         ///< At least the number of records.
};

/// Splits the text from byte `begin`, the start of a line, into parts of about 1 MiB. The parts do not depend on the
/// number of threads that search for line ends (0: one per core). Text that contains a quote stays in one part, because
/// a line end could then be inside a field.
std::vector<CsvPart> cut_into_parts(std::string_view text, std::size_t begin, unsigned threads);

}  // namespace chokepoint::network
