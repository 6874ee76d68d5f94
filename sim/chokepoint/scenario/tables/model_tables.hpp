#pragma once

#include <chokepoint/network/name_table.hpp>
#include <chokepoint/network/supply_network.hpp>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace chokepoint::scenario {

/// A column of texts, each kept once. A table without the column has no numbers, and every text of it is "".
struct TextColumn {
    network::NameTable texts;            ///< In the order of their first use.
    std::vector<std::uint32_t> numbers;  ///< By row, in `texts`.

    bool empty() const { return numbers.empty(); }
    void add(std::string_view text) { numbers.push_back(texts.add(text)); }
    std::string_view operator[](std::size_t row) const {
        return numbers.empty() ? std::string_view() : texts.name(numbers[row]);
    }
};

/// The line of each row in its file, kept only where it is not the one after the row before.
class LineNumbers {
   public:
    /// Rows come in ascending order.
    void add(std::size_t row, int line);
    /// The lines of `part`, whose row 0 is this table's row `row`, and whose line 1 is this file's line `line`.
    void append(const LineNumbers& part, std::size_t row, int line);
    int operator[](std::size_t row) const;

   private:
    struct Run {
        std::size_t row = 0;
        int line = 0;
    };
    std::vector<Run> runs_;
};

/// firms.csv by row: a node each, or a unit that is split into product lines. Money is in USD a year.
struct FirmTable {
    network::NameTable ids;  ///< The number of an id is its row.
    TextColumn company;      ///< Without the column the id is the company.
    TextColumn name;         ///< "": the company.
    TextColumn country;
    TextColumn product;
    TextColumn market;
    TextColumn sector;
    std::vector<double> revenue_usd;       ///< -1, or no column: follows from the links.
    std::vector<double> final_demand_usd;  ///< Likewise.
    std::vector<std::uint16_t> lines;      ///< No column: 1.
    TextColumn source;
    TextColumn assumption;
    LineNumbers file_line;
    std::vector<int> file_column;  ///< Where the id begins in its line; empty: at 1.

    std::size_t size() const { return ids.size(); }
    std::string_view id(std::size_t row) const { return ids.name(static_cast<std::uint32_t>(row)); }
    std::string_view company_of(std::size_t row) const { return company.empty() ? id(row) : company[row]; }
    std::string_view name_of(std::size_t row) const { return name[row].empty() ? company_of(row) : name[row]; }
    double revenue_of(std::size_t row) const { return revenue_usd.empty() ? -1.0 : revenue_usd[row]; }
    double final_demand_of(std::size_t row) const { return final_demand_usd.empty() ? -1.0 : final_demand_usd[row]; }
    unsigned lines_of(std::size_t row) const { return lines.empty() ? 1 : lines[row]; }
};

/// links.csv by row: 16 bytes a link, and what the optional columns take. Money is in USD a year.
struct LinkTable {
    std::vector<std::uint32_t> supplier;  ///< Row of firms.csv.
    std::vector<std::uint32_t> customer;
    std::vector<double> value_usd;
    std::vector<double> standby_usd;  ///< No column: 0.
    std::vector<double> us_content;   ///< Share; -1, or no column: not stated.
    TextColumn product;               ///< "": the supplier's own.
    TextColumn source;
    TextColumn assumption;
    LineNumbers file_line;

    std::size_t size() const { return supplier.size(); }
    double standby_of(std::size_t row) const { return standby_usd.empty() ? 0.0 : standby_usd[row]; }
};

/// A network that is built already, from the file of a model in which every row of firms.csv is a node.
struct BuiltNetwork {
    network::SupplyNetwork network;
    network::NameTable nodes;
    std::vector<std::uint32_t> node_of_row;  ///< By row of firms.csv; empty: every row is the node of its number.

    std::uint32_t node(std::size_t row) const {
        return node_of_row.empty() ? static_cast<std::uint32_t>(row) : node_of_row[row];
    }
};

/// The tables of a model.
struct ModelTables {
    FirmTable firms;
    LinkTable links;  ///< Beside a built network only US content, sources and assumptions, by the network's links.
    std::optional<BuiltNetwork> built = {};
};

}  // namespace chokepoint::scenario
