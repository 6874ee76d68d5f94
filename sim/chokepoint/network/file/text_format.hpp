#pragma once

#include <chokepoint/network/file/csv.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace chokepoint::network {

/// What a text looks like that is not what was asked for, and what to type instead.
struct TextFormat {
    std::string what;    ///< "a square matrix with codes in its first row and column".
    std::string remedy;  ///< A hint: a sentence, then commands on lines of their own, if any.
};

/// The columns that a table was asked to have.
struct WantedColumns {
    std::vector<std::string> required;
    std::vector<std::string> optional;

    static WantedColumns of(std::span<const CsvColumn> columns);
};

/// Recognises web pages, graph formats, matrices, and tables with other columns or separators, by their first lines.
/// `file` is their name for the commands. Nothing for a text that has what is wanted, and for one of no known kind.
std::optional<TextFormat> recognise_table(std::string_view file, std::string_view text, const WantedColumns& wanted);

/// The same of a text where a scenario or model was wanted: the commands make a model folder of it, whose links.csv has
/// the columns `links`.
std::optional<TextFormat> recognise_text(std::string_view file, std::string_view text, const WantedColumns& links);

}  // namespace chokepoint::network
