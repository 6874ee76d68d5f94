// FIGARO of Eurostat, million EUR: flat files with `refArea,rowPi,counterpartArea,colPi,obsValue`, of industries by
// industries (icioiRow), or of use (icuseRow) with the supply (icsupRow) in a second file; or a square CSV.
#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/base/diagnostic.hpp>
#include <chokepoint/scenario/formats/cell_list.hpp>
#include <chokepoint/scenario/formats/square.hpp>

namespace chokepoint::scenario {

namespace {

enum class FigaroFile { none, industries, use, supply, square };

FigaroFile figaro_file(std::string_view head) {
    const auto fields = first_fields(head, ',');
    if (fields.size() >= 7 && fields[0] == "icuseRow") return FigaroFile::use;
    if (fields.size() >= 7 && fields[0] == "icsupRow") return FigaroFile::supply;
    if (fields.size() >= 7 && fields[0].starts_with("ic") && fields[2] == "refArea") return FigaroFile::industries;
    // The square file: `AR_A01` over two-letter countries, and the rest of the world among them.
    if (fields.size() < 6) return FigaroFile::none;
    const auto two_letters = [](std::string_view field) { return field.find('_') == 2; };
    const auto count = std::count_if(fields.begin() + 1, fields.end(), two_letters);
    return count * 10 >= static_cast<std::ptrdiff_t>(fields.size() - 1) * 6 ? FigaroFile::square : FigaroFile::none;
}

std::vector<std::string> find_figaro(const FileSet& files) {
    std::vector<std::string> found;
    for (const std::string& name : files.candidates()) {
        const FigaroFile kind = figaro_file(files.head(name));
        if (kind == FigaroFile::use || kind == FigaroFile::industries || kind == FigaroFile::square)
            found.push_back(name);
        // Named alone, the supply stands for its use table.
        if (kind == FigaroFile::supply && files.chosen() == name) found.push_back(name);
    }
    return found;
}

/// `CPA_A01` is the product of industry `A01`.
std::string_view without_cpa(std::string_view code) {
    return code.starts_with("CPA_") ? code.substr(4) : code;
}

const std::vector<std::string> kColumns = {"refArea", "rowPi", "counterpartArea", "colPi", "obsValue"};

/// Cells of a flat file; `row_is` and `column_is` are what its industries or products are.
void read_flat(const NamedText& text, Account row_is, Account column_is, bool transposed, CellList& cells) {
    for_each_line(text, kColumns, ',', [&](std::span<const std::string_view> fields, int line) {
        const Account row_item = account_of(fields[1]);
        const Account column_item = account_of(fields[3]);
        // Taxes and value added have no country of their own that matters.
        const Account row = row_item == Account::industry ? row_is : row_item;
        const Account column = column_item == Account::industry ? column_is : column_item;
        const std::string_view row_code = row == Account::product ? without_cpa(fields[1]) : fields[1];
        const std::string_view column_code = column == Account::product ? without_cpa(fields[3]) : fields[3];
        const double value = value_of_field(text, fields[4], line);
        if (transposed) {
            const auto r = cells.row(fields[2], column_code, column, line);
            const auto c = cells.column(fields[0], row_code, row, line);
            cells.add(r, c, value);
        } else {
            const auto r = cells.row(fields[0], row_code, row, line);
            const auto c = cells.column(fields[2], column_code, column, line);
            cells.add(r, c, value);
        }
    });
}

std::string other_file(const FileSet& files, const std::string& main, FigaroFile wanted) {
    const std::string folder = main.substr(0, main.rfind('/') + 1);
    const std::string year = year_in(main);
    std::string found;
    for (const std::string& name : files.names()) {
        if (!name.starts_with(folder) || figaro_file(files.head(name)) != wanted || year_in(name) != year) continue;
        found = name;
    }
    return found;
}

RawTable read_figaro(const FileSet& files, const std::string& main, const TableOptions& options) {
    const FigaroFile kind = figaro_file(files.head(main));
    if (kind == FigaroFile::square) return read_square(files, main, options);
    RawTable table;
    CellList cells(table);
    if (kind == FigaroFile::industries) {
        const auto text = files.open(main);
        table.file = text->name;
        read_flat(*text, Account::industry, Account::industry, false, cells);
    } else {
        const std::string use = kind == FigaroFile::use ? main : other_file(files, main, FigaroFile::use);
        const std::string supply = kind == FigaroFile::supply ? main : other_file(files, main, FigaroFile::supply);
        if (use.empty() || supply.empty())
            refuse_file(files.shown(main),
                        fmt::format("the {} table of the same year is not beside it", use.empty() ? "use" : "supply"),
                        "industries by industries need both: put them into one folder, or take the flat file of "
                        "industries by industries",
                        Fault::no_file);
        const auto text = files.open(use);
        table.file = text->name;
        read_flat(*text, Account::product, Account::industry, false, cells);
        read_flat(*files.open(supply), Account::product, Account::industry, true, cells);
    }
    for (Label& label : table.rows) {
        if (std::find(options.leave_out.begin(), options.leave_out.end(), label.text) != options.leave_out.end())
            label.account = Account::ignored;
    }
    if (const std::size_t merged = cells.finish(); merged > 0)
        table.notes.push_back(fmt::format("{} cells that stand more than once are added up", merged));
    table.year = year_in(main);
    return table;
}

}  // namespace

const TableFormat kFigaro = {"figaro", "a table of FIGARO", "million EUR", find_figaro, read_figaro};

}  // namespace chokepoint::scenario
