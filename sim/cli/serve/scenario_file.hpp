#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace chokepoint::cli {

/// Whether a file may have this name: letters, digits, '.', '_' and '-', no '.' at its start, and `.yaml` at its end.
bool is_file_name(std::string_view name);

/// Writes a new file into a folder. Returns why it cannot, or "". An existing file is never replaced, and no symbolic
/// link followed.
std::string write_new_file(const std::filesystem::path& folder, const std::string& name, std::string_view text);

}  // namespace chokepoint::cli
