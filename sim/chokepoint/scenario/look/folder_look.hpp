#pragma once

#include <chokepoint/network/file/text_format.hpp>
#include <filesystem>

namespace chokepoint::scenario {

/// Whether a folder has the tables of a model.
bool is_model_folder(const std::filesystem::path& folder);

/// What a folder has in it ("it has scenarios"), and what to type instead of its name.
network::TextFormat recognise_folder(const std::filesystem::path& folder);

}  // namespace chokepoint::scenario
