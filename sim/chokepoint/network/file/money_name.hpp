#pragma once

#include <string>
#include <string_view>

namespace chokepoint::network {

/// The unit of money that the name of a column says, as "million EUR" of `value_meur`; "" if that is USD, or nothing.
std::string unit_in_name(std::string_view name);

}  // namespace chokepoint::network
