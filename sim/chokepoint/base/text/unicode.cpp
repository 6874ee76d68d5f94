#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <chokepoint/base/text/unicode.hpp>
#include <chokepoint/base/text/utf8.hpp>
#include <cstdlib>
#include <memory>

namespace chokepoint {

namespace {

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

char ascii_lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

utf8proc_category_t category(char32_t code) {
    return utf8proc_category(static_cast<utf8proc_int32_t>(code));
}

/// Spaces and control characters. Invisible characters such as a byte-order mark have category Cf; see is_trimmed.
bool is_whitespace(char32_t code) {
    switch (category(code)) {
        case UTF8PROC_CATEGORY_ZS:
        case UTF8PROC_CATEGORY_ZL:
        case UTF8PROC_CATEGORY_ZP:
        case UTF8PROC_CATEGORY_CC:
            return true;
        default:
            return false;
    }
}

bool is_trimmed(char32_t code) {
    return is_whitespace(code) || category(code) == UTF8PROC_CATEGORY_CF;
}

/// NFKC_Casefold with extra utf8proc options. Text that is not valid UTF-8 is returned unchanged.
std::string casefolded(std::string_view text, int more_options) {
    if (is_ascii(text)) {
        std::string lower(text);
        std::transform(lower.begin(), lower.end(), lower.begin(), ascii_lower);
        return lower;
    }
    const int options = UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE;
    utf8proc_uint8_t* made = nullptr;
    const auto bytes =
        utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()), static_cast<utf8proc_ssize_t>(text.size()),
                     &made, static_cast<utf8proc_option_t>(options | more_options));
    const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(made, &std::free);
    if (bytes < 0) return std::string(text);
    return {reinterpret_cast<const char*>(made), static_cast<std::size_t>(bytes)};
}

/// Replaces characters that NFKC would turn into letters or into a space with an accent by what their authors meant.
std::string with_plain_marks(std::string_view text) {
    std::string plain;
    for (std::size_t i = 0; i < text.size();) {
        const Character at = first_character(text.substr(i));
        const std::string_view bytes = text.substr(i, static_cast<std::size_t>(at.bytes));
        if (at.code == 0x00B4 || at.code == 0x0060) {  // acute and grave accents typed as apostrophes
            plain += '\'';
        } else if (at.code == 0x2122 || at.code == 0x2120) {  // trademark and service mark signs
            plain += ' ';
        } else {
            plain += bytes;
        }
        i += bytes.size();
    }
    return plain;
}

/// Full stops, including the ideographic one, and characters that stand for an apostrophe in any script.
bool is_dot_or_apostrophe(char32_t code) {
    constexpr std::array<char32_t, 13> kRemoved = {'.',    '\'',   0x2018, 0x2019, 0x201A, 0x201B, 0x2032,
                                                   0x3002, 0x055A, 0x05F3, 0xA78C, 0x2024, 0x02C8};
    return (code >= 0x02B9 && code <= 0x02BF) || std::find(kRemoved.begin(), kRemoved.end(), code) != kRemoved.end();
}

/// Whether the character separates words: whitespace, punctuation or a symbol.
bool separates_words(char32_t code) {
    const utf8proc_category_t kind = category(code);
    return is_whitespace(code) || (kind >= UTF8PROC_CATEGORY_PC && kind <= UTF8PROC_CATEGORY_SO);
}

std::string normalized(std::string_view name, int more_options) {
    constexpr char32_t kDotAbove = 0x0307;  // folding turns İ into i and this mark
    constexpr char32_t kDotlessI = 0x0131;
    const std::string folded = casefolded(with_plain_marks(name), more_options);
    const std::string_view text = folded;
    std::string normal;
    bool gap = false;
    for (std::size_t i = 0; i < text.size();) {
        const Character at = first_character(text.substr(i));
        const std::string_view bytes = text.substr(i, static_cast<std::size_t>(at.bytes));
        i += bytes.size();
        if (is_dot_or_apostrophe(at.code) || (at.code == kDotAbove && normal.ends_with('i'))) continue;
        if (separates_words(at.code)) {
            gap = true;
            continue;
        }
        if (gap && !normal.empty()) normal += ' ';
        gap = false;
        normal += at.code == kDotlessI ? "i" : bytes;
    }
    return normal;
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

}  // namespace

std::string_view trimmed(std::string_view text) {
    while (!text.empty()) {
        const Character first = first_character(text);
        if (!first.valid || !is_trimmed(first.code)) break;
        text.remove_prefix(static_cast<std::size_t>(first.bytes));
    }
    while (!text.empty()) {
        std::size_t start = text.size() - 1;
        while (start > 0 && (static_cast<unsigned char>(text[start]) & 0xC0U) == 0x80U)
            --start;
        const Character last = first_character(text.substr(start));
        if (!last.valid || !is_trimmed(last.code)) break;
        text = text.substr(0, start);
    }
    return text;
}

std::string look_alike_key(std::string_view text) {
    const std::string folded = casefolded(trimmed(text), 0);
    std::string key;
    bool gap = false;
    for (std::size_t i = 0; i < folded.size();) {
        const Character at = first_character(std::string_view(folded).substr(i));
        const std::string_view bytes = std::string_view(folded).substr(i, static_cast<std::size_t>(at.bytes));
        i += bytes.size();
        if (is_whitespace(at.code)) {
            gap = true;
            continue;
        }
        if (gap && !key.empty() && is_digit(key.back()) && is_digit(bytes.front())) key += ' ';
        gap = false;
        key += bytes;
    }
    return key;
}

std::string normalized_name(std::string_view name) {
    return normalized(name, 0);
}

std::string unaccented_name(std::string_view name) {
    return normalized(name, UTF8PROC_STRIPMARK);
}

}  // namespace chokepoint
