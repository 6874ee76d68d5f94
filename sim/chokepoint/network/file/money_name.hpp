#pragma once

#include <string>
#include <string_view>

namespace chokepoint::network {

/// The unit of money in a column's name, such as "million EUR" for `value_meur`; "" for USD and for no unit.
std::string unit_in_name(std::string_view name);

}  // namespace chokepoint::network
