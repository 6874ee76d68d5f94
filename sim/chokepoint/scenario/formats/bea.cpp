// Use and make tables of the US Bureau of Economic Analysis, million USD, as CSV: a row of codes, a column of codes,
// and a column of names. Commodities by industries; made industries by industries by model D. One country.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <chokepoint/base/diagnostic.hpp>
#include <chokepoint/scenario/formats/square.hpp>

namespace chokepoint::scenario {

namespace {

enum class BeaTable { none, use, make };

std::string_view file_name(std::string_view name) {
    return name.substr(name.rfind('/') + 1);
}

/// By the codes that only one of the two has: value added (V001, VABAS) and final uses (F010) in the use table.
BeaTable bea_table(std::string_view name, std::string_view head) {
    const bool is_table = contains(head, "111CA") || contains(head, "1111A0") || contains(head, "T001") ||
                          contains(head, "T017") || contains(head, "T007") || contains(head, "T008");
    if (!is_table) return BeaTable::none;
    if (contains(head, "F010") || contains(head, "F01000") || contains(file_name(name), "use")) return BeaTable::use;
    return contains(file_name(name), "make") || contains(head, "T008") || contains(head, "T007") ? BeaTable::make
                                                                                                 : BeaTable::none;
}

std::vector<std::string> bea_tables(const FileSet& files, BeaTable wanted) {
    std::vector<std::string> found;
    for (const std::string& name : files.names()) {
        if (bea_table(name, files.head(name)) == wanted) found.push_back(name);
    }
    return found;
}

std::vector<std::string> find_bea(const FileSet& files) {
    std::vector<std::string> found;
    for (const std::string& name : files.candidates()) {
        if (bea_table(name, files.head(name)) == BeaTable::use) found.push_back(name);
        if (bea_table(name, files.head(name)) == BeaTable::make && files.chosen() == name) found.push_back(name);
    }
    return found;
}

/// T001 and what follows it are totals; V and F items; the rest are industries or commodities.
Account account_of_code(std::string_view code, Account of) {
    if (code.empty()) return Account::ignored;
    if (code.starts_with('F') && code.size() >= 3 && std::isdigit(static_cast<unsigned char>(code[1])) != 0)
        return code.starts_with("F03") ? Account::inventory : Account::final_demand;
    if (code.starts_with("V0") || code == "VABAS" || code == "VAPRO")
        return code.starts_with("VA") ? Account::ignored : Account::value_added;
    if (code.starts_with("T0") || code.starts_with("T1")) {
        if (code == "T00OTOP" || code == "T00TOP" || code == "T00SUB") return Account::value_added;
        return Account::ignored;
    }
    return of;
}

/// Where the codes of columns stand: the row of headings with the most different short texts without blanks.
std::size_t code_row(const MatrixText& text) {
    std::size_t best = 0;
    std::ptrdiff_t most = -1;
    for (std::size_t h = 0; h < text.header.size(); ++h) {
        const auto count = std::count_if(text.header[h].begin(), text.header[h].end(), [](const std::string& field) {
            return !field.empty() && field.size() <= 10 && field.find(' ') == field.npos;
        });
        if (count > most) {
            most = count;
            best = h;
        }
    }
    return best;
}

void add_table(const MatrixText& text, Account rows, Account columns, unsigned threads, const TableOptions& options,
               RawTable& table) {
    if (text.header.empty() || text.label_columns == 0)
        refuse_file(text.file->name, "the table has no row and column of codes", "export it with codes",
                    Fault::bad_syntax);
    const std::size_t codes = code_row(text);
    const std::size_t first_row = table.rows.size();
    const std::size_t first_column = table.columns.size();
    const auto label = [&](const std::string& code, Account of, int place) {
        Label one{"US", code, account_of_code(code, of), fmt::format("US_{}", code), place};
        const auto& out = options.leave_out;
        const bool left = std::find(out.begin(), out.end(), code) != out.end() ||
                          std::find(out.begin(), out.end(), one.text) != out.end();
        if (left) one.account = Account::ignored;
        return one;
    };
    for (std::size_t r = 0; r < text.rows(); ++r)
        table.rows.push_back(label(text.labels[r][0], rows, text.lines[r]));
    for (std::size_t c = 0; c < text.width; ++c)
        table.columns.push_back(label(text.heading(codes, c), columns, static_cast<int>(c + text.label_columns + 1)));
    read_cells(text, first_row, first_column, threads, table);
}

RawTable read_bea(const FileSet& files, const std::string& main, const TableOptions& options) {
    const auto uses = bea_tables(files, BeaTable::use);
    const auto makes = bea_tables(files, BeaTable::make);
    const bool is_use = bea_table(main, files.head(main)) == BeaTable::use;
    if (uses.empty() || makes.empty())
        refuse_file(files.shown(main), fmt::format("the {} table is not beside it", is_use ? "make" : "use"),
                    "industries by industries need both: put them into one folder", Fault::no_file);
    RawTable table;
    const MatrixText use = lay_out_matrix(files.open(is_use ? main : uses.front()));
    table.file = use.file->name;
    add_table(use, Account::product, Account::industry, options.threads, options, table);
    add_table(lay_out_matrix(files.open(is_use ? makes.front() : main)), Account::industry, Account::product,
              options.threads, options, table);
    table.year = year_in(main);
    return table;
}

}  // namespace

const TableFormat kBea = {"bea", "a use and make table of the BEA", "million USD", find_bea, read_bea};

}  // namespace chokepoint::scenario
