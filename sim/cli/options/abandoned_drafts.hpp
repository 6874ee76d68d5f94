#pragma once

#include <cli/options/options.hpp>
#include <filesystem>
#include <vector>

namespace chokepoint::cli {

/// Notes the drafts that killed runs have left beside an output, unless --quiet is given.
void note_abandoned_drafts(const Arguments& arguments, const std::vector<std::filesystem::path>& drafts);

}  // namespace chokepoint::cli
