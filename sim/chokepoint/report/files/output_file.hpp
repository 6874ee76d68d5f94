#pragma once

#include <chokepoint/base/files/new_file.hpp>
#include <filesystem>
#include <string_view>
#include <vector>

namespace chokepoint::report {

/// A result file that appears whole or not at all: it is written under another name and moved into place by commit().
/// An existing file is refused with an InputError unless `force`; then it is replaced, and only if `is_ours(file)`, so
/// that no other file is ever lost. `noun` is what such a file is called.
class OutputFile {
   public:
    OutputFile(std::filesystem::path path, bool force, bool (*is_ours)(const std::filesystem::path& file),
               std::string_view noun);
    OutputFile(const OutputFile&) = delete;
    OutputFile& operator=(const OutputFile&) = delete;
    ~OutputFile();

    /// Throws OutputError with the reason when the disk does not take it.
    void write(std::string_view bytes);
    void commit();

    /// Drafts of this file left by killed runs.
    const std::vector<std::filesystem::path>& abandoned() const { return abandoned_; }

   private:
    void check_target() const;
    [[noreturn]] void fail() const;

    std::filesystem::path path_;
    bool force_ = false;
    bool (*is_ours_)(const std::filesystem::path& file);
    std::string_view noun_;
    std::filesystem::path draft_;
    OpenFile file_;
    std::vector<std::filesystem::path> abandoned_;
};

}  // namespace chokepoint::report
