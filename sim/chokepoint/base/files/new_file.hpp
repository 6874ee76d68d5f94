#pragma once

#include <chokepoint/base/diagnostic.hpp>
#include <filesystem>
#include <functional>
#include <string_view>
#include <utility>
#include <vector>

namespace chokepoint {

/// An open file descriptor, closed at the end of its scope.
class OpenFile {
   public:
    OpenFile() = default;
    explicit OpenFile(int descriptor) : descriptor_(descriptor) {}
    OpenFile(OpenFile&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
    OpenFile& operator=(OpenFile&& other) noexcept {
        std::swap(descriptor_, other.descriptor_);
        return *this;
    }
    ~OpenFile();

    bool is_open() const { return descriptor_ >= 0; }
    int descriptor() const { return descriptor_; }
    /// Writes all of the bytes; false with the reason in errno if the disk does not take them.
    bool write(std::string_view bytes);
    /// False with the reason in errno if earlier bytes did not reach the disk.
    bool close();
    /// Marks the file as in use until it is closed, however the program ends; false if another program uses it.
    bool lock();

   private:
    int descriptor_ = -1;
};

/// Makes a file and opens it for writing. Fails, with the reason in errno, if anything has that name, links included.
OpenFile make_new_file(const std::filesystem::path& path);

/// Opens a file that is there for reading and writing; a link is refused (ELOOP).
OpenFile open_no_link(const std::filesystem::path& path);

/// The words between a target's name and the random letters of what stands beside it for a while.
inline constexpr std::string_view kDraft = ".draft-";
inline constexpr std::string_view kReplaced = ".old-";

/// Tries random names beside `target`, `word` and eight letters added to its own, until `make` returns true. Ends with
/// an empty path when `make` returns false with an errno other than EEXIST.
std::filesystem::path beside(const std::filesystem::path& target, std::string_view word,
                             const std::function<bool(const std::filesystem::path&)>& make);

/// Moves `from` to `to`, which must not be there; false with the reason in errno.
bool move_to_free_name(const std::filesystem::path& from, const std::filesystem::path& to);

/// Drafts of `target` that no program uses any more: those of killed runs.
std::vector<std::filesystem::path> abandoned_drafts(const std::filesystem::path& target);

/// The folders above a target. Those it had to make are removed at the end of its scope if they are empty.
class FoldersAbove {
   public:
    FoldersAbove() = default;
    FoldersAbove(const FoldersAbove&) = delete;
    FoldersAbove& operator=(const FoldersAbove&) = delete;
    ~FoldersAbove();

    /// Makes the folders above `target` that are missing; false with the reason in errno.
    bool make(const std::filesystem::path& target);
    /// The target is there: nothing is removed.
    void keep() { made_.clear(); }

   private:
    std::vector<std::filesystem::path> made_;  ///< The topmost first.
};

}  // namespace chokepoint
