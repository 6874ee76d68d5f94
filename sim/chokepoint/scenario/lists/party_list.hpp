#pragma once

#include <chokepoint/policy/action.hpp>
#include <chokepoint/scenario/lists/list_choice.hpp>
#include <chokepoint/scenario/lists/list_spec.hpp>
#include <chokepoint/scenario/lists/party_entry.hpp>
#include <chokepoint/scenario/model/model.hpp>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace chokepoint::scenario {

/// What was found of an entry in a model.
struct PartyMatch {
    std::vector<std::uint32_t> companies;  ///< Ascending.
    std::vector<std::uint32_t> elsewhere;  ///< Companies of the name that are in no country of the party.
    bool by_name_alone = false;            ///< The list gives the party no country.
};

/// The parties of a list that a target is about, each with its companies in the model.
struct TargetList {
    std::filesystem::path file;
    std::vector<InputFile> files;
    ChosenParties chosen;
    std::vector<PartyMatch> matches;  ///< Of each entry of `chosen`.
};

/// Where a list is: beside the scenario that names it.
inline std::filesystem::path list_file(const std::filesystem::path& scenario, const ListSpec& spec) {
    return (scenario.parent_path() / spec.file.value).lexically_normal();
}

/// Reads a list, chooses from it, and finds each entity among the companies of a model: one whose id or shown name is
/// the party's name or an alias after normalized_name(), and one of whose firms is in one of the party's countries, if
/// the list gives any. `same_as` of the spec adds companies by a stated name, whatever their country. Nothing is
/// matched by likeness. Throws InputError for what TextFile throws; other faults go to `diagnostics`.
TargetList load_target_list(const std::filesystem::path& file, const ListSpec& spec, const Model& model,
                            Diagnostics& diagnostics);

/// The countries of a company's firms as they are written, each once.
std::vector<std::string> countries_of(const Model& model, std::uint32_t company);

/// Of an entry, why it has no company although the model has one of its name, or how it was matched; "": by name and
/// country, or unknown.
std::string note_of(const PartyEntry& entry, const PartyMatch& match, const Model& model);

}  // namespace chokepoint::scenario
