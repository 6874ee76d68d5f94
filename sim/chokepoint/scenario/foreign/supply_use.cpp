#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/cascade/sparse_solve.hpp>
#include <chokepoint/scenario/foreign/tidy_table.hpp>
#include <map>
#include <numeric>
#include <utility>

namespace chokepoint::scenario {

namespace {

using Key = std::pair<std::string, std::string>;

/// Numbers of industries and products by country and code, the same for rows and columns.
class Numbering {
   public:
    std::uint32_t of(const Label& label) {
        const auto [at, is_new] =
            known_.emplace(Key{label.country, label.code}, static_cast<std::uint32_t>(labels.size()));
        if (is_new) labels.push_back(label);
        return at->second;
    }

    std::vector<Label> labels;

   private:
    std::map<Key, std::uint32_t> known_;
};

/// A matrix by row: the cells of row r are [begins[r], begins[r + 1]).
struct Rows {
    std::vector<std::size_t> begins;
    std::vector<std::uint32_t> column;
    std::vector<double> value;
};

Rows by_row(std::size_t rows, const Cells& cells) {
    Rows result;
    result.begins.assign(rows + 1, 0);
    for (const std::uint32_t row : cells.row)
        ++result.begins[row + 1];
    std::partial_sum(result.begins.begin(), result.begins.end(), result.begins.begin());
    result.column.resize(cells.size());
    result.value.resize(cells.size());
    std::vector<std::size_t> at(result.begins.begin(), result.begins.end() - 1);
    for (std::size_t k = 0; k < cells.size(); ++k) {
        const std::size_t place = at[cells.row[k]]++;
        result.column[place] = cells.column[k];
        result.value[place] = cells.value[k];
    }
    return result;
}

}  // namespace

void multiply_coefficients(RawTable& table) {
    if (!table.coefficients) return;
    Numbering nodes;
    std::vector<std::uint32_t> of_row, of_column;
    for (const Label& label : table.rows)
        of_row.push_back(label.account <= Account::product ? nodes.of(label) : 0);
    for (const Label& label : table.columns)
        of_column.push_back(label.account <= Account::product ? nodes.of(label) : 0);
    std::vector<double> output(nodes.labels.size(), 0.0);
    if (!table.outputs.empty()) {
        for (std::size_t r = 0; r < table.outputs.size(); ++r)
            output[of_row[r]] = table.outputs[r];
    } else {
        std::vector<double> demand(nodes.labels.size(), 0.0);
        for (std::size_t k = 0; k < table.others.size(); ++k) {
            const Account column = table.columns[table.others.column[k]].account;
            const bool is_demand = column == Account::final_demand || column == Account::inventory;
            if (is_demand && table.rows[table.others.row[k]].account <= Account::product)
                demand[of_row[table.others.row[k]]] += table.others.value[k];
        }
        std::vector<cascade::Coefficient> coefficients;
        coefficients.reserve(table.flows.size());
        for (std::size_t k = 0; k < table.flows.size(); ++k)
            coefficients.push_back(
                {of_row[table.flows.row[k]], of_column[table.flows.column[k]], table.flows.value[k]});
        const cascade::LinearSolution solution = cascade::solve_sparse(coefficients, demand);
        output = solution.values;
        table.notes.push_back(fmt::format(
            "output follows from final demand, x = (I - A)^-1 y, with a residual of {:.1e}", solution.residual));
    }
    for (std::size_t k = 0; k < table.flows.size(); ++k)
        table.flows.value[k] *= output[of_column[table.flows.column[k]]];
    for (std::size_t k = 0; k < table.others.size(); ++k) {
        const bool per_output = table.columns[table.others.column[k]].account <= Account::product;
        if (per_output) table.others.value[k] *= output[of_column[table.others.column[k]]];
    }
    table.coefficients = false;
}

void make_industries(RawTable& table) {
    const auto is_product = [](const Label& label) { return label.account == Account::product; };
    if (std::none_of(table.rows.begin(), table.rows.end(), is_product)) return;
    Numbering industries, products;
    const auto number = [&](const Label& label) {
        return is_product(label) ? products.of(label) : label.account == Account::industry ? industries.of(label) : 0;
    };
    std::vector<std::uint32_t> of_row, of_column;
    for (const Label& label : table.rows)
        of_row.push_back(number(label));
    for (const Label& label : table.columns)
        of_column.push_back(number(label));
    // Make, by product: who supplies it.
    Cells make, use;
    std::vector<double> supplied(products.labels.size(), 0.0);
    for (std::size_t k = 0; k < table.flows.size(); ++k) {
        const std::uint32_t r = table.flows.row[k];
        const std::uint32_t c = table.flows.column[k];
        const bool from_product = is_product(table.rows[r]);
        if (!from_product && is_product(table.columns[c])) {
            make.add(of_column[c], of_row[r], table.flows.value[k]);
            supplied[of_column[c]] += table.flows.value[k];
        } else if (from_product && !is_product(table.columns[c])) {
            use.add(of_row[r], of_column[c], table.flows.value[k]);
        }
    }
    std::size_t alone = 0;
    for (std::uint32_t p = 0; p < products.labels.size(); ++p) {
        if (supplied[p] > 0.0) continue;
        Label label = products.labels[p];
        label.account = Account::industry;
        make.add(p, industries.of(label), 1.0);
        supplied[p] = 1.0;
        ++alone;
    }
    if (alone > 0)
        table.notes.push_back(fmt::format("{} that no industry of the table supplies count{} as {}",
                                          alone == 1 ? "1 product" : fmt::format("{} products", alone),
                                          alone == 1 ? "s" : "", alone == 1 ? "an industry" : "industries"));
    const Rows makers = by_row(products.labels.size(), make);
    // Row by row of the result, so that sums are in a fixed order.
    const std::size_t n = industries.labels.size();
    std::vector<std::vector<double>> flows(n);
    const auto spread = [&](std::uint32_t product, const auto& give) {
        for (std::size_t k = makers.begins[product]; k < makers.begins[product + 1]; ++k)
            give(makers.column[k], makers.value[k] / supplied[product]);
    };
    for (std::size_t k = 0; k < use.size(); ++k) {
        spread(use.row[k], [&](std::uint32_t industry, double share) {
            if (flows[industry].empty()) flows[industry].assign(n, 0.0);
            flows[industry][use.column[k]] += share * use.value[k];
        });
    }
    RawTable result;
    for (const Label& label : industries.labels) {
        result.rows.push_back(label);
        result.columns.push_back(label);
    }
    for (std::uint32_t i = 0; i < n; ++i) {
        for (std::uint32_t j = 0; j < flows[i].size(); ++j) {
            if (flows[i][j] != 0.0) result.flows.add(i, j, flows[i][j]);
        }
    }
    // Other rows and columns keep their labels; what is asked of a product goes to those who make it.
    std::vector<std::uint32_t> row_number(table.rows.size()), column_number(table.columns.size());
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        row_number[r] =
            table.rows[r].account == Account::industry ? of_row[r] : static_cast<std::uint32_t>(result.rows.size());
        if (table.rows[r].account > Account::product) result.rows.push_back(table.rows[r]);
    }
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        column_number[c] = table.columns[c].account == Account::industry
                               ? of_column[c]
                               : static_cast<std::uint32_t>(result.columns.size());
        if (table.columns[c].account > Account::product) result.columns.push_back(table.columns[c]);
    }
    for (std::size_t k = 0; k < table.others.size(); ++k) {
        const std::uint32_t r = table.others.row[k];
        const std::uint32_t c = table.others.column[k];
        if (is_product(table.columns[c])) continue;  // totals and margins of products
        if (!is_product(table.rows[r])) {
            result.others.add(row_number[r], column_number[c], table.others.value[k]);
            continue;
        }
        spread(of_row[r], [&](std::uint32_t industry, double share) {
            result.others.add(industry, column_number[c], share * table.others.value[k]);
        });
    }
    result.notes = std::move(table.notes);
    result.notes.push_back(
        "industries by industries from supply and use, by the fixed product sales structure (model D)");
    result.identities = std::move(table.identities);
    result.file = table.file;
    result.edition = table.edition;
    result.year = table.year;
    result.unit = table.unit;
    result.states_unit = table.states_unit;
    result.not_numbers = table.not_numbers;
    table = std::move(result);
}

