#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace chokepoint {

/// What a file is that is not text, and how to make text of it.
struct BinaryFormat {
    std::string_view name;  ///< With its article: "a gzip file".
    std::string remedy;     ///< A hint: a sentence, then commands on lines of their own, if any.
};

/// Recognises compressed files, workbooks, data formats of other programs and texts in UTF-16 by their first bytes;
/// `file` is their name for the commands.
std::optional<BinaryFormat> recognise_binary(std::string_view file, std::string_view bytes);

}  // namespace chokepoint
