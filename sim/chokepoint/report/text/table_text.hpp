#pragma once

#include <chokepoint/scenario/foreign/table_report.hpp>
#include <string>

namespace chokepoint::report {

/// What was found in a published table: a line each for format, size, amounts, identities and repairs.
std::string table_text(const scenario::TableReport& report);

}  // namespace chokepoint::report
