#pragma once

#include <filesystem>
#include <string>

namespace chokepoint {

/// "did you mean" with the file or folder beside `path` whose name is nearest, or "check the path".
std::string hint_for_missing(const std::filesystem::path& path);

}  // namespace chokepoint
