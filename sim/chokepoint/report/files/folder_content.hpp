#pragma once

#include <chokepoint/report/files/output_folder.hpp>
#include <filesystem>
#include <string>
#include <string_view>

namespace chokepoint::report {

/// Whether chokepoint writes a file of this name into folders of this kind.
bool is_written_name(FolderKind kind, std::string_view name);

/// Why a folder may not be replaced: something in it that chokepoint does not write into folders of this kind. "" if
/// there is nothing.
std::string foreign_content(const std::filesystem::path& folder, FolderKind kind);

/// Removes the files that chokepoint writes into folders of this kind, and the folder if nothing else is in it; false
/// with the reason in errno.
bool remove_written(const std::filesystem::path& folder, FolderKind kind);

}  // namespace chokepoint::report
