#pragma once

#include <filesystem>
#include <string>

namespace chokepoint {

/// A hint for a missing file: "did you mean" with the neighbour of `path` whose name is closest, or "check the path".
std::string hint_for_missing(const std::filesystem::path& path);

}  // namespace chokepoint
