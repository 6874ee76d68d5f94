#pragma once

#include <chokepoint/report/data/table.hpp>
#include <cli/options/options.hpp>
#include <functional>
#include <string>

namespace chokepoint::cli {

/// Prints what `--format` asks for: a table as csv or json, or the text for people. Only that is made.
void print_as(Format format, const std::function<report::Table()>& table, const std::function<std::string()>& text);

}  // namespace chokepoint::cli
