#pragma once

#include <chokepoint/base/diagnostic.hpp>
#include <chokepoint/base/files/text_file.hpp>
#include <chokepoint/network/file/text_format.hpp>
#include <chokepoint/scenario/yaml/yaml_tree.hpp>
#include <filesystem>
#include <optional>
#include <string_view>

namespace chokepoint::scenario {

// Recognises a path that is not what was wanted, and says what to type instead. All readers of models, scenarios and
// tables ask here, so that each confusion has one answer.

/// The fault of a path that is not there, is a file that is no model, or a folder without the tables of one; nothing
/// for a path that may be a model.
std::optional<Diagnostic> look_for_model(const std::filesystem::path& path);

/// The fault of a path that is a folder or a model where a scenario was wanted; nothing for other files.
std::optional<Diagnostic> look_for_scenario(const std::filesystem::path& path);

/// The fault of a text that was read as a scenario and is something else; nothing if it may be one.
std::optional<Diagnostic> look_at_scenario_text(const TextFile& file, const YamlNode& root);

/// What a text of any kind looks like, one of ours or of another program; nothing if it is unknown.
std::optional<network::TextFormat> recognise_any_text(const std::filesystem::path& path, std::string_view head);

/// The fault of a model folder that lacks one of its tables.
Diagnostic missing_table(const std::filesystem::path& folder, std::string_view name);

}  // namespace chokepoint::scenario
