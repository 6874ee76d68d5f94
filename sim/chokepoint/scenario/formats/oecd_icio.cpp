// OECD Inter-Country Input-Output tables, million USD: a square CSV with `AUS_A01_02` in its first row and column. The
// editions of 2016, 2018, 2021 and later differ in the codes of industries, final demand and totals.
#include <algorithm>
#include <cctype>
#include <chokepoint/scenario/formats/square.hpp>

namespace chokepoint::scenario {

namespace {

bool is_country(std::string_view code) {
    return code.size() == 3 && std::all_of(code.begin(), code.end(), [](unsigned char c) {
               return std::isupper(c) != 0 || std::isdigit(c) != 0;
           });
}

bool looks_like_icio(std::string_view head) {
    const auto fields = first_fields(head, ',');
    if (fields.size() < 4 || fields[0].find('_') != std::string_view::npos) return false;
    // The last field of the head may be cut.
    const auto first = fields.begin() + 1;
    const auto last = fields.size() > 5 ? fields.end() - 1 : fields.end();
    const auto industries = std::count_if(first, last, [](std::string_view field) {
        const auto underscore = field.find('_');
        return underscore != field.npos && is_country(field.substr(0, underscore));
    });
    return industries * 10 >= (last - first) * 6;
}

std::vector<std::string> find_icio(const FileSet& files) {
    std::vector<std::string> found;
    for (const std::string& name : files.candidates()) {
        if (looks_like_icio(files.head(name))) found.push_back(name);
    }
    return found;
}

std::string edition_of(const RawTable& table) {
    const auto has = [](const std::vector<Label>& labels, std::string_view text) {
        return std::any_of(labels.begin(), labels.end(), [&](const Label& label) { return label.text == text; });
    };
    const auto some = [&](std::string_view begin) {
        return std::any_of(table.rows.begin(), table.rows.end(), [&](const Label& label) {
            return label.account == Account::industry && label.code.starts_with(begin);
        });
    };
    if (has(table.rows, "VA+TAXSUB")) return "2016 edition";
    if (has(table.rows, "VALU") || some("01T03")) return "2018 edition";
    if (has(table.rows, "TLS") || has(table.columns, "OUT")) return "2023 edition or later";
    if (some("A01_02")) return "2021 edition";
    return {};
}

RawTable read_icio(const FileSet& files, const std::string& main, const TableOptions& options) {
    RawTable table = read_square(files, main, options);
    table.edition = edition_of(table);
    return table;
}

}  // namespace

const TableFormat kOecdIcio = {"oecd-icio", "an inter-country table of the OECD (ICIO)", "million USD", find_icio,
                               read_icio};

}  // namespace chokepoint::scenario
