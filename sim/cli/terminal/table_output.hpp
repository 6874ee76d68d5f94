#pragma once

#include <chokepoint/report/data/table.hpp>
#include <cli/options/options.hpp>
#include <functional>
#include <string>

namespace chokepoint::cli {

/// Prints the table as csv or json, or the text, as `--format` says. Only the function for that is called.
void print_as(Format format, const std::function<report::Table()>& table, const std::function<std::string()>& text);

}  // namespace chokepoint::cli
