#pragma once

#include <string>
#include <string_view>

namespace chokepoint {

/// The SHA-256 of `bytes`, in hexadecimal.
std::string sha256_of(std::string_view bytes);

}  // namespace chokepoint
