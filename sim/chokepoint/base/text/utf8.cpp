#include <fmt/format.h>

#include <chokepoint/base/text/utf8.hpp>
#include <cstdint>
#include <cstring>

namespace chokepoint {
namespace {

constexpr char32_t kReplacement = 0xFFFD;
constexpr int kQuotedCharacters = 40;

unsigned byte_at(std::string_view text, std::size_t i) {
    return static_cast<unsigned char>(text[i]);
}

/// The length of a character according to its lead byte, or 0 if the byte cannot lead.
int promised_bytes(unsigned lead) {
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead <= 0xDF) return 2;
    if (lead >= 0xE0 && lead <= 0xEF) return 3;
    if (lead >= 0xF0 && lead <= 0xF4) return 4;
    return 0;
}

/// Whether the code is an overlong form, a surrogate or beyond U+10FFFF.
bool is_forbidden(char32_t code, int bytes) {
    if (bytes == 3) return code < 0x800 || (code >= 0xD800 && code <= 0xDFFF);
    return bytes == 4 && (code < 0x10000 || code > 0x10FFFF);
}

/// Whether the character is invisible, would move the caret, or would reverse the text direction.
bool is_unprintable(char32_t code) {
    return code < 0x20 || (code >= 0x7F && code <= 0x9F) || (code >= 0x200B && code <= 0x200F) ||
           (code >= 0x2028 && code <= 0x202E) || (code >= 0x2060 && code <= 0x206F) || code == 0xFEFF ||
           code == kReplacement;
}

void append_printable(std::string& out, std::string_view bytes, char32_t code) {
    if (code == '\t') {
        out += ' ';
    } else if (is_unprintable(code)) {
        out += '?';
    } else {
        out += bytes;
    }
}

}  // namespace

Character first_character(std::string_view text) {
    const unsigned lead = byte_at(text, 0);
    const int bytes = promised_bytes(lead);
    if (bytes == 1) return {.code = lead, .bytes = 1};
    const Character invalid{.code = kReplacement, .bytes = 1, .valid = false};
    if (bytes == 0 || text.size() < static_cast<std::size_t>(bytes)) return invalid;
    char32_t code = lead & (0xFFU >> (bytes + 1));
    for (int i = 1; i < bytes; ++i) {
        const unsigned next = byte_at(text, static_cast<std::size_t>(i));
        if ((next & 0xC0U) != 0x80U) return invalid;
        code = (code << 6U) | (next & 0x3FU);
    }
    if (is_forbidden(code, bytes)) return invalid;
    return {.code = code, .bytes = bytes};
}

std::size_t count_characters(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < text.size(); ++count) {
        i += static_cast<std::size_t>(first_character(text.substr(i, 4)).bytes);
    }
    return count;
}

std::string_view leading_characters(std::string_view text, std::size_t most) {
    std::size_t bytes = 0;
    for (; most > 0 && bytes < text.size(); --most)
        bytes += static_cast<std::size_t>(first_character(text.substr(bytes, 4)).bytes);
    return text.substr(0, bytes);
}

std::size_t find_invalid_utf8(std::string_view text) {
    constexpr std::uint64_t kHighBits = 0x8080808080808080ULL;
    std::size_t i = 0;
    while (i < text.size()) {
        std::uint64_t eight = kHighBits;
        if (text.size() - i >= sizeof(eight)) std::memcpy(&eight, text.data() + i, sizeof(eight));
        if ((eight & kHighBits) == 0) {
            i += sizeof(eight);
            continue;
        }
        const Character character = first_character(text.substr(i, 4));
        if (!character.valid) return i;
        i += static_cast<std::size_t>(character.bytes);
    }
    return std::string_view::npos;
}

std::string printable(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const Character character = first_character(text.substr(i, 4));
        append_printable(out, text.substr(i, static_cast<std::size_t>(character.bytes)), character.code);
        i += static_cast<std::size_t>(character.bytes);
    }
    return out;
}

std::string in_quotes(std::string_view text) {
    std::size_t end = 0;
    for (int i = 0; i < kQuotedCharacters && end < text.size(); ++i) {
        end += static_cast<std::size_t>(first_character(text.substr(end, 4)).bytes);
    }
    return fmt::format("'{}{}'", printable(text.substr(0, end)), end < text.size() ? "..." : "");
}

}  // namespace chokepoint
