#pragma once

#include <string>
#include <string_view>

namespace chokepoint {

/// The text as one word of a shell command: quoted where a shell would read more into it.
std::string shell_word(std::string_view text);

}  // namespace chokepoint
