#pragma once

#include <chokepoint/scenario/lists/list_spec.hpp>
#include <chokepoint/scenario/lists/list_table.hpp>
#include <chokepoint/scenario/lists/party_entry.hpp>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace chokepoint::scenario {

/// What a reader of a format is given.
struct ListInput {
    std::filesystem::path path;
    std::string file;                          ///< The path as messages show it.
    std::string_view text;                     ///< UTF-8.
    const ListColumnsSpec* columns = nullptr;  ///< The columns that the user names, if any.
};

/// A format of party lists. `looks_like` tells it by the text; `read` adds the entries, and its faults go to the
/// diagnostics.
struct ListFormat {
    std::string_view name;  ///< As `format:` has it.
    std::string_view meaning;
    bool (*looks_like)(std::string_view text);
    void (*read)(const ListInput& input, PartyList& list, Diagnostics& diagnostics);
};

/// All formats. The first that recognises a text is its format.
std::span<const ListFormat> list_formats();

/// The format with this name, or nullptr.
const ListFormat* find_list_format(std::string_view name);

/// The format of a list with this text, or of its first lines, or nullptr.
const ListFormat* recognise_list(std::string_view text);

/// Reads a list in the format that `spec` or else its content says, or in that of read_own_list(). Throws InputError
/// for what TextFile throws; other faults go to the diagnostics.
PartyList read_list(const std::filesystem::path& file, const ListSpec& spec, Diagnostics& diagnostics);

// The readers, each in a file of its own.

bool is_own_list(std::string_view text);
void read_own_list(const ListInput& input, PartyList& list, Diagnostics& diagnostics);
bool is_csl(std::string_view text);
void read_csl(const ListInput& input, PartyList& list, Diagnostics& diagnostics);
bool is_opensanctions_table(std::string_view text);
void read_opensanctions_table(const ListInput& input, PartyList& list, Diagnostics& diagnostics);
bool is_ftm(std::string_view text);
void read_ftm(const ListInput& input, PartyList& list, Diagnostics& diagnostics);
bool is_ofac(std::string_view text);
void read_ofac(const ListInput& input, PartyList& list, Diagnostics& diagnostics);
bool is_bis_dpl(std::string_view text);
void read_bis_dpl(const ListInput& input, PartyList& list, Diagnostics& diagnostics);
bool is_eu_list(std::string_view text);
void read_eu_list(const ListInput& input, PartyList& list, Diagnostics& diagnostics);
bool is_uk_list(std::string_view text);
void read_uk_list(const ListInput& input, PartyList& list, Diagnostics& diagnostics);

}  // namespace chokepoint::scenario
