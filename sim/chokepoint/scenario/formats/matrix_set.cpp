#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <chokepoint/base/diagnostic.hpp>
#include <chokepoint/base/text/unicode.hpp>
#include <chokepoint/scenario/formats/matrix_set.hpp>

namespace chokepoint::scenario {

namespace {

bool is_unit_word(const std::string& text) {
    const std::string unit = unit_name(text);
    return unit.starts_with("million ") || unit.starts_with("thousand ") || unit.starts_with("billion ");
}

/// One label column over a heading row: "region" and "sector", perhaps with a unit between or behind.
struct HeadingOrder {
    std::size_t country = 0;
    std::size_t code = 1;
};

}  // namespace

std::string unit_name(std::string_view written) {
    std::string key;
    for (const char c : written) {
        if (std::isalnum(static_cast<unsigned char>(c)) != 0)
            key += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    struct Scale {
        std::string_view begin, name;
    };
    constexpr std::array kScales = {Scale{"millionsof", "million"}, Scale{"millions", "million"},
                                    Scale{"million", "million"},    Scale{"mill", "million"},
                                    Scale{"mio", "million"},        Scale{"mn", "million"},
                                    Scale{"m", "million"},          Scale{"thousandsof", "thousand"},
                                    Scale{"thousand", "thousand"},  Scale{"1000", "thousand"},
                                    Scale{"000", "thousand"},       Scale{"k", "thousand"},
                                    Scale{"billion", "billion"},    Scale{"bn", "billion"}};
    struct Currency {
        std::string_view word, name;
    };
    constexpr std::array kCurrencies = {
        Currency{"usd", "USD"},     Currency{"us", "USD"},  Currency{"usdollars", "USD"}, Currency{"usdollar", "USD"},
        Currency{"dollars", "USD"}, Currency{"eur", "EUR"}, Currency{"euro", "EUR"},      Currency{"euros", "EUR"}};
    for (const Scale& scale : kScales) {
        if (!key.starts_with(scale.begin)) continue;
        const std::string rest = key.substr(scale.begin.size());
        for (const Currency& currency : kCurrencies) {
            if (rest == currency.word) return fmt::format("{} {}", scale.name, currency.name);
        }
        if (rest.size() == 3 &&
            std::all_of(rest.begin(), rest.end(), [](unsigned char c) { return std::isalpha(c) != 0; })) {
            std::string currency = rest;
            for (char& c : currency)
                c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
            return fmt::format("{} {}", scale.name, currency);
        }
    }
    return std::string(written);
}

NameLines lay_out_names(const std::shared_ptr<const NamedText>& file) {
    NameLines names;
    names.file = file;
    std::string_view text = file->text;
    const char separator = text.find('\t') != text.npos                             ? '\t'
                           : text.substr(0, text.find('\n')).find(';') != text.npos ? ';'
                                                                                    : ',';
    for (int line = 1; !text.empty(); ++line) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view rest = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (rest.ends_with('\r')) rest.remove_suffix(1);
        if (trimmed(rest).empty()) continue;
        std::vector<std::string> fields;
        while (true) {
            const bool quoted = rest.starts_with('"') && rest.find('"', 1) != rest.npos;
            const std::size_t close = quoted ? rest.find('"', 1) + 1 : 0;
            const std::size_t stop = std::min(rest.find(separator, close), rest.size());
            fields.emplace_back(trimmed(quoted ? rest.substr(1, close - 2) : rest.substr(0, stop)));
            if (stop == rest.size()) break;
            rest.remove_prefix(stop + 1);
        }
        while (fields.size() > 1 && fields.back().empty())
            fields.pop_back();
        names.fields.push_back(std::move(fields));
        names.lines.push_back(line);
    }
    return names;
}

Label MatrixSet::label(const std::vector<std::string>& fields, Account account, int place) const {
    Label one;
    one.place = place;
    one.account = account;
    std::vector<std::string> words;
    for (const std::string& field : fields) {
        if (!field.empty() && !is_unit_word(field)) words.push_back(field);
    }
    if (words.size() == 1) {
        one.code = words[0];
    } else if (words.size() > 1) {
        one.country = words[0];
        one.code = words.back();
    }
    one.text = one.country.empty() ? one.code : fmt::format("{}_{}", one.country, one.code);
    const auto& out = options_.leave_out;
    if (std::find(out.begin(), out.end(), one.text) != out.end()) one.account = Account::ignored;
    return one;
}

void MatrixSet::add_flows(const MatrixText& flows, Account of) {
    if (flows.header.empty() || flows.label_columns == 0)
        refuse_file(flows.file->name, "the matrix has no headings of regions and sectors",
                    "get the whole table again, or name its format");
    has_headings_ = true;
    for (std::size_t r = 0; r < flows.rows(); ++r) {
        table_.rows.push_back(label(flows.labels[r], of, flows.lines[r]));
        for (const std::string& field : flows.labels[r]) {
            if (is_unit_word(field)) take_unit(field, flows.file->name, flows.lines[r]);
        }
    }
    for (std::size_t c = 0; c < flows.width; ++c) {
        std::vector<std::string> fields;
        for (std::size_t h = 0; h < flows.header.size(); ++h)
            fields.push_back(flows.heading(h, c));
        table_.columns.push_back(label(fields, of, static_cast<int>(c + flows.label_columns + 1)));
    }
    flow_rows_ = flows.rows();
    flow_columns_ = flows.width;
    read_cells(flows, 0, 0, options_.threads, table_);
}

void MatrixSet::add_bare_flows(const MatrixText& flows) {
    check_size(flows, table_.rows.size(), table_.columns.size());
    flow_rows_ = flows.rows();
    flow_columns_ = flows.width;
    read_cells(flows, 0, 0, options_.threads, table_);
}

void MatrixSet::check_size(const MatrixText& part, std::size_t rows, std::size_t columns) const {
    if (part.rows() == rows && (columns == 0 || part.width == columns)) return;
    refuse_file(part.file->name,
                columns == 0 ? fmt::format("it has {} rows, and {} has {}", part.rows(), table_.file, rows)
                             : fmt::format("it has {} rows and {} columns, and its labels are {} and {}", part.rows(),
                                           part.width, rows, columns),
                "all files of a table must be of one edition and complete: get them again", Fault::contradiction);
}

void MatrixSet::check_rows(const MatrixText& part) const {
    check_size(part, flow_rows_, 0);
    for (std::size_t r = 0; has_headings_ && r < part.rows(); ++r) {
        const Label one = label(part.labels[r], Account::industry, part.lines[r]);
        if (part.label_columns == 0 || one.text == table_.rows[r].text || table_.rows[r].account == Account::ignored)
            continue;
        throw InputError({Diagnostic{
            .place = {part.file->name, part.lines[r], 1},
            .message = fmt::format("the row is '{}', and in {} it is '{}'", one.text, table_.file, table_.rows[r].text),
            .hint = "all files of a table must be of one edition and in one order: get them again",
            .other = {table_.file, table_.rows[r].place, 1},
            .fault = Fault::contradiction}});
    }
}

void MatrixSet::add_final_demand(const MatrixText& demand) {
    check_rows(demand);
    std::vector<Label> columns;
    for (std::size_t c = 0; c < demand.width; ++c) {
        std::vector<std::string> fields;
        for (std::size_t h = 0; h < demand.header.size(); ++h)
            fields.push_back(demand.heading(h, c));
        Label one = label(fields, Account::final_demand, static_cast<int>(c + demand.label_columns + 1));
        if (account_of_name(one.code) == Account::inventory) one.account = Account::inventory;
        columns.push_back(std::move(one));
    }
    add_bare_final_demand(demand, std::move(columns));
}

void MatrixSet::add_bare_final_demand(const MatrixText& demand, std::vector<Label> columns) {
    check_size(demand, flow_rows_, columns.size());
    const std::size_t first = table_.columns.size();
    for (Label& column : columns)
        table_.columns.push_back(std::move(column));
    read_cells(demand, 0, first, options_.threads, table_);
}

void MatrixSet::add_value_added(const MatrixText& inputs) {
    if (inputs.width != flow_columns_)
        refuse_file(inputs.file->name,
                    fmt::format("it has {} columns, and {} has {}", inputs.width, table_.file, flow_columns_),
                    "all files of a table must be of one edition and complete: get them again", Fault::contradiction);
    const std::size_t first = table_.rows.size();
    for (std::size_t r = 0; r < inputs.rows(); ++r)
        table_.rows.push_back(label(inputs.labels[r], Account::value_added, inputs.lines[r]));
    read_cells(inputs, first, 0, options_.threads, table_);
}

void MatrixSet::add_outputs(const MatrixText& outputs) {
    check_rows(outputs);
    table_.outputs = read_column(outputs, 0);
}

void MatrixSet::take_unit(const std::string& unit, const std::string& file, int line) {
    const std::string name = unit_name(unit);
    if (!table_.states_unit) {
        table_.states_unit = true;
        table_.unit = name;
        return;
    }
    if (name == table_.unit) return;
    throw InputError(
        {Diagnostic{.place = {file, line, 1},
                    .message = fmt::format("the unit here is '{}', and above it is '{}'", name, table_.unit),
                    .hint = "a table has one unit, of money: take its monetary version, not the hybrid one",
                    .fault = Fault::bad_unit}});
}

void MatrixSet::read_units(const NameLines& units, std::size_t column) {
    for (std::size_t k = 0; k < units.fields.size(); ++k) {
        const auto& fields = units.fields[k];
        if (fields.size() <= column || (k == 0 && fields[column] == "unit")) continue;
        take_unit(fields[column], units.file->name, units.lines[k]);
    }
}

}  // namespace chokepoint::scenario
