#pragma once

#include <chokepoint/base/files/sha256.hpp>
#include <filesystem>
#include <string>
#include <string_view>

namespace chokepoint {

/// A file that was read, with the SHA-256 of the bytes that were read; "" where nobody asked for it.
struct InputFile {
    std::filesystem::path path;
    std::string sha256;
};

/// A file whose content, as it was read, is `bytes`.
inline InputFile input_file(const std::filesystem::path& path, std::string_view bytes, bool hash = true) {
    return {path, hash ? sha256_of(bytes) : ""};
}

}  // namespace chokepoint
