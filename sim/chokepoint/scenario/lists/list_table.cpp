#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/base/text/unicode.hpp>
#include <chokepoint/base/text/utf8.hpp>
#include <chokepoint/scenario/lists/list_table.hpp>
#include <chokepoint/scenario/schema/suggestion.hpp>

namespace chokepoint::scenario {

namespace {

constexpr int kMostFaults = 20;

/// The byte at which line `line` begins.
std::size_t begin_of_line(std::string_view text, int line) {
    std::size_t at = 0;
    for (; line > 1 && at < text.size(); --line)
        at = std::min(text.find('\n', at), text.size() - 1) + 1;
    return at;
}

}  // namespace

std::string column_key(std::string_view name) {
    std::string key;
    for (const char c : lower_case(name)) {
        const auto byte = static_cast<unsigned char>(c);
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || byte >= 0x80) key += c;
    }
    return key;
}

bool header_has(std::string_view text, char separator, std::initializer_list<std::string_view> keys) {
    constexpr std::size_t kLongestHeader = 20'000;
    const std::string_view head = text.substr(0, std::min(text.find('\n'), kLongestHeader));
    Diagnostics ignored;
    const std::string file;
    const ListTable table(file, head, separator, ignored);
    return std::all_of(keys.begin(), keys.end(),
                       [&](std::string_view key) { return table.column({key}) != ListTable::kNoColumn; });
}

ListTable::ListTable(const std::string& file, std::string_view text, char separator, Diagnostics& diagnostics, int line,
                     std::size_t position)
    : file_(file), text_(text), separator_(separator), diagnostics_(diagnostics), position_(position), line_(line) {}

ListTable::ListTable(const std::string& file, std::string_view text, char separator, Diagnostics& diagnostics,
                     int first_line)
    : ListTable(file, text, separator, diagnostics, first_line, begin_of_line(text, first_line)) {
    if (!read_row()) return;
    while (count_ > 0 && trimmed(fields_[count_ - 1]).empty())
        --count_;
    columns_ = count_;
    for (std::size_t k = 0; k < columns_; ++k) {
        header_.emplace_back(trimmed(fields_[k]));
        keys_.push_back(column_key(header_.back()));
    }
}

ListTable ListTable::without_header(const std::string& file, std::string_view text, char separator, std::size_t columns,
                                    Diagnostics& diagnostics) {
    ListTable table(file, text, separator, diagnostics, 1, std::size_t{0});
    table.columns_ = columns;
    return table;
}

std::size_t ListTable::column(std::initializer_list<std::string_view> keys) const {
    for (const std::string_view key : keys) {
        const auto found = std::find(keys_.begin(), keys_.end(), key);
        if (found != keys_.end()) return static_cast<std::size_t>(found - keys_.begin());
    }
    return kNoColumn;
}

std::size_t ListTable::needed_column(std::string_view name) {
    const std::size_t found = column({column_key(name)});
    if (found == kNoColumn)
        fault_at(row_start_, Fault::missing_key, fmt::format("the list has no column '{}'", name),
                 hint_for(name, header_, "name a column of the list's first line"));
    return found;
}

bool ListTable::next() {
    while (position_ < text_.size() && faults_ < kMostFaults) {
        if (read_row() && check_row()) return true;
    }
    return false;
}

std::string_view ListTable::text(std::size_t column) const {
    return column < count_ ? trimmed(fields_[column]) : std::string_view();
}

Date ListTable::date(std::size_t column, DateOrder order, Date otherwise, bool end) {
    const std::string_view written = text(column);
    if (written.empty()) return otherwise;
    const auto day = parse_list_date(written, order, end);
    if (!day)
        fault(column, Fault::bad_date, fmt::format("{} is not a date", in_quotes(written)),
              order == DateOrder::month_first ? "the list writes dates as 04/16/2018 or 2018-04-16"
                                              : "the list writes dates as 16/04/2018 or 2018-04-16");
    return day.value_or(otherwise);
}

