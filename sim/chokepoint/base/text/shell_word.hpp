#pragma once

#include <string>
#include <string_view>

namespace chokepoint {

/// The text as one word of a shell command, quoted if it contains characters that are special to the shell.
std::string shell_word(std::string_view text);

}  // namespace chokepoint
