#include <array>
#include <chokepoint/base/text/country.hpp>
#include <chokepoint/network/directory.hpp>
#include <string>
#include <unordered_map>

namespace chokepoint::network {

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

std::optional<std::uint32_t> find_country(const NameTable& countries, std::string_view written) {
    const std::string key = country_key(written);
    for (std::uint32_t k = 0; k < countries.size(); ++k) {
        if (country_key(countries.name(k)) == key) return k;
    }
    return std::nullopt;
}

std::vector<std::uint32_t> first_spellings(const NameTable& countries) {
    std::unordered_map<std::string, std::uint32_t> firsts;
    std::vector<std::uint32_t> first_of;
    for (std::uint32_t k = 0; k < countries.size(); ++k)
        first_of.push_back(firsts.emplace(country_key(countries.name(k)), k).first->second);
    return first_of;
}

}  // namespace chokepoint::network
