#pragma once

#include <string>
#include <vector>

namespace chokepoint {

/// Whether the reference output `name` is missing. Prints a message if it is.
bool absent(const std::string& name);

/// The numbers of a table without its first `skip` lines, whatever separates them.
std::vector<std::vector<double>> table(const std::string& name, int skip = 0);

}  // namespace chokepoint
