#pragma once

#include <chokepoint/network/file/column_guess.hpp>
#include <chokepoint/network/file/table_head.hpp>
#include <string>
#include <string_view>

namespace chokepoint::network {

/// The shell commands that run an awk program on `file` and write its output to `out`. If both are the same file, the
/// commands keep the original under another name.
std::string awk_command(std::string_view program, std::string_view file, std::string_view out);

/// The name that awk_command() gives the original. No file has this name yet.
std::string name_of_original(std::string_view file);

/// Whether a rename of columns is enough because all of them are recognised.
bool only_renames(const TableHead& head, const ColumnGuess& guess);

/// The shell commands that write the table in `file` to `out`, possibly the same file, as CSV with our names for the
/// guessed columns. Values become 1 if the table has no other columns. Returns "" if one line of awk is not enough: a
/// column is missing or a field contains a comma.
std::string rewrite_command(const TableHead& head, const ColumnGuess& guess, std::string_view file,
                            std::string_view out);

/// The shell command that writes a row of firms.csv to `out` for each name in `links`; users fill in country and
/// product. The names are in fields `supplier` and `customer`, counted from 1.
std::string firms_command(std::string_view links, std::string_view out, std::size_t supplier = 1,
                          std::size_t customer = 2);

/// The shell commands that make nodes.csv and links.csv in `folder` from a square matrix of flows.
std::string matrix_commands(const TableHead& head, std::string_view file, std::string_view folder);

}  // namespace chokepoint::network
