#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace chokepoint::network {

/// Some of a table's lines, to be read by one thread.
struct CsvPart {
    std::size_t begin = 0;  ///< Bytes of the text.
    std::size_t end = 0;
    std::size_t lines_before = 0;  ///< From the first part on.
    std::size_t lines = 0;         ///< No fewer than its records.
};

/// Cuts the text from byte `begin` on, where a line begins, into parts of about a mebibyte, whatever the number of
/// threads that look for line ends (0: as many as the machine has). A text with a quote in it stays in one part, since
/// a line may then end inside a field.
std::vector<CsvPart> cut_into_parts(std::string_view text, std::size_t begin, unsigned threads);

}  // namespace chokepoint::network
