#pragma once

#include <chokepoint/scenario/foreign/table_report.hpp>
#include <string>
#include <string_view>

namespace chokepoint::report {

/// Adds a line with a name and what is known under it.
void add_fact(std::string& text, std::string_view name, std::string_view value);

/// What was found in a published table: a line each for format, size, amounts, identities and repairs.
std::string table_text(const scenario::TableReport& report);

}  // namespace chokepoint::report
