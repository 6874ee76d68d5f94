#pragma once

#include <chokepoint/network/file/column_guess.hpp>
#include <chokepoint/network/file/table_head.hpp>
#include <string>
#include <string_view>

namespace chokepoint::network {

/// The shell commands that write what an awk program prints of `file` to `out`. If that is the same file, the original
/// is kept beside it under another name.
std::string awk_command(std::string_view program, std::string_view file, std::string_view out);

/// The name that awk_command() gives the original; none of a file that is there.
std::string name_of_original(std::string_view file);

/// The command only renames columns, all of which are recognised.
bool only_renames(const TableHead& head, const ColumnGuess& guess);

/// The shell commands that write the table in `file` to `out`, which may be the same file, as CSV with the guessed
/// columns under our names. Values become 1 if the table has no other columns. "" where a line of awk cannot do it: a
/// column is missing, or a field has a comma in it.
std::string rewrite_command(const TableHead& head, const ColumnGuess& guess, std::string_view file,
                            std::string_view out);

/// The shell command that writes a firm for each name in `links` to `out`; country and product are left to be filled
/// in. The names are in the fields `supplier` and `customer`, counted from 1.
std::string firms_command(std::string_view links, std::string_view out, std::size_t supplier = 1,
                          std::size_t customer = 2);

/// The shell commands that make nodes.csv and links.csv in `folder` of a square matrix of flows.
std::string matrix_commands(const TableHead& head, std::string_view file, std::string_view folder);

}  // namespace chokepoint::network
