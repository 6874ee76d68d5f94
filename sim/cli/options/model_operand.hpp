#pragma once

#include <filesystem>

namespace chokepoint::cli {

/// The model that an operand names: a folder, the model.yaml in it, or a .network file.
inline std::filesystem::path model_operand(const std::filesystem::path& path) {
    if (path.filename() != "model.yaml") return path;
    return path.parent_path().empty() ? "." : path.parent_path();
}

}  // namespace chokepoint::cli
