#include <algorithm>
#include <chokepoint/base/text/country.hpp>
#include <chokepoint/base/text/unicode.hpp>
#include <unordered_map>

namespace chokepoint {

namespace {

/// "The Netherlands" and "Netherlands", "Antigua & Barbuda" and "Antigua and Barbuda", "St. Lucia" and "Saint Lucia".
std::string name_key(std::string_view written) {
    std::string text(trimmed(written));
    for (std::size_t at = text.find('&'); at != std::string::npos; at = text.find('&', at + 5))
        text.replace(at, 1, " and ");
    std::string key = unaccented_name(text);
    if (key.starts_with("the ")) key.erase(0, 4);
    if (key.ends_with(" the")) key.erase(key.size() - 4);
    if (key.starts_with("st ")) key.replace(0, 2, "saint");
    return key;
}

/// "Korea, Republic of" read aloud: "Republic of Korea"; "" for a name that is not turned around.
std::string turned_around(std::string_view name) {
    const std::size_t comma = name.find(", ");
    if (comma == std::string_view::npos) return {};
    return std::string(name.substr(comma + 2)) + " " + std::string(name.substr(0, comma));
}

std::unordered_map<std::string, std::string_view> make_codes() {
    std::unordered_map<std::string, std::string_view> codes;
    for (const IsoCountry& country : iso_countries()) {
        const std::string spoken = turned_around(country.name);
        for (const std::string_view written : {country.alpha_2, country.alpha_3, country.numeric, country.name,
                                               country.official_name, country.common_name, std::string_view(spoken)}) {
            if (!written.empty()) codes.emplace(name_key(written), country.alpha_2);
        }
    }
    for (const CountryAlias& alias : country_aliases())
        codes.emplace(name_key(alias.written), alias.alpha_2);
    return codes;
}

}  // namespace

std::string_view country_code(std::string_view written) {
    static const std::unordered_map<std::string, std::string_view> codes = make_codes();
    const auto found = codes.find(name_key(written));
    return found == codes.end() ? std::string_view() : found->second;
}

std::string country_key(std::string_view written) {
    const std::string_view code = country_code(written);
    return code.empty() ? look_alike_key(written) : std::string(code);
}

}  // namespace chokepoint
