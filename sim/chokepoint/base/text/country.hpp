#pragma once

#include <span>
#include <string>
#include <string_view>

namespace chokepoint {

/// A country of ISO 3166-1 as the package iso-codes has it; a name that it does not give is "".
struct IsoCountry {
    std::string_view alpha_2, alpha_3, numeric, name, official_name, common_name;
};

std::span<const IsoCountry> iso_countries();

/// A code or name that people write for a country and that is not in ISO 3166-1.
struct CountryAlias {
    std::string_view alpha_2, written;
};

std::span<const CountryAlias> country_aliases();

/// The ISO 3166 alpha-2 code of the country that is written as its alpha-2, alpha-3 or numeric code, one of its names
/// or an alias, whatever its case, blanks, accents and punctuation. "" for a text that is none of these; nothing is
/// found by likeness.
std::string_view country_code(std::string_view written);

/// What two spellings of one country or region share: the country's code, or the region's text without case and blanks.
std::string country_key(std::string_view written);

}  // namespace chokepoint
