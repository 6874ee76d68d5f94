#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chokepoint/base/fault_at.hpp>
#include <chokepoint/base/fault_limit.hpp>
#include <chokepoint/base/text/country.hpp>
#include <chokepoint/base/text/suggest.hpp>
#include <chokepoint/base/text/unicode.hpp>
#include <chokepoint/base/text/utf8.hpp>
#include <chokepoint/scenario/look/country_typos.hpp>
#include <iterator>
#include <map>
#include <string>
#include <vector>

namespace chokepoint::scenario {

namespace {

constexpr std::uint32_t kMostRegions = 2000;  // a model with more has names of its own for them

/// The names of countries that are long enough to be known by all letters but one.
std::vector<std::string_view> long_country_names() {
    constexpr std::size_t kLeastLetters = 5;
    std::vector<std::string_view> names;
    const auto add = [&](std::string_view name) {
        if (name.size() >= kLeastLetters) names.push_back(name);
    };
    for (const IsoCountry& country : iso_countries()) {
        add(country.common_name);
        add(country.name);
        add(country.official_name);
    }
    for (const CountryAlias& alias : country_aliases())
        add(alias.written);
    return names;
}

/// Whether a text may be meant for a country: not a code, nor a part of a country as in "China 2", nor one of the large
/// regions that are spelt nearly like one ("Liberia", "South Africa").
bool may_be_country(std::string_view text) {
    constexpr std::array<std::string_view, 5> kRegions = {"Australasia", "Iberia", "North Africa", "Siberia",
                                                          "South America"};
    constexpr std::size_t kLeastLetters = 4;
    const auto is_text = [&](std::string_view region) { return look_alike_key(region) == look_alike_key(text); };
    return text.size() >= kLeastLetters && text.find_first_of("0123456789") == std::string_view::npos &&
           std::none_of(kRegions.begin(), kRegions.end(), is_text);
}

/// The country that a text is spelt nearly like; of several rather one with the same initial ("Holand").
std::string_view country_meant(std::string_view text, std::span<const std::string_view> names) {
    constexpr std::size_t kLongName = 10;
    const std::size_t most_slips = text.size() < kLongName ? 1 : 2;
    std::vector<std::string_view> same_initial;
    std::copy_if(names.begin(), names.end(), std::back_inserter(same_initial),
                 [&](std::string_view name) { return (name.front() | 0x20) == (text.front() | 0x20); });
    const std::string_view near = nearest_word(text, same_initial, most_slips);
    return near.empty() ? nearest_word(text, names, most_slips) : near;
}

/// The texts that are spelt nearly like a country, with the country's name.
std::map<std::string, std::string_view, std::less<>> typos_of(const network::NameTable& texts) {
    std::map<std::string, std::string_view, std::less<>> typos;
    std::vector<std::string_view> names;
    for (std::uint32_t k = 0; k < texts.size(); ++k) {
        const std::string_view text = texts.name(k);
        if (!may_be_country(text) || !country_code(text).empty()) continue;
        if (names.empty()) names = long_country_names();
        const std::string_view near = country_meant(text, names);
        if (!near.empty()) typos.emplace(text, near);
    }
    return typos;
}

}  // namespace

void warn_of_country_typos(const TextFile& file, std::span<const network::CsvColumn> columns, std::size_t column,
                           const network::NameTable& texts, Diagnostics& diagnostics) {
    if (texts.size() > kMostRegions) return;
    auto typos = typos_of(texts);
    if (typos.empty()) return;
    Diagnostics ignored;  // other faults of the rows are reported elsewhere
    network::CsvReader reader(file, columns, ignored);
    FaultLimit limit(file.name(), Severity::warning, diagnostics);
    for (network::CsvRow row; !typos.empty() && reader.next(row);) {
        const auto typo = typos.find(row.fields[column]);
        if (typo == typos.end()) continue;
        if (limit.tells_next())
            diagnostics.add(warning_at(
                reader.place(row, column), Fault::unlikely,
                fmt::format("{} is no known country and counts as a region of its own", in_quotes(typo->first)),
                fmt::format("did you mean '{}'?", typo->second)));
        typos.erase(typo);
    }
    limit.finish();
}

}  // namespace chokepoint::scenario
