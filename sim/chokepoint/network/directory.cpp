#include <array>
#include <chokepoint/network/directory.hpp>

namespace chokepoint {

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
