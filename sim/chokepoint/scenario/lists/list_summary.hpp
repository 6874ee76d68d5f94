#pragma once

#include <chokepoint/base/date.hpp>
#include <chokepoint/base/diagnostic.hpp>
#include <chokepoint/base/files/input_file.hpp>
#include <chokepoint/scenario/lists/list_spec.hpp>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace chokepoint::scenario {

/// How many parties of a list there are of each value, the most first, then by name.
using PartyCounts = std::vector<std::pair<std::string, std::size_t>>;

/// What a party list contains.
struct ListSummary {
    std::string_view format;  ///< By its name in `format:`.
    std::string_view meaning;
    std::string layout;
    std::string edition;  ///< The day that the list gives as its own, as written; "" if it gives none.
    std::size_t parties = 0;
    std::size_t aliases = 0;
    std::size_t without_country = 0;  ///< Entities, which would match by name alone.
    PartyCounts kinds, sources, programmes, countries;
    std::optional<Date> first_listed, last_listed;  ///< The earliest and latest first day of a party.
    std::size_t ended = 0;                          ///< Parties with a last day.
    std::vector<InputFile> files;                   ///< The list and the files beside it that belong to it.
};

/// Reads a list and counts its parties. Faults of its rows go to `diagnostics`, and the summary is then empty. Throws
/// InputError for a file that cannot be read.
ListSummary summarise_list(const std::filesystem::path& file, const ListSpec& spec, Diagnostics& diagnostics);

/// What the file is, by its first bytes.
struct RecognisedList {
    std::string_view format;
    std::string_view meaning;
};

/// The format of a party list, or nothing for another file. A table that merely has a column `name` is not told from a
/// table of firms, so it counts only if it has no other columns than a list of your own. Throws InputError for a file
/// that cannot be read.
std::optional<RecognisedList> recognise_list_file(const std::filesystem::path& file);

}  // namespace chokepoint::scenario
