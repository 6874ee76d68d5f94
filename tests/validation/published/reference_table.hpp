#pragma once

#include <string>
#include <vector>

namespace chokepoint {

/// Whether a case of other programs' numbers, which lie beside the project and not in it, is not there; says so.
bool absent(const std::string& name);

/// The numbers of a table without its first `skip` lines, whatever parts them.
std::vector<std::vector<double>> table(const std::string& name, int skip = 0);

}  // namespace chokepoint
