#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace chokepoint {

/// USD in millions as people read it: `1,234.5`; from 10,000 million on without a decimal.
std::string millions(double usd);

/// A part of a whole as `12.3 %`; `-` where there is no whole.
std::string per_cent(double part, double whole);

/// A name cut or padded to a width in characters; control characters become '?'.
std::string fitted(std::string_view name, std::size_t width);

}  // namespace chokepoint
