#pragma once

#include <chokepoint/policy/action.hpp>
#include <chokepoint/scenario/model/model.hpp>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace chokepoint::scenario {

/// Reads a list of denied parties (name,aliases,country,from,until) and finds each among the companies of a model: one
/// whose id or shown name is the party's name or an alias after normalized_name(), and one of whose firms is in one of
/// the party's countries, if the list gives any. Nothing is matched by likeness. Faults go to `diagnostics`; throws
/// InputError for what TextFile throws. `read` becomes the list as it was read.
std::vector<policy::ListedParty> read_party_list(const std::filesystem::path& file, const Model& model, InputFile& read,
                                                 Diagnostics& diagnostics);

/// Adds the parties that the 50 % rule lists with others, on the days on which it does.
void add_subsidiaries(const Model& model, std::vector<policy::ListedParty>& parties);

}  // namespace chokepoint::scenario
