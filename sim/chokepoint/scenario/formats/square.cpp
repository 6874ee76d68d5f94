#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <chokepoint/base/diagnostic.hpp>
#include <chokepoint/scenario/formats/square.hpp>
#include <set>
#include <utility>

namespace chokepoint::scenario {

namespace {

std::set<std::pair<std::string, std::string>> keys_of(const std::vector<Label>& labels) {
    std::set<std::pair<std::string, std::string>> keys;
    for (const Label& label : labels)
        keys.emplace(label.country, label.code);
    return keys;
}

/// A code on one side alone that is no known item: a total of the publisher's, or an industry whose row or column is
/// missing.
void refuse_one_sided(const RawTable& table) {
    const auto rows = keys_of(table.rows);
    const auto columns = keys_of(table.columns);
    const auto check = [&](const std::vector<Label>& labels, const auto& others, bool are_rows) {
        for (const Label& label : labels) {
            if (label.account != Account::industry || others.contains({label.country, label.code})) continue;
            throw InputError(
                {Diagnostic{.place = {table.file, are_rows ? label.place : 1, are_rows ? 1 : label.place},
                            .message = fmt::format("'{}' is a {} but no {}", label.text, are_rows ? "row" : "column",
                                                   are_rows ? "column" : "row"),
                            .hint = fmt::format(
                                "an industry has both; if it is neither an industry nor an item that is known, leave "
                                "it out with 'leave_out: [{}]' in 'table' of model.yaml; otherwise get the whole file",
                                label.text),
                            .fault = Fault::unbalanced}});
        }
    };
    check(table.rows, columns, true);
    check(table.columns, rows, false);
}

}  // namespace

std::vector<std::string_view> first_fields(std::string_view head, char separator) {
    if (head.starts_with("\xef\xbb\xbf")) head.remove_prefix(3);
    head = head.substr(0, head.find_first_of("\r\n"));
    std::vector<std::string_view> fields;
    while (true) {
        const std::size_t end = std::min(head.find(separator), head.size());
        std::string_view field = head.substr(0, end);
        if (field.size() >= 2 && field.front() == '"' && field.back() == '"') field = field.substr(1, field.size() - 2);
        fields.push_back(field);
        if (end == head.size()) return fields;
        head.remove_prefix(end + 1);
    }
}

bool contains(std::string_view text, std::string_view part) {
    return std::search(text.begin(), text.end(), part.begin(), part.end(), [](char a, char b) {
               return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
           }) != text.end();
}

std::string year_in(std::string_view name) {
    for (std::size_t k = name.size(); k-- > 0;) {
        const std::string_view four = name.substr(k, 4);
        const bool digits = std::all_of(four.begin(), four.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
        const bool alone = (k == 0 || std::isdigit(static_cast<unsigned char>(name[k - 1])) == 0) &&
                           (k + 4 == name.size() || std::isdigit(static_cast<unsigned char>(name[k + 4])) == 0);
        if (digits && alone && (four.starts_with("19") || four.starts_with("20")) && four >= "1950")
            return std::string(four);
    }
    return {};
}

RawTable read_square(const FileSet& files, const std::string& main, const TableOptions& options) {
    const MatrixText text = lay_out_matrix(files.open(main));
    RawTable table;
    table.file = text.file->name;
    table.year = year_in(main);
    if (text.header.size() != 1 || text.label_columns != 1)
        refuse_file(table.file,
                    fmt::format("the matrix has {} rows and {} columns of headings, not one of each",
                                text.header.size(), text.label_columns),
                    "name the format with 'format' in 'table' of model.yaml; 'describe table-formats' lists them");
    const auto label = [&](const std::string& code, int place) {
        Label one = split_code(code);
        one.place = place;
        if (std::find(options.leave_out.begin(), options.leave_out.end(), code) != options.leave_out.end())
            one.account = Account::ignored;
        return one;
    };
    for (std::size_t r = 0; r < text.rows(); ++r)
        table.rows.push_back(label(text.labels[r][0], text.lines[r]));
    for (std::size_t c = 0; c < text.width; ++c)
        table.columns.push_back(label(text.heading(0, c), static_cast<int>(c + 2)));
    refuse_one_sided(table);
    read_cells(text, 0, 0, options.threads, table);
    return table;
}

}  // namespace chokepoint::scenario
