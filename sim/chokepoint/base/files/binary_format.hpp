#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace chokepoint {

/// The format of a file that is not text, and how to convert it to text.
struct BinaryFormat {
    std::string_view name;  ///< With its article: "a gzip file".
    std::string remedy;     ///< A hint: a sentence, then optional commands, one per line.
};

/// Recognises compressed files, workbooks, data files of other programs and UTF-16 text by their first bytes. The
/// commands in the remedy name the file as `file`.
std::optional<BinaryFormat> recognise_binary(std::string_view file, std::string_view bytes);

}  // namespace chokepoint
