#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <chokepoint/base/text/shell_word.hpp>
#include <chokepoint/network/file/table_commands.hpp>
#include <filesystem>

namespace chokepoint::network {

namespace {

bool is_value(std::string_view column) {
    return column.starts_with("value");
}

bool is_number_column(std::string_view column) {
    return is_value(column) || column.ends_with("_usd") || column == "gross_output" || column == "final_demand";
}

std::string separator_option(char separator) {
    if (separator == ' ') return "";
    if (separator == ',') return "-F, ";
    return separator == '\t' ? "-F'\\t' " : fmt::format("-F'{}' ", separator);
}

bool some_field_has_comma(const TableHead& head, std::size_t field) {
    return std::any_of(head.rows.begin(), head.rows.end(), [&](const auto& row) {
        return field < row.size() && row[field].find(',') != std::string::npos;
    });
}

/// The awk code that cleans each line before its fields are read.
std::string cleaning(const TableHead& head) {
    std::string program;
    if (head.comment != '\0') program += fmt::format("/^{}/ {{next}} ", head.comment);
    if (head.crlf) program += "{sub(/\\r$/, \"\")} ";
    if (head.has_quotes) program += "{gsub(/\"/, \"\")} ";
    return program;
}

/// The new header line if every field of the header is one of the columns, so that no other line must change; or "".
std::string new_header(const TableHead& head, const ColumnGuess& guess) {
    if (head.separator != ',' || head.comment != '\0' || !has_header(head) || !guess.complete()) return {};
    std::vector<std::string> names(head.rows[0].size());
    for (std::size_t k = 0; k < guess.columns.size(); ++k)
        names[*guess.fields[k]] = guess.columns[k];
    const bool all = std::none_of(names.begin(), names.end(), [](const std::string& name) { return name.empty(); });
    return all ? fmt::format("{}", fmt::join(names, ",")) : std::string();
}

}  // namespace

std::string name_of_original(std::string_view file) {
    const std::filesystem::path path(file);
    const std::string stem = (path.parent_path() / path.stem()).string();
    std::error_code ignored;
    std::string name = fmt::format("{}.original{}", stem, path.extension().string());
    for (int k = 2; std::filesystem::exists(name, ignored); ++k)
        name = fmt::format("{}.original{}{}", stem, k, path.extension().string());
    return name;
}

std::string awk_command(std::string_view program, std::string_view file, std::string_view out) {
    if (file != out) return fmt::format("awk {} {} > {}", program, shell_word(file), shell_word(out));
    const std::string original = shell_word(name_of_original(file));
    return fmt::format("mv {0} {1}\nawk {2} {1} > {0}", shell_word(file), original, program);
}

bool only_renames(const TableHead& head, const ColumnGuess& guess) {
    return !new_header(head, guess).empty();
}

std::string rewrite_command(const TableHead& head, const ColumnGuess& guess, std::string_view file,
                            std::string_view out) {
    if (file == out && only_renames(head, guess))
        return fmt::format("sed -i '1s/.*/{}/' {}", new_header(head, guess), shell_word(file));
    if (head.quoted) return {};
    std::string fields;
    std::string decimal_comma;
    for (std::size_t k = 0; k < guess.columns.size(); ++k) {
        if (k > 0) fields += " \",\" ";
        if (!guess.fields[k]) {
            if (!is_value(guess.columns[k]) || !guess.left_out(head.rows[0]).empty()) return {};
            fields += "1";
            continue;
        }
        const std::size_t number = *guess.fields[k] + 1;
        fields += fmt::format("${}", number);
        if (!some_field_has_comma(head, number - 1)) continue;
        if (!is_number_column(guess.columns[k])) return {};
        decimal_comma += fmt::format("gsub(\",\", \".\", ${}); ", number);
    }
    const std::string header = fmt::format("print \"{}\"", fmt::join(guess.columns, ","));
    const std::string first =
        has_header(head) ? fmt::format("!n++ {{{}; next}} ", header) : fmt::format("BEGIN {{{}}} ", header);
    return awk_command(fmt::format("{}'{}{}{{{}print {}}}'", separator_option(head.separator), cleaning(head), first,
                                   decimal_comma, fields),
                       file, out);
}

std::string firms_command(std::string_view links, std::string_view out, std::size_t supplier, std::size_t customer) {
    return fmt::format(
        "awk -F, 'BEGIN {{print \"id,country,product\"}} function add(id) {{if (!seen[id]++) print id "
        "\",XX,goods\"}} NR > 1 {{add(${}); add(${})}}' {} > {}",
        supplier, customer, shell_word(links), shell_word(out));
}

std::string matrix_commands(const TableHead& head, std::string_view file, std::string_view folder) {
    const std::string separator = separator_option(head.separator);
    const std::string clean = cleaning(head);
    const std::string links = fmt::format(
        "awk {}'{}!n++ {{for (i = 2; i <= NF; ++i) id[i] = $i; print \"supplier,customer,value\"; next}} "
        "{{for (i = 2; i <= NF; ++i) if ($i > 0) print $1 \",\" id[i] \",\" $i}}' {} > {}/links.csv",
        separator, clean, shell_word(file), folder);
    // A matrix of flows has no output column, so use what each industry sells, or what it buys if that is more.
    const std::string nodes = fmt::format(
        "awk -F, 'NR > 1 {{id[$1] = id[$2] = 1; sold[$1] += $3; bought[$2] += $3}} END {{print "
        "\"id,country,sector,gross_output\"; "
        "for (k in id) {{c = s = k; sub(/_.*/, \"\", c); sub(/^[^_]*_/, \"\", s); "
        "printf \"%s,%s,%s,%.10g\\n\", k, c, s, (sold[k] > bought[k] ? sold[k] : bought[k])}}}}' {0}/links.csv > "
        "{0}/nodes.csv",
        folder);
    return fmt::format("mkdir {}\n{}\n{}", folder, links, nodes);
}

}  // namespace chokepoint::network
