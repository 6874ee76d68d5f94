#include <chokepoint/base/number.hpp>
#include <chokepoint/report/table.hpp>
#include <cmath>
#include <nlohmann/json.hpp>

namespace chokepoint {

namespace {

void append_text(std::string_view text, std::string& out) {
    const bool formula = !text.empty() && std::string_view("=+-@").find(text.front()) != std::string_view::npos;
    if (!formula && text.find_first_of("\",\r\n") == std::string_view::npos) {
        out += text;
        return;
    }
    out += '"';
    if (formula) out += '\'';
    for (const char c : text) {
        if (c == '"') out += '"';
        out += c;
    }
    out += '"';
}

}  // namespace

CsvText::CsvText(const std::vector<std::string>& columns) {
    for (const std::string& column : columns)
        add(column);
    end_row();
}

void CsvText::separate() {
    if (row_begun_) text_ += ',';
    row_begun_ = true;
}

void CsvText::add(std::string_view text) {
    separate();
    append_text(text, text_);
}

void CsvText::add(double number) {
    separate();
    append_number(text_, number);
}

void CsvText::add_nothing() {
    separate();
    text_ += "NA";
}

void CsvText::end_row() {
    text_ += '\n';
    row_begun_ = false;
}

std::string to_csv(const Table& table) {
    CsvText csv(table.columns);
    for (const auto& row : table.rows) {
        for (const Cell& cell : row) {
            if (const auto* text = std::get_if<std::string>(&cell)) {
                csv.add(*text);
            } else if (const auto* number = std::get_if<double>(&cell)) {
                csv.add(*number);
            } else {
                csv.add_nothing();
            }
        }
        csv.end_row();
    }
    return csv.take();
}

std::string to_json(const Table& table) {
    auto rows = nlohmann::ordered_json::array();
    for (const auto& row : table.rows) {
        nlohmann::ordered_json object;
        for (std::size_t c = 0; c < row.size(); ++c) {
            nlohmann::ordered_json& value = object[table.columns[c]];
            if (const auto* text = std::get_if<std::string>(&row[c])) {
                value = *text;
            } else if (const auto* number = std::get_if<double>(&row[c]); number != nullptr && std::isfinite(*number)) {
                value = *number;
            }
        }
        rows.push_back(std::move(object));
    }
    return rows.dump(1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

}  // namespace chokepoint
