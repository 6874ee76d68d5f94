#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/base/text/suggest.hpp>
#include <chokepoint/base/text/unicode.hpp>
#include <chokepoint/base/text/utf8.hpp>
#include <chokepoint/network/file/csv.hpp>
#include <chokepoint/network/file/text_format.hpp>
#include <utility>
#include <vector>

namespace chokepoint::network {
namespace {

constexpr int kMostFaults = 20;

/// The names between the commas of a line, without surrounding whitespace and quotes.
std::vector<std::string_view> names_of_header(std::string_view line) {
    std::vector<std::string_view> names;
    for (std::size_t end = 0; end != line.npos; line.remove_prefix(std::min(line.size(), end) + (end != line.npos))) {
        end = line.find(',');
        std::string_view name = trimmed(line.substr(0, end));
        if (name.size() > 1 && name.front() == '"' && name.back() == '"')
            name = trimmed(name.substr(1, name.size() - 2));
        names.push_back(name);
    }
    return names;
}

/// The known kind of a text that lacks required columns.
std::optional<TextFormat> recognise_foreign(std::string_view file, std::string_view text,
                                            std::span<const CsvColumn> columns) {
    const WantedColumns wanted = WantedColumns::of(columns);
    const std::string line = line_from(text, 0);
    const std::vector<std::string_view> header = names_of_header(line);
    const auto is_there = [&](const std::string& name) { return std::ranges::count(header, name) > 0; };
    if (std::all_of(wanted.required.begin(), wanted.required.end(), is_there)) return std::nullopt;
    return recognise_table(file, text, wanted);
}

}  // namespace

CsvReader::CsvReader(const TextFile& file, std::span<const CsvColumn> columns, Diagnostics& diagnostics)
    : text_(file.text()),
      file_(&file.name()),
      columns_(columns),
      diagnostics_(&diagnostics),
      present_(columns.size(), 0),
      fields_(columns.size()),
      starts_(columns.size(), 0),
      field_columns_(columns.size(), 0),
      unescaped_(columns.size() + 1) {
    if (text_.empty()) {
        add_fault(file_fault(*file_, "file is empty", "the first line must name the columns: " + column_names(),
                             Fault::empty));
        return;
    }
    read_header();
}

void CsvReader::read_header() {
    if (auto format = recognise_foreign(*file_, text_, columns_)) {
        add_fault(
            diagnostic_at(0, "the file looks like " + format->what, std::move(format->remedy), Fault::unreadable));
        position_ = text_.size();
        return;
    }
    std::vector<HeaderField> header;
    auto end = FieldEnd::comma;
    while (end == FieldEnd::comma) {
        const std::size_t start = position_;
        std::string_view name;
        end = read_field(name, unescaped_.back());
        header.push_back({std::string(name), start});
    }
    line_ += static_cast<int>(std::count(text_.begin(), text_.begin() + position_, '\n'));
    if (end == FieldEnd::fault) {
        position_ = text_.size();
        return;
    }
    match_header(header);
}

void CsvReader::match_header(const std::vector<HeaderField>& header) {
    std::vector<std::string_view> suggested;
    for (std::size_t i = 0; i < header.size(); ++i) {
        const auto& name = header[i].name;
        const auto column =
            std::find_if(columns_.begin(), columns_.end(), [&](const auto& c) { return c.name == name; });
        slots_.push_back(-1);
        if (column == columns_.end()) {
            suggested.push_back(fault_unknown_column(header[i]));
            continue;
        }
        const auto index = column - columns_.begin();
        const auto first = std::find(slots_.begin(), slots_.end(), static_cast<int>(index));
        if (first == slots_.end()) {
            slots_.back() = static_cast<int>(index);
            present_[static_cast<std::size_t>(index)] = 1;
            continue;
        }
        auto diagnostic = diagnostic_at(header[i].start, "duplicate column " + in_quotes(name),
                                        "remove or rename one of them", Fault::duplicate);
        const auto other = diagnostic_at(header[static_cast<std::size_t>(first - slots_.begin())].start, {}, {});
        diagnostic.other = other.place;
        diagnostic.other_source_line = other.source_line;
        diagnostic.other_note = "first given at";
        add_fault(std::move(diagnostic));
    }
    fault_missing_columns(suggested);
}

/// Returns the column that was probably meant, or "".
std::string_view CsvReader::fault_unknown_column(const HeaderField& field) {
    std::vector<std::string_view> names;
    for (const auto& column : columns_) {
        names.push_back(column.name);
    }
    const auto nearest = nearest_word(field.name, names);
    auto hint = nearest.empty() ? "the columns are " + column_names() : "did you mean " + in_quotes(nearest) + "?";
    add_fault(
        diagnostic_at(field.start, "unknown column " + in_quotes(field.name), std::move(hint), Fault::unknown_key));
    return nearest;
}

/// Skips columns that were already suggested for a misspelt name.
void CsvReader::fault_missing_columns(std::span<const std::string_view> suggested) {
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        if (!columns_[i].required || present_[i]) continue;
        position_ = text_.size();
        if (std::find(suggested.begin(), suggested.end(), columns_[i].name) != suggested.end()) continue;
        auto hint = "add it: " + std::string(columns_[i].meaning);
        if (columns_[i].meaning.empty()) hint = "add it to the header and to every row";
        add_fault(
            diagnostic_at(0, "missing column " + in_quotes(columns_[i].name), std::move(hint), Fault::missing_key));
    }
}

