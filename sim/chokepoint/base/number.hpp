#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace chokepoint {

/// Parses a finite decimal number that fills all of `text`: `1`, `-2.5`, `2.3e9`. It rejects `nan`, `inf`, hexadecimal,
/// a leading `+`, leading zeros (`010`), spaces, thousands separators, and values too large or too small for a double.
std::optional<double> parse_number(std::string_view text);

/// Parses a decimal integer by the same rules.
std::optional<std::int64_t> parse_integer(std::string_view text);

/// How to write `text`, which parse_number rejects, so that it is accepted, e.g. "write 1000, without separators".
std::string number_hint(std::string_view text);

/// The shortest digits that read back as the same double: plain from 1e-5 to 1e15, with an exponent outside. NaN
/// becomes `NA`, infinities become `inf` and `-inf`, and both zeros become `0`.
std::string format_number(double value);

void append_number(std::string& text, double value);

}  // namespace chokepoint
