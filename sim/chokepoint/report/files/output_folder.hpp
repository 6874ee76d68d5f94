#pragma once

#include <chokepoint/base/files/new_file.hpp>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace chokepoint::report {

/// What an output folder holds.
enum class FolderKind { results, model };

/// A result folder that appears whole or not at all: files are written beside it and moved into place by commit().
/// An existing folder is refused with an InputError unless `force`; then commit() replaces it, and only if it is empty
/// or holds nothing but files that chokepoint writes into a folder of this kind, with their manifest.json.
class OutputFolder {
   public:
    OutputFolder(std::filesystem::path folder, bool force, FolderKind kind = FolderKind::results);
    OutputFolder(const OutputFolder&) = delete;
    OutputFolder& operator=(const OutputFolder&) = delete;
    ~OutputFolder();

    /// Writes a file; throws OutputError with the reason when the disk does not take it.
    void write(std::string_view name, std::string_view content);
    /// Writes a file too large to be held whole: `next` fills the chunk, and returns false when there is no more.
    void write_stream(std::string_view name, const std::function<bool(std::string& chunk)>& next);
    void commit();

    /// Drafts of this folder left by killed runs.
    const std::vector<std::filesystem::path>& abandoned() const { return abandoned_; }

   private:
    void make_draft();
    void replace();
    [[noreturn]] void fail(const std::filesystem::path& path) const;

    std::filesystem::path folder_;
    bool force_ = false;
    FolderKind kind_;
    FoldersAbove above_;
    std::filesystem::path draft_;
    OpenFile in_use_;                 ///< The draft, locked.
    std::vector<std::string> files_;  ///< Written into the draft so far.
    std::vector<std::filesystem::path> abandoned_;
};

/// The first entry of every manifest, which distinguishes it from those of other programs.
inline constexpr std::string_view kManifestProgram = "chokepoint";

}  // namespace chokepoint::report
