#pragma once

#include <chokepoint/network/file/csv.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace chokepoint::network {

/// The format of a text that is not what was asked for, and what to type instead.
struct TextFormat {
    std::string what;    ///< "a square matrix with codes in its first row and column".
    std::string remedy;  ///< A hint: a sentence, then optional commands, one per line.
};

/// The columns that a table should have.
struct WantedColumns {
    std::vector<std::string> required;
    std::vector<std::string> optional;

    static WantedColumns of(std::span<const CsvColumn> columns);
};

/// Recognises web pages, graph formats, matrices, and tables with other columns or separators by their first lines. The
/// commands name the file as `file`. Returns nothing for a table with the wanted columns and for unknown text.
std::optional<TextFormat> recognise_table(std::string_view file, std::string_view text, const WantedColumns& wanted);

/// The same where a scenario or model was wanted: the commands make a model folder whose links.csv has the columns
/// `links`.
std::optional<TextFormat> recognise_text(std::string_view file, std::string_view text, const WantedColumns& links);

}  // namespace chokepoint::network
