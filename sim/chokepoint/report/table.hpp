#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace chokepoint {

/// A cell: nothing (`NA` in CSV, null in JSON), text, or a number.
using Cell = std::variant<std::monostate, std::string, double>;

/// Every result table, whatever file or screen it goes to.
struct Table {
    std::string name;
    std::vector<std::string> columns;
    std::vector<std::vector<Cell>> rows;
};

/// RFC 4180 with a header; numbers read back as the same double. A text that a spreadsheet would run as a formula (it
/// begins with = + - @) is written with a leading apostrophe.
std::string to_csv(const Table& table);

/// An array of objects, one a row.
std::string to_json(const Table& table);

}  // namespace chokepoint
