#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace chokepoint {

/// A file in an archive.
struct ArchiveEntry {
    std::string name;  ///< With its folders, as `IOT_2011_pxp/Z.txt`.
    std::size_t bytes = 0;
};

/// Whether a file that begins with these bytes is a zip or tar archive, or a file compressed by gzip, bzip2, xz or
/// zstd.
bool is_archive(std::string_view bytes);

/// The files in an archive, sorted by name. A compressed file is an archive of one, named without its last suffix.
/// Throws InputError if the file cannot be read.
std::vector<ArchiveEntry> list_archive(const std::filesystem::path& path);

/// The first `most` bytes of an entry, or all of it if it has fewer. Throws InputError if the archive is damaged or cut
/// off before that, or has no such entry.
std::string read_archive_head(const std::filesystem::path& path, std::string_view entry, std::size_t most);

/// The whole entry. Throws InputError as read_archive_head() does, or if it has more than `max_bytes`.
std::string read_archive_entry(const std::filesystem::path& path, std::string_view entry, std::size_t max_bytes);

}  // namespace chokepoint
