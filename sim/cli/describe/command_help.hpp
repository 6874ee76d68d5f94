#pragma once

#include <cli/options/options.hpp>
#include <string>
#include <string_view>

namespace chokepoint::cli {

/// What a command does, in one sentence.
std::string_view command_summary(std::string_view command);

/// What `chokepoint COMMAND --help` prints.
std::string command_help(const CommandRecord& command);

}  // namespace chokepoint::cli
