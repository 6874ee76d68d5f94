#pragma once

#include <string>
#include <string_view>

namespace chokepoint {

/// SHA-256 of some bytes, in hexadecimal.
std::string sha256_of(std::string_view bytes);

}  // namespace chokepoint
