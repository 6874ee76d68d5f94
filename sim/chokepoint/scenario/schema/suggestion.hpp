#pragma once

#include <chokepoint/network/name_table.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace chokepoint::scenario {

/// "did you mean 'X'?" with the nearest of the known names, or the remedy where none is near.
std::string hint_for(std::string_view name, const std::vector<std::string>& known, const std::string& remedy);
/// The same with the names of a table, of which a large one has too many to look at: then always the remedy.
std::string hint_for(std::string_view name, const network::NameTable& known, const std::string& remedy);

}  // namespace chokepoint::scenario
