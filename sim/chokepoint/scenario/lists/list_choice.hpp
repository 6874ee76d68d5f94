#pragma once

#include <array>
#include <chokepoint/scenario/lists/list_spec.hpp>
#include <chokepoint/scenario/lists/party_entry.hpp>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace chokepoint::scenario {

/// The parties of a list that a target is about.
struct ChosenParties {
    std::vector<PartyEntry> entries;                         ///< Entities alone.
    std::size_t entities = 0;                                ///< Parties among them.
    std::array<std::size_t, kPartyKinds.size()> left_out{};  ///< Persons, vessels and so on, by kind.

    std::size_t left_out_count() const;
    std::size_t all() const { return entities + left_out_count(); }
};

/// The entities of a list that are on the lists, of the programmes and from the day that `spec` says. A source or
/// programme that the list does not have is a fault, which names those that it has.
ChosenParties choose_parties(std::vector<PartyEntry> entries, const ListSpec& spec, Diagnostics& diagnostics);

/// "585 persons and vessels", of what is left out.
std::string left_out_words(const ChosenParties& chosen);

/// A number with commas between thousands: 20,000.
std::string grouped_number(std::size_t number);

/// The abbreviation in a list's name, such as EL of "Entity List (EL) - Bureau of Industry and Security"; or "".
std::string_view abbreviation_of(std::string_view source);

}  // namespace chokepoint::scenario
