#pragma once

#include <chokepoint/base/files/mapped_file.hpp>
#include <cstddef>
#include <filesystem>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace chokepoint::scenario {

/// The text of a file, from the disk or from an archive, under the name that messages show.
struct NamedText {
    std::string name;
    std::string_view text;  ///< Without a byte-order mark.
    std::string unpacked;   ///< The bytes, if they are not mapped.
    std::unique_ptr<MappedFile> mapped;
};

/// Where a published table lies: a folder, an archive, or one file with its neighbours. Archives are read as they are.
class FileSet {
   public:
    /// Throws InputError if the path cannot be read.
    explicit FileSet(std::filesystem::path path);

    const std::filesystem::path& path() const { return path_; }
    /// Paths within the set, sorted. A compressed file has its name without the last suffix.
    const std::vector<std::string>& names() const { return names_; }
    /// The file that the path names, or "" where it names a folder or an archive of several files.
    const std::string& chosen() const { return chosen_; }
    /// Files that a reader may take as the main one: the chosen file, or all.
    std::vector<std::string> candidates() const;
    /// The name as messages show it.
    std::string shown(std::string_view name) const;
    /// The first 64 KiB.
    const std::string& head(const std::string& name) const;
    /// The whole text. Throws InputError if it cannot be read or is not text.
    std::shared_ptr<const NamedText> open(const std::string& name) const;
    /// The files on the disk that were opened, for the record of a run.
    std::vector<std::filesystem::path> opened() const { return {opened_.begin(), opened_.end()}; }
    /// Names whose last part matches, ignoring case: equal, or ending with `end` after any beginning.
    std::vector<std::string> named(std::string_view name) const;
    std::vector<std::string> ending(std::string_view end) const;
    /// The only file of that name in the folder of `beside`; "" if there is none.
    std::string neighbour(const std::string& beside, std::string_view name) const;

   private:
    std::filesystem::path path_;
    std::filesystem::path folder_;  ///< Of plain files; empty for an archive.
    std::vector<std::string> names_;
    std::string chosen_;
    mutable std::vector<std::string> heads_;  ///< By name, as far as they were asked for.
    mutable std::vector<bool> has_head_;
    mutable std::set<std::filesystem::path> opened_;
};

}  // namespace chokepoint::scenario
