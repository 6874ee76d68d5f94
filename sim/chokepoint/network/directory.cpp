#include <array>
#include <chokepoint/network/directory.hpp>

namespace chokepoint {

std::uint32_t NameTable::add(std::string_view name) {
    const auto [entry, is_new] = numbers_.try_emplace(std::string(name), static_cast<std::uint32_t>(names_.size()));
    if (is_new) names_.emplace_back(name);
    return entry->second;
}

std::optional<std::uint32_t> NameTable::find(std::string_view name) const {
    const auto entry = numbers_.find(std::string(name));
    if (entry == numbers_.end()) return std::nullopt;
    return entry->second;
}

namespace {
constexpr std::array<std::string_view, 3> kKindNames = {"goods", "software", "licence"};
}

std::string_view kind_name(Kind kind) {
    return kKindNames[static_cast<std::size_t>(kind)];
}

std::optional<Kind> parse_kind(std::string_view text) {
    for (std::size_t i = 0; i < kKindNames.size(); ++i) {
        if (kKindNames[i] == text) return static_cast<Kind>(i);
    }
    return std::nullopt;
}

}  // namespace chokepoint
