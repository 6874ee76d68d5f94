#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chokepoint/base/files/text_file.hpp>
#include <chokepoint/base/parallel.hpp>
#include <chokepoint/base/text/unicode.hpp>
#include <chokepoint/base/text/utf8.hpp>
#include <chokepoint/scenario/foreign/matrix_text.hpp>
#include <cmath>
#include <cstring>

namespace chokepoint::scenario {

namespace {

/// The end of the line that begins at `begin`, without a carriage return.
std::size_t end_of_line(std::string_view text, std::size_t begin, std::size_t& next) {
    const void* found = begin < text.size() ? std::memchr(text.data() + begin, '\n', text.size() - begin) : nullptr;
    std::size_t end =
        found == nullptr ? text.size() : static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
    next = end + 1;
    if (end > begin && text[end - 1] == '\r') --end;
    return end;
}

/// Goes through the fields of a line; quotes around a field are dropped, and a separator inside them parts nothing.
class Fields {
   public:
    Fields(std::string_view line, char separator) : line_(line), separator_(separator) {}

    bool next(std::string_view& field) {
        if (at_ > line_.size()) return false;
        std::size_t begin = at_;
        if (begin < line_.size() && line_[begin] == '"') {
            const std::size_t close = line_.find('"', begin + 1);
            if (close != line_.npos && (close + 1 == line_.size() || line_[close + 1] == separator_)) {
                field = line_.substr(begin + 1, close - begin - 1);
                at_ = close + 2;
                return true;
            }
        }
        const void* found =
            begin < line_.size() ? std::memchr(line_.data() + begin, separator_, line_.size() - begin) : nullptr;
        const std::size_t end =
            found == nullptr ? line_.size() : static_cast<std::size_t>(static_cast<const char*>(found) - line_.data());
        field = line_.substr(begin, end - begin);
        at_ = end + 1;
        return true;
    }
    /// The column of the field that comes next, from 1, in bytes.
    std::size_t position() const { return at_ + 1; }

   private:
    std::string_view line_;
    char separator_;
    std::size_t at_ = 0;
};

std::string_view without_blanks(std::string_view field) {
    while (!field.empty() && (field.front() == ' ' || field.front() == '\t'))
        field.remove_prefix(1);
    while (!field.empty() && (field.back() == ' ' || field.back() == '\t'))
        field.remove_suffix(1);
    return field;
}

bool is_missing(std::string_view field) {
    constexpr std::array<std::string_view, 8> kMissing = {"NA", "NaN", "nan", "N/A", "n/a", "-", "..", "..."};
    return std::find(kMissing.begin(), kMissing.end(), field) != kMissing.end();
}

/// False if the field is no number; an empty field is 0.
bool parse_value(std::string_view field, double& value) {
    value = 0.0;
    field = without_blanks(field);
    if (field.empty()) return true;
    if (field.front() == '+') field.remove_prefix(1);
    const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), value);
    // 1e-320 is no fault of a table.
    if (error == std::errc::result_out_of_range && std::abs(value) < 1.0)
        value = 0.0;
    else if (error != std::errc())
        return false;
    return end == field.data() + field.size() && std::isfinite(value);
}

/// Text in Latin-1 becomes UTF-8; blanks at the ends go.
std::string label_text(std::string_view field) {
    std::string text;
    if (find_invalid_utf8(field) == field.npos) {
        text = field;
    } else {
        for (const char byte : field) {
            const auto c = static_cast<unsigned char>(byte);
            if (c < 0x80) {
                text += byte;
            } else {
                text += static_cast<char>(0xc0 | (c >> 6));
                text += static_cast<char>(0x80 | (c & 0x3f));
            }
        }
    }
    return std::string(trimmed(text));
}

std::vector<std::string> fields_of(std::string_view line, char separator) {
    std::vector<std::string> fields;
    Fields parts(line, separator);
    for (std::string_view field; parts.next(field);)
        fields.push_back(label_text(field));
    return fields;
}

char separator_of(std::string_view text) {
    constexpr std::array kSeparators = {'\t', ';', ','};
    std::array<std::size_t, 3> count{};
    std::size_t begin = 0;
    for (int line = 0; line < 8 && begin < text.size(); ++line) {
        std::size_t next = 0;
        const std::string_view bytes = text.substr(begin, end_of_line(text, begin, next) - begin);
        for (std::size_t k = 0; k < kSeparators.size(); ++k)
            count[k] += static_cast<std::size_t>(std::count(bytes.begin(), bytes.end(), kSeparators[k]));
        begin = next;
    }
    return kSeparators[static_cast<std::size_t>(std::max_element(count.begin(), count.end()) - count.begin())];
}

bool is_value(const std::string& field) {
    double value = 0.0;
    return !field.empty() && (is_missing(field) || parse_value(field, value));
}

