#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace chokepoint {

/// A finite decimal number that fills the whole of `text` (`1`, `-2.5`, `2.3e9`); nothing for `nan`, `inf`,
/// hexadecimal, a leading `+`, leading zeros (`010`), blanks, thousands separators, and for values whose size is too
/// large or too small for a double.
std::optional<double> parse_number(std::string_view text);

/// A decimal integer by the same rules.
std::optional<std::int64_t> parse_integer(std::string_view text);

/// How to write `text`, which parse_number refuses, so that it is accepted: "write 1000, without separators".
std::string number_hint(std::string_view text);

/// The fewest digits that read back as the same double, plain from 1e-5 to 1e15 and else with an exponent; `NA` for
/// not-a-number, `inf` and `-inf` for infinities, `0` for both zeros.
std::string format_number(double value);

/// Appends that text.
void append_number(std::string& text, double value);

}  // namespace chokepoint
