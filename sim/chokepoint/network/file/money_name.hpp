#pragma once

#include <string>
#include <string_view>

namespace chokepoint::network {

/// The unit of money in the name of a column, such as "million EUR" for `value_meur`. Returns "" for USD and for no
/// unit.
std::string unit_in_name(std::string_view name);

}  // namespace chokepoint::network