/// Whether a line is a row of values: it ends with a number, and most of it behind the first fields is numbers.
/// Headings may have numbers too, as codes of industries.
bool is_data(const std::vector<std::string>& fields) {
    constexpr std::size_t kMostLabels = 4;
    std::size_t filled = 0;
    std::size_t behind = 0;
    std::size_t numbers = 0;
    bool ends_with_number = false;
    for (std::size_t k = 0; k < fields.size(); ++k) {
        if (fields[k].empty()) continue;
        ++filled;
        ends_with_number = is_value(fields[k]);
        if (k < kMostLabels && fields.size() > 2 * kMostLabels) continue;
        ++behind;
        numbers += ends_with_number ? 1 : 0;
    }
    const bool most = fields.size() > 2 * kMostLabels ? numbers * 2 > behind : numbers > 0;
    return filled > 1 && ends_with_number && most;
}

bool is_blank(const std::vector<std::string>& fields) {
    return std::all_of(fields.begin(), fields.end(), [](const std::string& field) { return field.empty(); });
}

[[noreturn]] void refuse_at(const NamedText& file, int line, int column, std::string message, std::string hint,
                            Fault fault) {
    throw InputError({Diagnostic{
        .place = {file.name, line, column}, .message = std::move(message), .hint = std::move(hint), .fault = fault}});
}

struct Line {
    std::size_t begin = 0;
    int number = 0;
};

/// Rows of headings up to the first line of numbers.
std::vector<std::vector<std::string>> read_headings(std::string_view text, char separator, Line& at) {
    std::vector<std::vector<std::string>> rows;
    while (at.begin < text.size()) {
        std::size_t next = 0;
        const std::size_t end = end_of_line(text, at.begin, next);
        std::vector<std::string> fields = fields_of(text.substr(at.begin, end - at.begin), separator);
        if (is_data(fields)) break;
        if (!is_blank(fields)) rows.push_back(std::move(fields));
        at.begin = next;
        ++at.number;
    }
    return rows;
}

/// The number of fields up to the last that is not a number.
std::size_t count_labels(const std::vector<std::string>& fields) {
    for (std::size_t k = fields.size(); k > 0; --k) {
        if (!fields[k - 1].empty() && !is_value(fields[k - 1])) return k;
    }
    return 0;
}

/// A download that was cut off ends within a line. That is said before anything that follows from it.
void check_last_line(const MatrixText& matrix, std::size_t wanted) {
    const std::string_view text = matrix.file->text;
    std::size_t next = 0;
    const std::size_t begin = matrix.begins.back();
    Fields parts(text.substr(begin, end_of_line(text, begin, next) - begin), matrix.separator);
    std::size_t count = 0;
    for (std::string_view field; parts.next(field);)
        ++count;
    if (count < wanted)
        refuse_at(*matrix.file, matrix.lines.back(), 1,
                  fmt::format("the last line has {} fields, and the others have {}", count, wanted),
                  "the download seems to be cut off: get the file again", Fault::damaged);
}

}  // namespace

MatrixText lay_out_matrix(const std::shared_ptr<const NamedText>& file, const MatrixHints& hints) {
    MatrixText matrix;
    const std::string_view text = file->text;
    matrix.file = file;
    matrix.separator = hints.separator != '\0' ? hints.separator : separator_of(text);
    Line at{0, 1};
    std::vector<std::vector<std::string>> headings;
    if (!hints.no_labels) headings = read_headings(text, matrix.separator, at);
    std::size_t fields_wanted = 0;
    for (std::size_t next = 0; at.begin < text.size(); at.begin = next, ++at.number) {
        const std::size_t end = end_of_line(text, at.begin, next);
        const std::string_view line = text.substr(at.begin, end - at.begin);
        if (without_blanks(line).empty() || line == "\x1a") continue;
        if (fields_wanted == 0) {
            std::vector<std::string> fields = fields_of(line, matrix.separator);
            while (hints.no_labels && !fields.empty() && fields.back().empty())
                fields.pop_back();
            matrix.label_columns = hints.no_labels ? 0 : count_labels(fields);
            fields_wanted = fields.size();
        }
        std::vector<std::string> labels;
        Fields parts(line, matrix.separator);
        std::string_view field;
        for (std::size_t k = 0; k < matrix.label_columns && parts.next(field); ++k)
            labels.push_back(label_text(field));
        if (labels.size() < matrix.label_columns)
            refuse_at(*file, at.number, 1, fmt::format("the line has {} of {} fields", labels.size(), fields_wanted),
                      "the download seems to be cut off: get the file again", Fault::damaged);
        matrix.labels.push_back(std::move(labels));
        matrix.begins.push_back(at.begin);
        matrix.lines.push_back(at.number);
    }
    if (fields_wanted <= matrix.label_columns)
        refuse_file(file->name, "the file has no matrix of numbers", "name a table; 'inspect' shows what a file is");
    matrix.width = fields_wanted - matrix.label_columns;
    check_last_line(matrix, fields_wanted);
    for (auto& heading : headings) {
        heading.resize(std::max(heading.size(), fields_wanted));
        const auto values = heading.begin() + static_cast<std::ptrdiff_t>(matrix.label_columns);
        matrix.corner.emplace_back(heading.begin(), values);
        matrix.header.emplace_back(values, values + static_cast<std::ptrdiff_t>(matrix.width));
    }
    // A row that only names the columns of labels has nothing over the values.
    std::erase_if(matrix.header, is_blank);
    return matrix;
}

