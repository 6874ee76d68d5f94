#pragma once

#include <chokepoint/scenario/foreign/table_report.hpp>
#include <chokepoint/scenario/foreign/tidy_table.hpp>
#include <chokepoint/scenario/formats/table_format.hpp>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace chokepoint::scenario {

/// A published table that was found at a path.
struct FoundTable {
    const TableFormat* format = nullptr;
    std::vector<std::string> mains;  ///< Its main files; several are several tables.
};

/// The format of the table at a path that exists, by content; nothing if it is none that we know.
std::optional<FoundTable> recognise_foreign_table(const FileSet& files);

/// Whether the path is a published table; false if it cannot be read. Throws InputError for a damaged archive.
bool is_foreign_table(const std::filesystem::path& path);

/// A published table as industries, and what was found in it.
struct ForeignTable {
    IndustryTable table;
    TableReport report;
    std::vector<std::filesystem::path> files;  ///< That were read.
};

/// Reads a published table by its format, or by the one that its content tells, and turns it into industries by
/// industries: totals are checked, split countries joined, coefficients multiplied, supply and use combined. Throws
/// InputError, with the place, for a table that cannot be one: unknown, of another format than stated, cut off, with
/// labels that stand twice, totals among its industries, or totals that are no sums.
ForeignTable read_foreign_table(const std::filesystem::path& path, const TableOptions& options);

}  // namespace chokepoint::scenario
