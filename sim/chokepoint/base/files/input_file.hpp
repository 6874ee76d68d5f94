#pragma once

#include <chokepoint/base/files/sha256.hpp>
#include <filesystem>
#include <string>
#include <string_view>

namespace chokepoint {

/// A file that was read, and the SHA-256 of the bytes read, or "" if no hash was requested.
struct InputFile {
    std::filesystem::path path;
    std::string sha256;
};

/// The record of a file whose content was `bytes`.
inline InputFile input_file(const std::filesystem::path& path, std::string_view bytes, bool hash = true) {
    return {path, hash ? sha256_of(bytes) : ""};
}

}  // namespace chokepoint
