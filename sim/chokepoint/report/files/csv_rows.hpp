#pragma once

#include <chokepoint/report/files/output_folder.hpp>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace chokepoint::report {

/// Receives the name of the file being written and the share that is done; may be empty.
using WritingProgress = std::function<void(std::string_view file, double share)>;

/// Writes a table too large to be held whole: `append(text, k)` adds the lines of entry k of `entries`, on up to
/// `threads` threads (0: as many as the machine has), and the file has them in the order of the entries.
void write_csv_rows(OutputFolder& folder, std::string_view name, std::string_view header, std::size_t entries,
                    unsigned threads, const WritingProgress& progress,
                    const std::function<void(std::string& text, std::size_t entry)>& append);

/// Appends a field of a table that will be read again, quoted if necessary.
void append_field(std::string& text, std::string_view field);

}  // namespace chokepoint::report