/// Reads the fields of the next row that is not blank.
bool ListTable::read_row() {
    row_start_ = position_;
    row_line_ = line_;
    count_ = 0;
    is_unclosed_ = false;
    while (read_field() == FieldEnd::field) {
    }
    line_ += static_cast<int>(std::count(text_.begin() + static_cast<std::ptrdiff_t>(row_start_),
                                         text_.begin() + static_cast<std::ptrdiff_t>(std::min(position_, text_.size())),
                                         '\n'));
    return count_ > 1 || (count_ == 1 && !trimmed(fields_[0]).empty());
}

ListTable::FieldEnd ListTable::read_field() {
    if (count_ == fields_.size()) {
        fields_.emplace_back();
        starts_.push_back(0);
    }
    starts_[count_] = position_;
    ++count_;
    std::string& field = fields_[count_ - 1];
    field.clear();
    // BIS writes a blank before some names, but never before a quote; OFAC writes none.
    if (position_ < text_.size() && text_[position_] == '"') return read_quoted_field();
    const char ends[] = {separator_, '\n'};
    const std::size_t end = std::min(text_.find_first_of(std::string_view(ends, 2), position_), text_.size());
    field = text_.substr(position_, end - position_);
    position_ = end;
    return end_field();
}

/// A quote closes the field only before a separator, a line end or the end of the text.
ListTable::FieldEnd ListTable::read_quoted_field() {
    std::string& field = fields_[count_ - 1];
    for (std::size_t at = position_ + 1;;) {
        const std::size_t quote = text_.find('"', at);
        field += text_.substr(at, std::min(quote, text_.size()) - at);
        if (quote == std::string_view::npos) {
            is_unclosed_ = true;
            position_ = text_.size();
            return FieldEnd::text;
        }
        at = quote + 1;
        const char after = at < text_.size() ? text_[at] : '\n';
        if (after == separator_ || after == '\n' || after == '\r' || after == ' ') {
            position_ = std::min(text_.find_first_not_of(after == ' ' ? " " : "\r", at), text_.size());
            if (position_ == text_.size() || text_[position_] == separator_ || text_[position_] == '\n')
                return end_field();
        }
        field += '"';
        if (after == '"') ++at;
    }
}

ListTable::FieldEnd ListTable::end_field() {
    if (position_ >= text_.size()) return FieldEnd::text;
    return text_[position_++] == separator_ ? FieldEnd::field : FieldEnd::row;
}

/// A row may have more empty fields at its end than the header has, but not fewer: that is what a cut leaves.
bool ListTable::check_row() {
    while (count_ > columns_ && trimmed(fields_[count_ - 1]).empty())
        --count_;
    if (count_ == columns_ && !is_unclosed_) return true;
    const bool is_last = position_ >= text_.size();
    const std::string has = fmt::format("the row has {} of {} fields", count_, columns_);
    if (is_last && (is_unclosed_ || count_ < columns_)) {
        fault_at(row_start_, Fault::damaged, "the list ends in the middle of a row: " + has,
                 "the file seems to be cut off: download it again");
    } else {
        fault_at(row_start_, Fault::bad_syntax, has,
                 count_ > columns_ ? "put a field that contains a separator in double quotes"
                                   : "write a separator for each empty field as well");
    }
    return false;
}

void ListTable::fault(std::size_t column, Fault fault, std::string message, std::string hint) {
    fault_at(column < count_ ? starts_[column] : row_start_, fault, std::move(message), std::move(hint));
}

void ListTable::fault_at(std::size_t at, Fault fault, std::string message, std::string hint) {
    ++faults_;
    const std::string_view before = text_.substr(row_start_, at - row_start_);
    const std::size_t line_break = before.rfind('\n');
    const std::size_t line_start = line_break == std::string_view::npos ? row_start_ : row_start_ + line_break + 1;
    const auto lines = static_cast<int>(std::count(before.begin(), before.end(), '\n'));
    const auto column = static_cast<int>(count_characters(text_.substr(line_start, at - line_start))) + 1;
    diagnostics_.add({.place = {file_, row_line_ + lines, column},
                      .message = std::move(message),
                      .hint = std::move(hint),
                      .source_line = line_from(text_, line_start),
                      .fault = fault});
}

}  // namespace chokepoint::scenario