IndustryTable gather_industries(RawTable& table) {
    IndustryTable result;
    Numbering nodes;
    std::vector<std::uint32_t> of_row, of_column;
    for (const Label& label : table.rows)
        of_row.push_back(label.account <= Account::product ? nodes.of(label) : 0);
    for (const Label& label : table.columns)
        of_column.push_back(label.account <= Account::product ? nodes.of(label) : 0);
    result.industries.resize(nodes.labels.size());
    for (std::size_t k = 0; k < nodes.labels.size(); ++k) {
        const Label& label = nodes.labels[k];
        IndustryTable::Industry& one = result.industries[k];
        one.country = label.country;
        one.code = label.code;
        one.place = label.place;
        one.id = label.country.empty() ? label.code : fmt::format("{}_{}", label.country, label.code);
    }
    Cells& flows = table.flows;
    std::size_t kept = 0;
    std::size_t negative = 0;
    double left_out = 0.0;
    for (std::size_t k = 0; k < flows.size(); ++k) {
        const std::uint32_t row = of_row[flows.row[k]];
        result.industries[row].output += flows.value[k];
        if (flows.value[k] < 0.0) {
            ++negative;
            left_out -= flows.value[k];
            continue;
        }
        flows.column[kept] = of_column[flows.column[k]];
        flows.row[kept] = row;
        flows.value[kept++] = flows.value[k];
    }
    flows.row.resize(kept);
    flows.column.resize(kept);
    flows.value.resize(kept);
    if (negative > 0)
        table.notes.push_back(
            fmt::format("{} negative flows between industries, {:.6g} in total, are left out", negative, left_out));
    result.flows = std::move(flows);
    for (std::size_t k = 0; k < table.others.size(); ++k) {
        const Label& row = table.rows[table.others.row[k]];
        const Label& column = table.columns[table.others.column[k]];
        const double value = table.others.value[k];
        if (row.account <= Account::product) {
            IndustryTable::Industry& one = result.industries[of_row[table.others.row[k]]];
            const bool is_stock = column.account == Account::inventory;
            if (!is_stock && column.account != Account::final_demand) continue;
            one.final_demand += value;
            one.output += value;
            if (is_stock) one.inventory += value;
        } else if (column.account <= Account::product &&
                   (row.account == Account::value_added || row.account == Account::taxes)) {
            result.industries[of_column[table.others.column[k]]].value_added += value;
        }
    }
    return result;
}

}  // namespace chokepoint::scenario
