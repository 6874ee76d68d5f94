#pragma once

#include <chokepoint/base/files/mapped_file.hpp>
#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace chokepoint {

/// The text of a mapped file. Opening throws InputError for what MappedFile throws, and when the file is not text: what
/// recognise_binary() finds in its first 64 KiB.
class TextFile {
   public:
    TextFile(const std::filesystem::path& path, std::size_t max_bytes);

    /// The name as given, for messages.
    const std::string& name() const { return file_.name(); }
    /// The content without a leading byte-order mark.
    std::string_view text() const { return text_; }
    /// The whole content.
    std::string_view bytes() const { return file_.bytes(); }

   private:
    MappedFile file_;
    std::string_view text_;
};

/// The text of line `line` (from 1) of `text`, without its line end and cut at 10,000 bytes; "" beyond the end.
std::string line_of(std::string_view text, int line);

/// The text of the line that begins at byte `start` of `text`, cut likewise.
std::string line_from(std::string_view text, std::size_t start);

}  // namespace chokepoint
