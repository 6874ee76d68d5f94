#pragma once

#include <chokepoint/base/diagnostic.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace chokepoint::cli {

/// Writes data to standard output, byte for byte. Throws if it cannot be written (a full disk), and ignores a closed
/// pipe.
void print(std::string_view text);

/// The width of the terminal that standard output goes to, at least 40; 100 without a terminal.
std::size_t screen_width();

/// The largest width of a page of prose.
inline constexpr std::size_t kPageWidth = 100;

/// Writes text for people to standard output, no wider than screen_width() and `most`; see tables_within() and
/// wrapped_lines(). In a locale without UTF-8 every other character is replaced by an ASCII one.
void print_text(std::string_view text, std::size_t most = std::string_view::npos);

/// Everything else goes to standard error. A terminal shows `error` in red and `warning` in yellow unless NO_COLOR is
/// set.
void note(std::string_view text);
void show_fault(std::string_view code, std::string_view message, std::string_view hint);
void show_diagnostics(const std::vector<Diagnostic>& diagnostics);

/// Shows a line on standard error that the next one replaces; an empty text clears it. Does nothing unless standard
/// error is a terminal that can return to the start of a line.
void show_progress(std::string_view text);

}  // namespace chokepoint::cli
