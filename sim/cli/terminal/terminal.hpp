#pragma once

#include <chokepoint/base/diagnostic.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace chokepoint::cli {

/// Data, byte for byte: to standard output. Throws when it cannot be written (a full disk), and ends quietly when
/// nobody reads on (a closed pipe).
void print(std::string_view text);

/// Columns of the terminal that standard output goes to, at least 40; 100 where there is none.
std::size_t screen_width();

/// The widest that a page of prose is set.
inline constexpr std::size_t kPageWidth = 100;

/// Text for people: to standard output, no wider than screen_width() or `most`; see tables_within() and
/// wrapped_lines(). In a locale without UTF-8 every character beyond ASCII becomes one of ASCII.
void print_text(std::string_view text, std::size_t most = std::string_view::npos);

/// Everything else: to standard error. A terminal shows `error:` in red and `warning:` in yellow, unless NO_COLOR is
/// set.
void note(std::string_view text);
void show_fault(std::string_view message, std::string_view hint);
void show_diagnostics(const std::vector<Diagnostic>& diagnostics);

/// A line on standard error that the next one replaces; nothing where standard error is not a terminal that can go back
/// in its line. An empty text clears it.
void show_progress(std::string_view text);

}  // namespace chokepoint::cli