std::string CsvReader::column_names() const {
    std::string names;
    for (const auto& column : columns_) {
        names += names.empty() ? "" : ",";
        names += column.name;
    }
    return names;
}

std::vector<std::string> CsvReader::header_names(const TextFile& file) {
    Diagnostics ignored;
    CsvReader reader(file, {}, ignored);
    reader.position_ = 0;
    std::vector<std::string> names;
    for (auto end = FieldEnd::comma; end == FieldEnd::comma && !file.text().empty();) {
        std::string_view name;
        end = reader.read_field(name, reader.unescaped_.back());
        names.emplace_back(name);
    }
    return names;
}

CsvReader CsvReader::part(std::size_t begin, std::size_t end) const {
    CsvReader reader = *this;
    reader.text_ = text_.substr(0, end);
    reader.position_ = begin;
    reader.line_ = 1;
    reader.faults_ = 0;
    reader.diagnostics_ = nullptr;
    return reader;
}

void CsvReader::fault(const CsvRow& row, std::size_t column, std::string message, std::string hint) {
    fault_at(row, column, {.message = std::move(message), .hint = std::move(hint)});
}

void CsvReader::fault_at(const CsvRow& row, std::size_t column, Diagnostic fault) {
    Diagnostic where = place(row, column);
    fault.place = std::move(where.place);
    fault.source_line = std::move(where.source_line);
    add_fault(std::move(fault));
}

bool CsvReader::keeps_faults() const {
    return diagnostics_ != nullptr && faults_ < kMostFaults;
}

Diagnostic CsvReader::place(const CsvRow& row, std::size_t column) const {
    const bool absent = row.columns[column] == 0;
    return diagnostic_at(absent ? row_start_ : starts_[column], {}, {});
}

/// `at` must be in the current record, whose line is known.
Diagnostic CsvReader::diagnostic_at(std::size_t at, std::string message, std::string hint, Fault fault) const {
    const auto before = text_.substr(row_start_, at - row_start_);
    const auto line_break = before.rfind('\n');
    const std::size_t line_start = line_break == std::string_view::npos ? row_start_ : row_start_ + line_break + 1;
    const auto lines = std::count(before.begin(), before.end(), '\n');
    const auto column = count_characters(text_.substr(line_start, at - line_start)) + 1;
    return {.place = {*file_, row_line_ + static_cast<int>(lines), static_cast<int>(column)},
            .message = std::move(message),
            .hint = std::move(hint),
            .source_line = line_from(text_, line_start),
            .fault = fault};
}

void CsvReader::add_fault(Diagnostic diagnostic) {
    ++faults_;
    if (diagnostics_ != nullptr && faults_ <= kMostFaults) diagnostics_->add(std::move(diagnostic));
}

void CsvReader::report_unshown_faults() {
    const int unshown = faults_ - kMostFaults;
    if (unshown <= 0 || diagnostics_ == nullptr) return;
    faults_ = kMostFaults;
    auto message = fmt::format("{} more {} not shown", unshown, unshown == 1 ? "fault is" : "faults are");
    diagnostics_->add(file_fault(*file_, std::move(message), "many faults often have one cause: correct the first",
                                 Fault::invalid_value));
}

}  // namespace chokepoint::network
