#pragma once

#include <chokepoint/scenario/foreign/matrix_text.hpp>
#include <chokepoint/scenario/formats/table_format.hpp>
#include <string_view>
#include <vector>

namespace chokepoint::scenario {

/// The fields of the first line of a text, at most 64 KiB of it, without quotes.
std::vector<std::string_view> first_fields(std::string_view head, char separator);

/// Reads a square matrix with codes of country and industry in its first row and column, as `AUS_C10T12`. A code that
/// stands on one side only is an item: final demand, value added, taxes or a total.
RawTable read_square(const FileSet& files, const std::string& main, const TableOptions& options);

/// Whether a text contains a part, ignoring the case of ASCII letters.
bool contains(std::string_view text, std::string_view part);

/// The last four digits in a name that are a year from 1950 to 2099; "" if there are none.
std::string year_in(std::string_view name);

}  // namespace chokepoint::scenario
