#pragma once

#include <array>
#include <chokepoint/base/date.hpp>
#include <chokepoint/base/files/input_file.hpp>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace chokepoint::scenario {

/// What a listed party is. `other` is a cryptocurrency wallet, a security and the like.
enum class PartyKind : std::uint8_t { entity, person, vessel, aircraft, other };
inline constexpr std::array<std::string_view, 5> kPartyKinds = {"entity", "person", "vessel", "aircraft", "other"};

/// A party of a published list, with what the list says of it. A party that is listed several times, for other
/// programmes or days, has an entry for each, one after the other and with the same id.
struct PartyEntry {
    std::string name;
    std::vector<std::string> aliases;
    std::vector<std::string> countries;  ///< As written; empty: any.
    PartyKind kind = PartyKind::entity;
    std::vector<std::string> sources;  ///< The lists it is on, of a file that joins several.
    std::vector<std::string> programmes;
    Date from = Date::min();   ///< First day on the list.
    Date until = Date::max();  ///< Last day on the list.
    std::string id;            ///< As the publisher has it; "" if there is none.
    int line = 0;
};

/// A list as it was read.
struct PartyList {
    std::string_view format;   ///< By its name in `format:`.
    std::string_view meaning;  ///< What the format is, for people.
    std::string layout;        ///< Which of the layouts of the format.
    std::string edition;       ///< The day that the file gives as its own, as written; "" if it gives none.
    std::vector<PartyEntry> entries;
    std::vector<InputFile> files;  ///< The file, then the files beside it that belong to it.
};

/// Whether two entries that follow each other are about one party.
inline bool is_same_party(const PartyEntry& one, const PartyEntry& next) {
    return !one.id.empty() && one.id == next.id;
}

}  // namespace chokepoint::scenario