namespace {

/// Cells of some rows.
struct Part {
    Cells flows;
    Cells others;
    std::size_t not_numbers = 0;
};

class CellReader {
   public:
    CellReader(const MatrixText& text, std::size_t first_row, std::size_t first_column, const RawTable& table)
        : text_(text), first_row_(first_row), first_column_(first_column), table_(table) {}

    void read(std::size_t row, Part& part) const {
        const std::string_view bytes = text_.file->text;
        std::size_t next = 0;
        const std::size_t begin = text_.begins[row];
        Fields parts(bytes.substr(begin, end_of_line(bytes, begin, next) - begin), text_.separator);
        const std::size_t wanted = text_.label_columns + text_.width;
        const Account account = table_.rows[first_row_ + row].account;
        std::string_view field;
        for (std::size_t k = 0; k < wanted; ++k) {
            const std::size_t position = parts.position();
            if (!parts.next(field)) refuse_width(row, k);
            if (k < text_.label_columns) continue;
            if (field == "0" || field == "0.0" || field.empty()) continue;
            const std::size_t column = first_column_ + k - text_.label_columns;
            const Account over = table_.columns[column].account;
            if (account == Account::ignored || over == Account::ignored) continue;
            double value = 0.0;
            if (!parse_value(field, value)) {
                if (!is_missing(without_blanks(field))) refuse_number(row, position, field);
                ++part.not_numbers;
            }
            if (value == 0.0) continue;
            Cells& cells = account <= Account::product && over <= Account::product ? part.flows : part.others;
            cells.add(static_cast<std::uint32_t>(first_row_ + row), static_cast<std::uint32_t>(column), value);
        }
        while (parts.next(field)) {
            if (!without_blanks(field).empty()) refuse_width(row, wanted + 1);
        }
    }

   private:
    [[noreturn]] void refuse_width(std::size_t row, std::size_t has) const {
        const std::size_t wanted = text_.label_columns + text_.width;
        refuse_at(*text_.file, text_.lines[row], 1,
                  has < wanted ? fmt::format("the line has {} fields, and the others have {}", has, wanted)
                               : fmt::format("the line has more than the {} fields of the others", wanted),
                  "check the line; fields are parted alike in the whole file", Fault::damaged);
    }

    [[noreturn]] void refuse_number(std::size_t row, std::size_t position, std::string_view field) const {
        refuse_at(*text_.file, text_.lines[row], static_cast<int>(position),
                  fmt::format("{} is not a number", in_quotes(field)),
                  "values are written as 1234.5 or 1.2e3, without separators of thousands", Fault::bad_number);
    }

    const MatrixText& text_;
    std::size_t first_row_;
    std::size_t first_column_;
    const RawTable& table_;
};

void append(Cells& to, const Cells& from) {
    to.row.insert(to.row.end(), from.row.begin(), from.row.end());
    to.column.insert(to.column.end(), from.column.begin(), from.column.end());
    to.value.insert(to.value.end(), from.value.begin(), from.value.end());
}

}  // namespace

void read_cells(const MatrixText& text, std::size_t first_row, std::size_t first_column, unsigned threads,
                RawTable& table) {
    constexpr std::size_t kRowsOfPart = 64;
    const CellReader reader(text, first_row, first_column, table);
    std::vector<Part> parts((text.rows() + kRowsOfPart - 1) / kRowsOfPart);
    for_each_index(parts.size(), threads, [&](std::size_t k) {
        const std::size_t end = std::min(text.rows(), (k + 1) * kRowsOfPart);
        for (std::size_t row = k * kRowsOfPart; row < end; ++row)
            reader.read(row, parts[k]);
    });
    std::size_t flows = table.flows.size();
    for (const Part& part : parts)
        flows += part.flows.size();
    table.flows.row.reserve(flows);
    table.flows.column.reserve(flows);
    table.flows.value.reserve(flows);
    for (Part& part : parts) {
        append(table.flows, part.flows);
        append(table.others, part.others);
        table.not_numbers += part.not_numbers;
        part = {};
    }
}

std::vector<double> read_column(const MatrixText& text, std::size_t column) {
    RawTable alone;
    alone.rows.resize(text.rows());
    alone.columns.resize(text.width);
    for (std::size_t c = 0; c < text.width; ++c)
        alone.columns[c].account = c == column ? Account::industry : Account::ignored;
    read_cells(text, 0, 0, 1, alone);
    std::vector<double> values(text.rows(), 0.0);
    for (std::size_t k = 0; k < alone.flows.size(); ++k)
        values[alone.flows.row[k]] = alone.flows.value[k];
    return values;
}

}  // namespace chokepoint::scenario
