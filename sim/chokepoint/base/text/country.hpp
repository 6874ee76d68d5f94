#pragma once

#include <span>
#include <string>
#include <string_view>

namespace chokepoint {

/// A country of ISO 3166-1, from the iso-codes package. Names that the package lacks are "".
struct IsoCountry {
    std::string_view alpha_2, alpha_3, numeric, name, official_name, common_name;
};

std::span<const IsoCountry> iso_countries();

/// A code or name in common use for a country that is not in ISO 3166-1.
struct CountryAlias {
    std::string_view alpha_2, written;
};

std::span<const CountryAlias> country_aliases();

/// The ISO 3166 alpha-2 code of a country written as an alpha-2, alpha-3 or numeric code, a name, or an alias. Case,
/// spaces, accents and punctuation do not matter. Returns "" for any other text, without fuzzy matching.
std::string_view country_code(std::string_view written);

/// A key that spellings of one country or region share: the country code, or a region's text without case and spaces.
std::string country_key(std::string_view written);

}  // namespace chokepoint
