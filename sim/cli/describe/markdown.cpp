#include <algorithm>
#include <chokepoint/base/text/utf8.hpp>
#include <cli/describe/markdown.hpp>
#include <cli/terminal/split.hpp>

namespace chokepoint::cli {

namespace {

using Row = std::vector<std::string>;

constexpr std::size_t kWidestName = 24;  ///< A row with a wider name is an entry of several lines.

std::string markdown_row(const Row& cells) {
    std::string text = "|";
    for (const std::string& cell : cells) {
        text += ' ';
        for (const char c : cell)
            text += c == '|' ? "\\|" : std::string(1, c);
        text += " |";
    }
    return text + "\n";
}

std::string_view trimmed(std::string_view text) {
    const std::size_t begin = std::min(text.find_first_not_of(' '), text.size());
    return text.substr(begin, text.find_last_not_of(' ') + 1 - begin);
}

/// The text of a line without Markdown's marks.
std::string inline_text(std::string_view text) {
    std::string out;
    for (std::size_t k = 0; k < text.size(); ++k) {
        if (text[k] == '\\' && text.substr(k + 1, 1) == "|") ++k;
        out += text[k] == '`' ? '\'' : text[k];
    }
    return out;
}

Row split_cells(std::string_view line) {
    Row cells;
    std::size_t begin = 1;
    for (std::size_t k = 1; k < line.size(); ++k) {
        if (line[k] != '|' || line[k - 1] == '\\') continue;
        cells.push_back(inline_text(trimmed(line.substr(begin, k - begin))));
        begin = k + 1;
    }
    return cells;
}

/// The rows of a table, the first two being its header, in columns or as entries of several lines.
std::string plain_rows(const std::vector<Row>& rows) {
    std::vector<std::size_t> widths(rows[0].size(), 0);
    const auto is_wide = [](const Row& row) { return count_characters(row[0]) > kWidestName; };
    const bool has_entries = rows[0].size() > 2 && std::any_of(rows.begin() + 2, rows.end(), is_wide);
    const auto is_entry = [&](const Row& row) { return has_entries || is_wide(row); };
    for (std::size_t r = 2; r < rows.size(); ++r) {
        for (std::size_t c = 0; c < rows[r].size() && !is_entry(rows[r]); ++c)
            widths[c] = std::max(widths[c], count_characters(rows[r][c]));
    }
    std::string text;
    for (std::size_t r = 2; r < rows.size(); ++r) {
        std::string line = "  ";
        for (std::size_t c = 0; c < rows[r].size(); ++c) {
            if (is_entry(rows[r]))
                line += (c == 0 ? "" : "\n      ") + rows[r][c];
            else if (widths[c] > 0)
                line += rows[r][c] + std::string(widths[c] + 2 - count_characters(rows[r][c]), ' ');
        }
        text += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
    }
    return text;
}

}  // namespace

std::string markdown_table(const Row& header, const std::vector<Row>& rows) {
    std::string text = markdown_row(header) + markdown_row(Row(header.size(), "---"));
    for (const Row& row : rows)
        text += markdown_row(row);
    return text;
}

std::string plain_text(std::string_view markdown) {
    std::string out;
    std::vector<Row> table;
    bool is_fenced = false;
    bool is_open = false;  // the line before is a paragraph's or an item's, which goes on
    const auto end_table = [&] {
        if (!table.empty()) out += plain_rows(table);
        table.clear();
    };
    for (const std::string& line : split(std::string(markdown.substr(0, markdown.rfind('\n'))), '\n')) {
        if (!is_fenced && line.starts_with("|")) {
            table.push_back(split_cells(line));
            continue;
        }
        end_table();
        const bool is_text = !is_fenced && !line.empty() && line[0] != '#' && !line.starts_with("```");
        const bool is_item = is_text && line.starts_with("- ");
        if (line.starts_with("```"))
            is_fenced = !is_fenced;
        else if (is_text && is_open && !is_item)
            out.replace(out.size() - 1, 1, " " + inline_text(trimmed(line)) + "\n");
        else if (is_text)
            out += (is_item ? "  " : "") + inline_text(line) + "\n";
        else
            out += (is_fenced ? line : line.substr(std::min(line.find_first_not_of("# "), line.size()))) + "\n";
        is_open = is_text;
    }
    end_table();
    return out;
}

}  // namespace chokepoint::cli
