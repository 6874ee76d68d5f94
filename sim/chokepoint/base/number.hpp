#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace chokepoint {

/// A finite decimal number that fills the whole of `text` (`1`, `-2.5`, `2.3e9`); nothing for `nan`, `inf`,
/// hexadecimal, a leading `+`, leading zeros (`010`), blanks, thousands separators or values beyond double.
std::optional<double> parse_number(std::string_view text);

/// A decimal integer by the same rules.
std::optional<std::int64_t> parse_integer(std::string_view text);

/// The shortest text that reads back as the same double (`NA` for not-a-number).
std::string format_number(double value);

}  // namespace chokepoint
