#pragma once

#include <chokepoint/base/files/mapped_file.hpp>
#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>

namespace chokepoint {

/// A mapped text file. The constructor throws InputError if MappedFile does, or if its first 64 KiB are binary.
class TextFile {
   public:
    TextFile(const std::filesystem::path& path, std::size_t max_bytes);
    /// A text that the caller holds, under the name of a file.
    TextFile(std::string name, std::string_view text);

    /// The name as given, for use in messages.
    const std::string& name() const { return file_.name(); }
    /// The content without a leading byte-order mark.
    std::string_view text() const { return text_; }
    /// The whole content, with any byte-order mark.
    std::string_view bytes() const { return file_.bytes(); }

   private:
    MappedFile file_;
    std::string_view text_;
};

/// Texts that stand in for files, by path.
using TextsByPath = std::map<std::filesystem::path, std::string>;

/// Line `line` of `text`, counted from 1, without its line end and cut at 10,000 bytes. Returns "" beyond the end.
std::string line_of(std::string_view text, int line);

/// The line that begins at byte `start` of `text`, cut in the same way.
std::string line_from(std::string_view text, std::size_t start);

}  // namespace chokepoint
