#pragma once

#include <chokepoint/scenario/foreign/file_set.hpp>
#include <chokepoint/scenario/foreign/raw_table.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace chokepoint::scenario {

/// What a user states of a table beyond its file.
struct TableOptions {
    std::string format;  ///< "": told by content.
    std::string year;    ///< Of several tables in a folder or archive, and of several years in a flat one.
    std::vector<std::string> leave_out;  ///< Rows and columns by their text.
    bool keep_parts = false;             ///< CN1 and CN2 stay apart.
    /// Columns of a flat table by role, such as {"value", "obsValue"}.
    std::vector<std::pair<std::string, std::string>> columns;
    unsigned threads = 0;
};

/// A format in which tables are published. Add one with a file of its own and a line in table_formats().
struct TableFormat {
    std::string_view name;  ///< As `format:` has it.
    std::string_view what;  ///< "a table of OECD ICIO", for messages.
    std::string_view unit;  ///< What the publisher uses, where the file does not say; may be "".
    /// The main files of tables of this format among the candidates, by content; empty if there is none.
    std::vector<std::string> (*find)(const FileSet& files);
    /// Reads the table. Throws InputError with the place of a fault.
    RawTable (*read)(const FileSet& files, const std::string& main, const TableOptions& options);
};

/// All formats. Of several that find something the first counts, so that the more particular come first.
std::span<const TableFormat> table_formats();

/// The format of that name, or null.
const TableFormat* find_table_format(std::string_view name);

// One line per reader, each defined in the file of its name.
extern const TableFormat kPymrio, kExiobase3, kEora26, kGloria, kMario, kFigaro, kWiod, kBea, kOecdIcio, kFlat;

}  // namespace chokepoint::scenario
