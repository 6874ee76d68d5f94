#pragma once

#include <cli/options/options.hpp>
#include <filesystem>
#include <vector>

namespace chokepoint::cli {

/// Notes which drafts killed runs have left beside an output, unless the command is quiet.
void tell_abandoned(const Arguments& arguments, const std::vector<std::filesystem::path>& drafts);

}  // namespace chokepoint::cli
