// WIOD, million USD: the sheet of the workbook saved as CSV. Four rows and columns of headings: code, name, country,
// and a number as c1 or r1, which tells the releases of 2013 (35 industries) and 2016 (56) apart.
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <chokepoint/base/diagnostic.hpp>
#include <chokepoint/scenario/formats/square.hpp>
#include <set>

namespace chokepoint::scenario {

namespace {

std::vector<std::string> find_wiod(const FileSet& files) {
    std::vector<std::string> found;
    for (const std::string& name : files.candidates()) {
        const std::string_view head = std::string_view(files.head(name)).substr(0, 32 * 1024);
        const bool has_numbers = head.find("c1,c2,") != head.npos || head.find("c1;c2;") != head.npos ||
                                 head.find("\"c1\",\"c2\"") != head.npos;
        if (has_numbers && (head.find("industry-by-industry") != head.npos || head.find("millions of") != head.npos ||
                            head.find("nput-") != head.npos))
            found.push_back(name);
    }
    return found;
}

bool is_number_code(const std::string& text, char letter) {
    return text.size() > 1 && (text[0] == letter || text[0] == static_cast<char>(std::toupper(letter))) &&
           std::all_of(text.begin() + 1, text.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
}

/// The row of headings in which most columns have a number as c1.
std::size_t number_row(const MatrixText& text) {
    std::size_t best = text.header.size();
    std::ptrdiff_t most = 0;
    for (std::size_t h = 0; h < text.header.size(); ++h) {
        const auto count = std::count_if(text.header[h].begin(), text.header[h].end(),
                                         [](const std::string& field) { return is_number_code(field, 'c'); });
        if (count > most) {
            most = count;
            best = h;
        }
    }
    return best;
}

RawTable read_wiod(const FileSet& files, const std::string& main, const TableOptions& options) {
    const MatrixText text = lay_out_matrix(files.open(main));
    RawTable table;
    table.file = text.file->name;
    table.year = year_in(main);
    const std::size_t numbers = number_row(text);
    if (text.label_columns < 4 || numbers < 3 || numbers >= text.header.size())
        refuse_file(table.file, "the four rows and columns of headings of a table of WIOD are not there",
                    "save the sheet as CSV as it is, with code, name, country and number", Fault::bad_syntax);
    const auto label = [&](const std::string& code, const std::string& name, const std::string& country,
                           const std::string& number, int place) {
        Label one;
        one.country = country;
        one.code = code.empty() ? number : code;
        one.account = account_of_name(name);
        if (country == "TOT" && one.account == Account::industry) one.account = account_of(code);
        one.text = country.empty() ? (name.empty() ? one.code : name) : fmt::format("{}_{}", country, one.code);
        one.place = place;
        const auto& out = options.leave_out;
        if (std::find(out.begin(), out.end(), one.text) != out.end()) one.account = Account::ignored;
        return one;
    };
    std::set<std::string> row_numbers, column_numbers;
    for (std::size_t r = 0; r < text.rows(); ++r) {
        const auto& l = text.labels[r];
        table.rows.push_back(label(l[0], l[1], l[2], l[3], text.lines[r]));
        if (is_number_code(l[3], 'r') || is_number_code(l[3], 'c')) row_numbers.insert(l[3].substr(1));
    }
    for (std::size_t c = 0; c < text.width; ++c) {
        table.columns.push_back(label(text.heading(numbers - 3, c), text.heading(numbers - 2, c),
                                      text.heading(numbers - 1, c), text.heading(numbers, c),
                                      static_cast<int>(c + text.label_columns + 1)));
        if (is_number_code(text.heading(numbers, c), 'c')) column_numbers.insert(text.heading(numbers, c).substr(1));
    }
    // An industry is on both sides; what is left is an item without a name that we know.
    for (std::size_t c = 0; c < text.width; ++c) {
        const std::string& number = text.heading(numbers, c);
        const bool both = number.size() > 1 && row_numbers.contains(number.substr(1));
        if (!both && table.columns[c].account == Account::industry) table.columns[c].account = Account::final_demand;
    }
    std::size_t industries = 0;
    for (std::size_t r = 0; r < text.rows(); ++r) {
        const std::string& number = text.labels[r][3];
        const bool both = number.size() > 1 && column_numbers.contains(number.substr(1));
        if (!both && table.rows[r].account == Account::industry) table.rows[r].account = Account::ignored;
        if (table.rows[r].account == Account::industry && table.rows[r].country == table.rows[0].country) ++industries;
    }
    table.edition = industries > 35 ? "2016 release" : "2013 release";
    read_cells(text, 0, 0, options.threads, table);
    return table;
}

}  // namespace

const TableFormat kWiod = {"wiod", "a table of WIOD", "million USD", find_wiod, read_wiod};

}  // namespace chokepoint::scenario
