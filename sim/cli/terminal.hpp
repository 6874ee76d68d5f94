#pragma once

#include <chokepoint/base/diagnostic.hpp>
#include <string_view>
#include <vector>

namespace chokepoint::cli {

/// Data: to standard output. Throws when it cannot be written (a full disk), and ends quietly when nobody reads on (a
/// closed pipe).
void print(std::string_view text);

/// Everything else: to standard error.
void note(std::string_view text);
void show_fault(std::string_view message, std::string_view hint);
void show_diagnostics(const std::vector<Diagnostic>& diagnostics);

/// A line on standard error that the next one replaces; nothing where standard error is not a terminal. An empty text
/// clears it.
void show_progress(std::string_view text);

}  // namespace chokepoint::cli
