#include <algorithm>
#include <array>
#include <bit>
#include <chokepoint/base/text/unicode.hpp>
#include <chokepoint/base/text/utf8.hpp>
#include <chokepoint/network/file/csv.hpp>
#include <cstdint>
#include <cstring>
#include <utility>

namespace chokepoint::network {
namespace {

constexpr std::size_t kLongestField = 4096;
constexpr std::string_view kQuoteHint = "put the field in double quotes and write each quote inside it twice";

unsigned char byte(char c) {
    return static_cast<unsigned char>(c);
}

/// Bytes that end a field, are rejected, or begin a multi-byte character.
constexpr std::array<bool, 256> make_special_bytes() {
    std::array<bool, 256> special{};
    for (std::size_t c = 0; c < special.size(); ++c) {
        special[c] = (c < 0x20 && c != '\t') || c == ',' || c == '"' || c >= 0x7F;
    }
    return special;
}

constexpr auto kSpecial = make_special_bytes();

/// The first special byte at or after `i`, or the size of `text`. Skips eight bytes at a time while all are in
/// 0x2D..0x7E (letters, digits, '-', '.'): subtracting 0x2D sets the high bit of smaller bytes, adding 1 that of 0x7F,
/// and larger ones have it already.
std::size_t find_special(std::string_view text, std::size_t i) {
    constexpr std::uint64_t kHighBits = 0x8080808080808080ULL;
    constexpr std::uint64_t kLowestPlain = 0x2D2D2D2D2D2D2D2DULL;
    constexpr std::uint64_t kOnes = 0x0101010101010101ULL;
    while (text.size() - i >= sizeof(std::uint64_t)) {
        std::uint64_t eight = 0;
        std::memcpy(&eight, text.data() + i, sizeof(eight));
        const std::uint64_t marks = ((eight - kLowestPlain) | (eight + kOnes) | eight) & kHighBits;
        if (marks == 0) {
            i += sizeof(eight);
            continue;
        }
        // On little-endian machines the lowest mark belongs to the first byte, which no borrow or carry has reached.
        if constexpr (std::endian::native == std::endian::little) {
            i += static_cast<std::size_t>(std::countr_zero(marks)) / 8;
        }
        if (kSpecial[byte(text[i])]) return i;
        ++i;
    }
    while (i < text.size() && !kSpecial[byte(text[i])]) {
        ++i;
    }
    return i;
}

bool is_line_end(std::string_view text, std::size_t i) {
    return text[i] == '\n' || (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n');
}

/// The byte after the next line feed at or after `i`.
std::size_t next_line(std::string_view text, std::size_t i) {
    const auto end = text.find('\n', i);
    return end == std::string_view::npos ? text.size() : end + 1;
}

/// The closing quote of a field whose content begins at `i`, or npos.
std::size_t find_closing_quote(std::string_view text, std::size_t i) {
    while (true) {
        const auto quote = text.find('"', i);
        if (quote == std::string_view::npos) return quote;
        if (quote + 1 == text.size() || text[quote + 1] != '"') return quote;
        i = quote + 2;
    }
}

/// The first rejected byte in the content of a quoted field, or npos. Line ends are allowed there.
std::size_t find_refused_byte(std::string_view content) {
    const auto invalid = find_invalid_utf8(content);
    const auto is_control = [](char c) { return byte(c) == 0x7F || (byte(c) < 0x20 && !std::strchr("\t\r\n", c)); };
    const auto control =
        std::find_if(content.begin(), content.end(), [&](char c) { return c == '\0' || is_control(c); });
    if (control == content.end()) return invalid;
    return std::min(invalid, static_cast<std::size_t>(control - content.begin()));
}

/// The field without whitespace at its ends. The fast path returns a field that begins and ends with a plain character.
std::string_view trimmed_field(std::string_view field) {
    const auto plain = [](char c) { return byte(c) > 0x20 && byte(c) < 0x7F; };
    return field.empty() || (plain(field.front()) && plain(field.back())) ? field : trimmed(field);
}

void unescape(std::string_view content, std::string& out) {
    out.clear();
    for (std::size_t i = 0; i < content.size(); ++i) {
        out += content[i];
        if (content[i] == '"') ++i;
    }
}

}  // namespace

bool CsvReader::next(CsvRow& row) {
    while (position_ < text_.size()) {
        if (!read_record()) continue;
        finish_row(row);
        return true;
    }
    report_unshown_faults();
    return false;
}

bool CsvReader::read_record() {
    row_start_ = position_;
    row_line_ = line_;
    one_line_ = true;
    ascii_ = true;
    std::size_t count = 0;
    auto end = FieldEnd::record;
    if (is_line_end(text_, position_)) {
        position_ = next_line(text_, position_);
        ++line_;
        return false;
    }
    do {
        const int slot = count < slots_.size() ? slots_[count] : -1;
        if (slot < 0) {
            std::string_view ignored;
            end = read_field(ignored, unescaped_.back());
        } else {
            starts_[static_cast<std::size_t>(slot)] = position_;
            end = read_field(fields_[static_cast<std::size_t>(slot)], unescaped_[static_cast<std::size_t>(slot)]);
        }
        ++count;
    } while (end == FieldEnd::comma);
    if (one_line_) {
        ++line_;
    } else {
        line_ += static_cast<int>(std::count(text_.begin() + row_start_, text_.begin() + position_, '\n'));
    }
    if (end == FieldEnd::fault) return false;
    if (count == slots_.size()) return true;
    add_fault(diagnostic_at(row_start_,
                            "row has " + std::to_string(count) + (count == 1 ? " field" : " fields") +
                                " but the header has " + std::to_string(slots_.size()),
                            count > slots_.size() ? "put a field that contains a comma in double quotes"
                                                  : "write a comma for each empty field as well",
                            Fault::bad_syntax));
    return false;
}

void CsvReader::finish_row(CsvRow& row) {
    for (std::size_t column = 0; column < columns_.size(); ++column) {
        if (!present_[column]) continue;
        const bool simple = one_line_ && ascii_;
        field_columns_[column] = simple ? static_cast<int>(starts_[column] - row_start_) + 1
                                        : diagnostic_at(starts_[column], {}, {}).place.column;
    }
    row.line = row_line_;
    row.fields = fields_;
    row.columns = field_columns_;
}

CsvReader::FieldEnd CsvReader::read_field(std::string_view& field, std::string& unescaped) {
    const std::size_t start = position_;
    if (start < text_.size() && text_[start] == '"') return read_quoted_field(field, unescaped);
    std::size_t i = find_special(text_, start);
    while (i < text_.size() && text_[i] != ',' && !is_line_end(text_, i)) {
        if (byte(text_[i]) < 0x80) return reject_byte(i);
        const Character character = first_character(text_.substr(i, 4));
        if (!character.valid) return reject_byte(i);
        ascii_ = false;
        i = find_special(text_, i + static_cast<std::size_t>(character.bytes));
    }
    field = trimmed_field(text_.substr(start, i - start));
    if (field.size() > kLongestField) {
        return reject(start, i, "field is longer than 4096 bytes", "check for a missing comma or line end");
    }
    return end_field(i);
}

CsvReader::FieldEnd CsvReader::read_quoted_field(std::string_view& field, std::string& unescaped) {
    const std::size_t open = position_;
    const std::size_t close = find_closing_quote(text_, open + 1);
    // Reading continues on the next line. No later quote can be unclosed, because the rest come in pairs.
    if (close == std::string_view::npos) return reject(open, open, "quote is never closed", std::string(kQuoteHint));
    const auto content = text_.substr(open + 1, close - open - 1);
    if (content.size() > kLongestField) {
        return reject(open, close, "field is longer than 4096 bytes", "check for a missing closing quote");
    }
    if (const auto refused = find_refused_byte(content); refused != std::string_view::npos) {
        return reject_byte(open + 1 + refused);
    }
    if (content.find('\n') != std::string_view::npos) one_line_ = false;
    if (std::any_of(content.begin(), content.end(), [](char c) { return byte(c) >= 0x80; })) ascii_ = false;
    const std::size_t after = close + 1;
    if (after < text_.size() && text_[after] != ',' && !is_line_end(text_, after)) {
        return reject(after, after, "text after the closing quote", "write a quote inside a quoted field twice");
    }
    field = trimmed_field(content);
    if (content.find('"') != std::string_view::npos) {
        unescape(field, unescaped);
        field = unescaped;
    }
    return end_field(after);
}

CsvReader::FieldEnd CsvReader::end_field(std::size_t end) {
    position_ = end < text_.size() ? end + (text_[end] == '\r' ? 2 : 1) : end;
    return end < text_.size() && text_[end] == ',' ? FieldEnd::comma : FieldEnd::record;
}

CsvReader::FieldEnd CsvReader::reject_byte(std::size_t at) {
    const char c = text_[at];
    if (byte(c) >= 0x80) return reject(at, at, "invalid UTF-8", "save the file as UTF-8");
    if (c == '"') return reject(at, at, "quote inside an unquoted field", std::string(kQuoteHint));
    if (c == '\r') return reject(at, at, "carriage return without line feed", "end lines with LF or CRLF");
    if (c == '\0') return reject(at, at, "NUL byte in a field", "remove it, and check that the file is text");
    return reject(at, at, "control character in a field", "remove it");
}

CsvReader::FieldEnd CsvReader::reject(std::size_t at, std::size_t resume, std::string message, std::string hint) {
    one_line_ = false;
    position_ = next_line(text_, resume);
    add_fault(diagnostic_at(at, std::move(message), std::move(hint), Fault::bad_syntax));
    return FieldEnd::fault;
}

}  // namespace chokepoint::network
