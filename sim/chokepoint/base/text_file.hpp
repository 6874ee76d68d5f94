#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace chokepoint {

/// A regular file mapped into memory, read-only, for as long as the object lives.
/// Opening throws InputError with the reason and remedy when the file is missing, a directory, not a
/// regular file, unreadable, larger than `max_bytes`, or binary (holds a NUL byte in its first 64 KiB).
class TextFile {
   public:
    TextFile(const std::filesystem::path& path, std::size_t max_bytes);
    TextFile(const TextFile&) = delete;
    TextFile& operator=(const TextFile&) = delete;
    ~TextFile();

    /// The name as given, for messages.
    const std::string& name() const { return name_; }
    /// The content without a leading byte-order mark.
    std::string_view text() const { return text_; }

   private:
    std::string name_;
    std::string_view text_;
    void* mapping_ = nullptr;
    std::size_t mapped_bytes_ = 0;
};

/// The text of line `line` (from 1) of `text`, without its line end and cut at 10,000 bytes; "" beyond the end.
std::string line_of(std::string_view text, int line);

/// The text of the line that begins at byte `start` of `text`, cut likewise.
std::string line_from(std::string_view text, std::size_t start);

}  // namespace chokepoint
