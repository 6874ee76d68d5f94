#pragma once

#include <chokepoint/scenario/foreign/table_report.hpp>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace chokepoint::scenario {

/// What a row or a column of a published table is.
enum class Account : std::uint8_t {
    industry,
    product,             ///< Of a supply and use table.
    final_demand,        ///< Column: consumption, investment, exports to outside the table.
    inventory,           ///< Column: change in inventories or valuables, part of final demand.
    value_added,         ///< Row: labour, profit, taxes on production.
    taxes,               ///< Row: taxes less subsidies on products, margins and adjustments; counts as an input.
    output,              ///< Total: output of an industry or product.
    intermediate_total,  ///< Total: of flows between industries alone.
    total,               ///< Another total, such as of final demand; not used.
    ignored
};

/// The heading of a row or column.
struct Label {
    std::string country;
    std::string code;  ///< Of the industry, product or item.
    Account account = Account::industry;
    std::string text;  ///< As the file writes it.
    int place = 0;     ///< Its line, or its column, in the file; 0 if it has none.
};

/// Cells of a table that are not zero, by row and then column of the labels.
struct Cells {
    std::vector<std::uint32_t> row;
    std::vector<std::uint32_t> column;
    std::vector<double> value;

    std::size_t size() const { return value.size(); }
    void add(std::uint32_t r, std::uint32_t c, double v) {
        row.push_back(r);
        column.push_back(c);
        value.push_back(v);
    }
};

/// A published table as its reader found it: headings and cells in the unit of the file.
struct RawTable {
    std::string file;           ///< For messages.
    std::string edition;        ///< As "2021 edition"; "" if the layout does not tell.
    std::string year;           ///< "" if neither name nor content tells.
    std::string unit;           ///< "million USD"; "" if neither the file nor its publisher states one.
    bool states_unit = false;   ///< The file itself has it.
    bool coefficients = false;  ///< Flows are per unit of the column's output.
    std::vector<Label> rows;
    std::vector<Label> columns;
    Cells flows;                     ///< Between industries and products.
    Cells others;                    ///< The rest.
    std::vector<double> outputs;     ///< By row of flows, where the table gives them apart; else empty.
    std::vector<std::string> notes;  ///< What was repaired or left out, in sentences.
    std::vector<Identity> identities;
    std::size_t not_numbers = 0;  ///< Cells such as NA that count as zero.

    bool is_flow(std::size_t row, std::size_t column) const {
        return rows[row].account <= Account::product && columns[column].account <= Account::product;
    }
};

/// Orders cells by row and then column, and adds up those of one place; gives how many were added to another.
std::size_t put_in_order(Cells& cells);

/// What a code of a table's row or column means; industry if it is none of the known items.
Account account_of(std::string_view code);

/// What an item means by its name, as "Total intermediate consumption"; industry if the name says nothing.
Account account_of_name(std::string_view name);

/// Splits `AUS_C10T12` at its first underscore into country and code; a code alone has no country. Final demand may
/// have the country behind: `HFCE_AUS`.
Label split_code(std::string_view text);

}  // namespace chokepoint::scenario
