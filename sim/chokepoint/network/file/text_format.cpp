#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <chokepoint/base/text/shell_word.hpp>
#include <chokepoint/base/text/utf8.hpp>
#include <chokepoint/network/file/money_name.hpp>
#include <chokepoint/network/file/table_commands.hpp>
#include <chokepoint/network/file/text_format.hpp>

namespace chokepoint::network {

namespace {

constexpr std::string_view kFolder = "my-model";
constexpr std::string_view kExportEdges =
    "export its edges as CSV with the columns supplier,customer,value_usd from the program that made it";

/// A text recognised by how it begins, in lower case.
struct Marker {
    std::string_view begin;
    std::string_view what;
    std::string_view remedy;
};

constexpr std::array kMarkers = {
    Marker{"<!doctype html", "a web page",
           "the download returned a web page instead of the file: download the file itself"},
    Marker{"<html", "a web page", "the download returned a web page instead of the file: download the file itself"},
    Marker{"*vertices", "a Pajek network", kExportEdges},
    Marker{"*network", "a Pajek network", kExportEdges},
    Marker{"graph [", "a GML graph", kExportEdges},
    Marker{"graph\n[", "a GML graph", kExportEdges},
    Marker{"digraph ", "a Graphviz graph", kExportEdges},
    Marker{"graph {", "a Graphviz graph", kExportEdges},
    Marker{"dl n", "a UCINET network", kExportEdges},
};

/// A table recognised by its columns.
struct Layout {
    std::string_view columns;  ///< All of these must be there; lower case, separated by spaces.
    std::string_view what;
    std::string_view remedy;
};

constexpr std::array kLayouts = {
    Layout{"stage_id up_stages", "a list of stages with their suppliers, as in the data of Willems (2008)",
           "it has lead times and costs but no flows: write a row supplier,customer,value_usd for each name in "
           "up_stages, "
           "with stage_id as the customer and the yearly flow in USD"},
    Layout{"icuserow icusecol obsvalue", "a FIGARO use table (products by industries)",
           "a model needs flows between industries: use the industry-by-industry table"},
    Layout{"icsuprow icsupcol obsvalue", "a FIGARO supply table (industries by products)",
           "a model needs flows between industries: use the industry-by-industry table"},
    Layout{"schema name aliases", "a screening list of OpenSanctions", "name it under 'list:' of an action"},
    Layout{"programs name addresses", "a screening list (CSL)", "name it under 'list:' of an action"},
    Layout{"id label", "a Gephi table of nodes",
           "firms.csv needs the columns id, country and product: add the missing two and remove the others"},
};

std::string lower(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return out;
}

std::string_view without_leading_whitespace(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    return first == text.npos ? std::string_view() : text.substr(first);
}

std::optional<TextFormat> recognise_markup(std::string_view text) {
    const std::string head = lower(text.substr(0, 2048));
    const auto marker =
        std::find_if(kMarkers.begin(), kMarkers.end(), [&](const Marker& one) { return head.starts_with(one.begin); });
    if (marker != kMarkers.end()) return TextFormat{std::string(marker->what), std::string(marker->remedy)};
    const auto has = [&](std::string_view word) { return head.find(word) != head.npos; };
    const bool is_tag =
        head.size() > 1 && head[0] == '<' && (head[1] == '?' || head[1] == '!' || (head[1] >= 'a' && head[1] <= 'z'));
    if (is_tag) {
        const std::string_view what = has("<html")      ? "a web page"
                                      : has("<graphml") ? "a GraphML network"
                                      : has("<gexf")    ? "a GEXF network of Gephi"
                                                        : "an XML file";
        return TextFormat{std::string(what), std::string(what == "a web page" ? kMarkers[0].remedy : kExportEdges)};
    }
    if (!head.starts_with('{') && !head.starts_with("[{") && !head.starts_with("[\n")) return std::nullopt;
    const bool graph = has("\"nodes\"") || has("\"links\"") || has("\"edges\"");
    return TextFormat{graph ? "a network in JSON" : "a JSON file", std::string(kExportEdges)};
}

struct Request {
    std::string_view file;
    WantedColumns wanted;
    bool new_folder = false;  ///< The commands make a new model, or else fix the file in place.

