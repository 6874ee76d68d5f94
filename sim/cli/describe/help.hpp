#pragma once

#include <string>
#include <string_view>

namespace chokepoint::cli {

/// A file of sim/cli/help by its name; the build embeds them. Throws std::logic_error if there is none.
std::string_view help_file(std::string_view name);

/// The page on a topic in Markdown, with its generated parts.
std::string help_page(std::string_view topic);

}  // namespace chokepoint::cli
