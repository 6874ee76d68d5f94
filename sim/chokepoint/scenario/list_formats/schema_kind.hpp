#pragma once

#include <chokepoint/scenario/lists/party_entry.hpp>
#include <optional>
#include <string_view>

namespace chokepoint::scenario {

/// What an entity of a FollowTheMoney schema is; nothing for what is no party, such as an address or a sanction.
inline std::optional<PartyKind> kind_of_schema(std::string_view schema) {
    for (const std::string_view entity : {"Company", "Organization", "LegalEntity", "PublicBody"}) {
        if (schema == entity) return PartyKind::entity;
    }
    for (const std::string_view other : {"CryptoWallet", "Security", "Asset", "Thing"}) {
        if (schema == other) return PartyKind::other;
    }
    if (schema == "Person") return PartyKind::person;
    if (schema == "Vessel") return PartyKind::vessel;
    if (schema == "Airplane") return PartyKind::aircraft;
    return std::nullopt;
}

}  // namespace chokepoint::scenario