    std::string out() const { return new_folder ? fmt::format("{}/links.csv", kFolder) : std::string(file); }
    /// Surrounds the command that writes links.csv with those that make the rest of the model.
    std::string with_folder(const std::string& command) const {
        if (!new_folder || command.empty()) return command;
        return fmt::format("mkdir {0}\n{1}\n{2}\nchokepoint check {0}", kFolder, command,
                           firms_command(out(), fmt::format("{}/firms.csv", kFolder)));
    }
    bool wants_links() const { return !wanted.required.empty() && wanted.required[0] == "supplier"; }
};

std::string awk_into(const Request& request, std::string_view program) {
    return awk_command(program, request.file, request.out());
}

TextFormat matrix_market(const Request& request, std::string_view text) {
    const std::string first = lower(text.substr(0, text.find('\n')));
    const auto has = [&](std::string_view word) { return first.find(word) != first.npos; };
    TextFormat format{"a Matrix Market file",
                      "it is a full array: write a row supplier,customer,value_usd for each entry"};
    if (!has("coordinate") || !request.wants_links()) return format;
    const std::string_view value = has("pattern") ? "1" : "$3";
    const std::string mirrored =
        has("symmetric") ? fmt::format("; if ($1 != $2) print $2 \",\" $1 \",\" {}", value) : std::string();
    format.remedy = fmt::format(
        "rows are probably suppliers and columns customers, and their numbers become the ids in firms.csv{}:\n{}",
        has("pattern") ? "; it has no values, so every link gets 1" : "",
        request.with_folder(
            awk_into(request, fmt::format("'BEGIN {{print \"{}\"}} !/^%/ && n++ {{print $1 \",\" $2 \",\" {}{}}}'",
                                          fmt::join(request.wanted.required, ","), value, mirrored))));
    return format;
}

TextFormat baci(const Request& request) {
    return {"BACI trade data (year, exporter, importer, product, value in thousand USD, tons)",
            fmt::format(
                "each country becomes a firm, and values are multiplied by 1,000; the year t and the quantity q are "
                "dropped; convert one year at a time:\n{}",
                request.with_folder(awk_into(request,
                                             "-F, '!n++ {print \"supplier,customer,product,value_usd\"; next} "
                                             "{printf \"%s,%s,%s,%.0f\\n\", $2, $3, $4, 1000 * $5}'")))};
}

/// Which columns hold numbers, judging by the head.
std::vector<bool> numeric_columns(const TableHead& head) {
    std::vector<bool> numeric(head.rows[0].size(), true);
    for (std::size_t i = 0; i < numeric.size(); ++i)
        for (std::size_t k = 1; k < head.rows.size(); ++k)
            if (i < head.rows[k].size() && !head.rows[k][i].empty() && !is_numeric_field(head.rows[k][i]))
                numeric[i] = false;
    return numeric;
}

ColumnGuess guess_for(const Request& request, const TableHead& head) {
    if (has_header(head))
        return guess_columns(head.rows[0], request.wanted.required, request.wanted.optional, numeric_columns(head));
    ColumnGuess guess{request.wanted.required, {}};
    for (std::size_t k = 0; k < guess.columns.size(); ++k)
        guess.fields.push_back(k < head.rows[0].size() ? std::optional(k) : std::nullopt);
    return guess;
}

/// "'Type', 'Note'" from the header, or "column 4" without a header.
std::string names_of(const TableHead& head, const std::vector<std::size_t>& fields) {
    std::vector<std::string> names;
    for (const std::size_t i : fields)
        names.push_back(has_header(head) ? in_quotes(head.rows[0][i]) : fmt::format("column {}", i + 1));
    return fmt::format("{}", fmt::join(names, ", "));
}

/// What the hint says about a required column that the table lacks.
std::string missing_words(const TableHead& head, const ColumnGuess& guess, const std::string& column) {
    std::vector<std::size_t> others = guess.left_out(head.rows[0]);
    if (!column.starts_with("value")) return fmt::format("no column looks like {}: add one", column);
    if (others.empty()) return fmt::format("there are no values, so every link gets 1 as its {}", column);
    const std::vector<bool> numeric = numeric_columns(head);
    std::erase_if(others, [&](std::size_t i) { return !numeric[i]; });
    if (others.empty()) return fmt::format("no column looks like {}: add one", column);
    return fmt::format(
        "{} {} numbers, but no name that suggests flows of money: rename the column that "
        "contains the yearly flow to {}, or add one",
        names_of(head, others), others.size() == 1 ? "has" : "have", column);
}

/// What the hint says about the columns, before the command.
std::string column_words(const Request& request, const TableHead& head, const ColumnGuess& guess) {
    std::string text = has_header(head) ? guess.sentence(head.rows[0]) : std::string();
    if (!has_header(head)) text = fmt::format("the columns are probably {}", fmt::join(guess.columns, ", "));
    const auto add = [&](const std::string& words) { text += (text.empty() ? "" : "; ") + words; };
    for (std::size_t k = 0; k < request.wanted.required.size(); ++k)
        if (!guess.fields[k]) add(missing_words(head, guess, guess.columns[k]));
    for (std::size_t k = 0; has_header(head) && k < guess.columns.size(); ++k) {
        const std::string& column = guess.columns[k];
        if (!guess.fields[k] || !(column.starts_with("value") || column.ends_with("_usd"))) continue;
        const std::string& name = head.rows[0][*guess.fields[k]];
        if (const std::string unit = unit_in_name(name); !unit.empty())
            add(fmt::format("{} seems to be in {}: write 'unit: {}' in model.yaml", in_quotes(name), unit, unit));
    }
    return text;
}

/// What the hint says about the columns that the command drops.
std::string left_out_words(const Request& request, const TableHead& head, const ColumnGuess& guess) {
    const std::vector<std::size_t> others = guess.left_out(head.rows[0]);
    if (others.empty()) return {};
    return fmt::format("; {} {} dropped but {} in {}", names_of(head, others), others.size() == 1 ? "is" : "are",
                       others.size() == 1 ? "stays" : "stay",
                       request.new_folder ? std::string(request.file) : name_of_original(request.file));
}

std::optional<TextFormat> recognise_columns(const Request& request, const TableHead& head) {
    const bool header = has_header(head);
    if (!header && !begins_with_values(head)) return std::nullopt;
    // Exclude YAML: a single line is not evidence of a table, and a YAML key ends with a colon.
    const auto has_colon = [](const std::string& field) { return field.find(':') != std::string::npos; };
    if (request.new_folder &&
        (head.rows.size() < 2 || std::any_of(head.rows[0].begin(), head.rows[0].end(), has_colon)))
        return std::nullopt;
    const ColumnGuess guess = guess_for(request, head);
    const auto found = static_cast<std::size_t>(std::count_if(
        guess.fields.begin(), guess.fields.begin() + static_cast<std::ptrdiff_t>(request.wanted.required.size()),
        [](const auto& field) { return field.has_value(); }));
    const bool renamed = header && !guess.sentence(head.rows[0]).empty();
    if (found < 2 || head.rows[0].size() < 2) return std::nullopt;
    if (header && !renamed && head.separator == ',') return std::nullopt;
    std::string what = request.wants_links() ? "an edge list" : "a table";
    if (!header) what += " without a header";
    if (head.separator != ',') what += fmt::format(", separated by {}", separator_name(head.separator));
    if (renamed) what += fmt::format(", with the columns {}", fmt::join(head.rows[0], ", "));
    std::string words = column_words(request, head, guess);
    if (words.empty()) words = "separate the columns by commas";
    const std::string command = request.with_folder(rewrite_command(head, guess, request.file, request.out()));
    if (command.empty()) return TextFormat{what, words};
    return TextFormat{what, fmt::format("{}{}:\n{}", words, left_out_words(request, head, guess), command)};
}

std::optional<TextFormat> recognise(const Request& request, std::string_view text) {
    text = without_leading_whitespace(text);
    if (text.empty()) return std::nullopt;
    if (lower(text.substr(0, 14)) == "%%matrixmarket") return matrix_market(request, text);
    if (auto markup = recognise_markup(text)) return markup;
    const TableHead head = read_table_head(text);
    if (head.rows.empty()) return std::nullopt;
    if (const std::size_t square = square_rows(head); square >= 2) {
        const auto lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
        const bool is_whole = !ends_with_total(head) && square + 1 == head.rows.size() &&
                              lines + (text.ends_with('\n') ? 0 : 1) == head.rows[0].size();
        return TextFormat{
            "a square matrix with codes in its first row and column",
            is_whole ? "rows are probably sellers and columns buyers; a model of an input-output table consists of "
                       "nodes.csv and links.csv, which these commands make from the flows:\n" +
                           matrix_commands(head, request.file, kFolder) + "\nchokepoint check " + std::string(kFolder)
                     : "it has final demand, value added or totals besides the flows: a model needs nodes.csv "
                       "(id,country,sector,gross_output) and links.csv (supplier,customer,value)"};
    }
    if (lower(fmt::format("{}", fmt::join(head.rows[0], ","))) == "t,i,j,k,v,q") return baci(request);
    const std::string columns = " " + lower(fmt::format("{}", fmt::join(head.rows[0], " "))) + " ";
    for (const Layout& layout : kLayouts) {
        std::string_view rest = layout.columns;
        bool all = true;
        while (all && !rest.empty()) {
            const auto end = std::min(rest.find(' '), rest.size());
            all = columns.find(fmt::format(" {} ", rest.substr(0, end))) != columns.npos;
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
        if (all) return TextFormat{std::string(layout.what), std::string(layout.remedy)};
    }
    return recognise_columns(request, head);
}

}  // namespace

WantedColumns WantedColumns::of(std::span<const CsvColumn> columns) {
    WantedColumns wanted;
    for (const CsvColumn& column : columns)
        (column.required ? wanted.required : wanted.optional).emplace_back(column.name);
    return wanted;
}

std::optional<TextFormat> recognise_table(std::string_view file, std::string_view text, const WantedColumns& wanted) {
    return recognise({file, wanted, false}, text);
}

std::optional<TextFormat> recognise_text(std::string_view file, std::string_view text, const WantedColumns& links) {
    return recognise({file, links, true}, text);
}

}  // namespace chokepoint::network
