#include <algorithm>
#include <array>
#include <chokepoint/base/text/country.hpp>
#include <chokepoint/base/text/unicode.hpp>
#include <unordered_map>
#include <vector>

namespace chokepoint {

namespace {

using Codes = std::unordered_map<std::string, std::string_view>;

bool is_numeral(char c) {
    return c >= '0' && c <= '9';
}

/// A numeric code with three digits: "036" for "36", "0036" and the "36.0" of spreadsheets; "" for other text.
std::string numeric_code(std::string_view text) {
    const std::size_t end = std::min(text.find('.'), text.size());
    const std::string_view zeros = text.substr(std::min(end + 1, text.size()));
    std::string_view digits = text.substr(0, end);
    if (!std::all_of(digits.begin(), digits.end(), is_numeral)) return {};
    if (zeros.find_first_not_of('0') != std::string_view::npos) return {};
    digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));
    if (digits.empty() || digits.size() > 3) return {};
    return std::string(3 - digits.size(), '0').append(digits);
}

/// The short form of a word that country lists abbreviate, or else the word itself.
std::string_view short_form(std::string_view word) {
    struct Abbreviation {
        std::string_view word, short_form;
    };
    constexpr std::array kAbbreviations = {
        Abbreviation{"republic", "rep"},  Abbreviation{"democratic", "dem"}, Abbreviation{"federation", "fed"},
        Abbreviation{"federated", "fed"}, Abbreviation{"federal", "fed"},    Abbreviation{"states", "sts"},
        Abbreviation{"islands", "isds"},
    };
    for (const Abbreviation& one : kAbbreviations) {
        if (word == one.word) return one.short_form;
    }
    return word;
}

std::vector<std::string> words_of(std::string_view written) {
    std::string text;
    for (const char c : written)
        text += c == '.' ? std::string(". ") : std::string(1, c);  // "Rep.of Korea" has three words
    const std::string name = unaccented_name(text);
    std::vector<std::string> words;
    for (std::size_t begin = 0; begin < name.size();) {
        const std::size_t end = std::min(name.find(' ', begin), name.size());
        if (end > begin) words.push_back(name.substr(begin, end - begin));
        begin = end + 1;
    }
    return words;
}

/// A key that the spellings of one name share: "S. Korea" and "South Korea", "Antigua & Barbuda" and "Antigua and
/// Barbuda", "St. Lucia" and "Saint Lucia", "Rep. of Korea" and "the Republic of Korea", "Hongkong" and "Hong Kong".
std::string name_key(std::string_view written) {
    const std::string_view text = trimmed(written);
    if (std::string code = numeric_code(text); !code.empty()) return code;
    std::vector<std::string> words = words_of(text);
    if (words.size() > 1) {
        const bool initial = words[1].size() > 1;  // unlike in "S.A."
        if (words[0] == "s" && initial) words[0] = "south";
        if (words[0] == "n" && initial) words[0] = "north";
        std::replace(words.begin(), words.end(), std::string("st"), std::string("saint"));
    }
    std::string key;
    for (const std::string& word : words) {
        if (words.size() > 1 && (word == "the" || word == "and")) continue;  // "AND" on its own is Andorra
        if (!key.empty() && is_numeral(key.back()) && is_numeral(word.front())) key += ' ';
        key += short_form(word);
    }
    return key;
}

/// An inverted name in natural order: "Korea, Republic of" and "Korea (Republic of)" become "Republic of Korea".
/// Returns "" if the name is not inverted.
std::string turned_around(std::string_view name) {
    const std::size_t cut = name.find_first_of(",(");
    if (cut == std::string_view::npos) return {};
    std::string_view rest = name.substr(cut + 1);
    if (rest.ends_with(')')) rest.remove_suffix(1);
    return std::string(rest) + " " + std::string(name.substr(0, cut));
}

Codes make_codes() {
    Codes codes;
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

/// The country code of a text that is a single code or name.
std::string_view code_of_name(std::string_view written) {
    static const Codes codes = make_codes();
    const auto found = codes.find(name_key(written));
    return found == codes.end() ? std::string_view() : found->second;
}

/// The code of an inverted name such as "Azerbaijan, Rep. of". Only "of" proves inversion: "China, Hong Kong" may be a
/// list.
std::string_view code_of_turned_name(std::string_view written) {
    const std::string spoken = turned_around(written);
    const std::vector<std::string> words = words_of(written);
    const bool ends_with_of =
        !words.empty() &&
        (words.back() == "of" || (words.back() == "the" && words.size() > 1 && words[words.size() - 2] == "of"));
    return ends_with_of && !spoken.empty() ? code_of_name(spoken) : std::string_view();
}

/// The country code of a text that gives the same country twice: "Japan (JP)", "JP - Japan", "JPN: Japan".
std::string_view code_of_pair(std::string_view written) {
    const std::string_view text = trimmed(written);
    for (const std::string_view cut : {"(", "[", " - ", ":"}) {
        const std::size_t at = text.find(cut);
        if (at == std::string_view::npos) continue;
        std::string_view second = text.substr(at + cut.size());
        if (cut == "(" || cut == "[") {
            if (!second.ends_with(cut == "(" ? ')' : ']')) continue;
            second.remove_suffix(1);
        }
        const std::string_view code = code_of_name(text.substr(0, at));
        if (!code.empty() && code == code_of_name(second)) return code;
    }
    return {};
}

}  // namespace

std::string_view country_code(std::string_view written) {
    std::string_view code = code_of_name(written);
    if (code.empty()) code = code_of_pair(written);
    if (code.empty()) code = code_of_turned_name(written);
    return code;
}

std::string country_key(std::string_view written) {
    const std::string_view code = country_code(written);
    return code.empty() ? look_alike_key(written) : std::string(code);
}

}  // namespace chokepoint
