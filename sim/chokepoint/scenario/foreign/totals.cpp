#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/base/diagnostic.hpp>
#include <chokepoint/base/text/country.hpp>
#include <chokepoint/scenario/foreign/tidy_table.hpp>
#include <chokepoint/scenario/foreign/totals.hpp>
#include <cmath>
#include <map>
#include <span>
#include <string>
#include <tuple>

namespace chokepoint::scenario {

namespace {

constexpr double kSame = 1e-6;  // shares within which a row is the sum of others
constexpr double kRefused = 0.01;

bool is_node(const Label& label) {
    return label.account <= Account::product;
}

Place place_of(const RawTable& table, const Label& label, bool is_row) {
    return is_row ? Place{table.file, label.place, 1} : Place{table.file, label.place > 0 ? 1 : 0, label.place};
}

void refuse_repeated(const RawTable& table, std::span<const Label> labels, bool is_row) {
    std::map<std::tuple<Account, std::string_view, std::string_view>, const Label*> seen;
    std::map<std::string, const Label*> spelling;
    for (const Label& label : labels) {
        if (!is_node(label)) continue;
        const auto [known, is_new] =
            seen.try_emplace({label.account, std::string_view(label.country), std::string_view(label.code)}, &label);
        const auto refuse = [&](const Label& other, std::string message, std::string hint) {
            Diagnostic fault{.place = place_of(table, label, is_row),
                             .message = std::move(message),
                             .hint = std::move(hint),
                             .other = place_of(table, other, is_row),
                             .other_note = "first given at",
                             .fault = Fault::duplicate};
            throw InputError({std::move(fault)});
        };
        if (!is_new)
            refuse(*known->second, fmt::format("the {} '{}' stands twice", is_row ? "row" : "column", label.text),
                   "every industry of a country has one row and one column: take one of them out");
        if (label.country.empty() || is_part_of_country(label.country)) continue;
        const auto [first, is_first] = spelling.emplace(country_key(label.country), &label);
        if (!is_first && first->second->country != label.country)
            refuse(*first->second,
                   fmt::format("'{}' and '{}' are one country, in '{}' and '{}'", first->second->country, label.country,
                               first->second->text, label.text),
                   "a country has one name in a table: put its rows and columns together, or leave one out with "
                   "'leave_out'");
    }
}

/// Finds rows (or columns) of flows that are the sum of others.
class TotalFinder {
   public:
    TotalFinder(const RawTable& table, bool rows)
        : table_(table), rows_(rows), labels_(rows ? table.rows : table.columns) {}

    void refuse() const {
        const auto& of = rows_ ? table_.flows.row : table_.flows.column;
        const auto& at = rows_ ? table_.flows.column : table_.flows.row;
        const std::size_t across = rows_ ? table_.columns.size() : table_.rows.size();
        const std::size_t flows = table_.flows.size();
        std::map<std::string_view, std::size_t> number;
        std::vector<std::size_t> group(labels_.size(), 0);
        std::vector<std::size_t> members = {0};
        for (std::size_t k = 0; k < labels_.size(); ++k) {
            if (!is_node(labels_[k])) continue;
            const auto [known, is_new] = number.emplace(labels_[k].country, members.size());
            if (is_new) members.push_back(0);
            group[k] = known->second;
            ++members[group[k]];
            ++members[0];
        }
        // Sums by column (or row) of all rows, and of each country's.
        std::vector<double> sums(members.size() * across, 0.0);
        for (std::size_t f = 0; f < flows; ++f) {
            sums[at[f]] += table_.flows.value[f];
            sums[group[of[f]] * across + at[f]] += table_.flows.value[f];
        }
        std::vector<double> group_total(members.size(), 0.0);
        for (std::size_t g = 0; g < members.size(); ++g) {
            for (std::size_t c = 0; c < across; ++c)
                group_total[g] += std::abs(sums[g * across + c]);
        }
        // The gap between a row and the sum of the others: over its own cells, and the sums where it has none.
        std::vector<double> gap_all(labels_.size(), 0.0), gap_own(labels_.size(), 0.0);
        std::vector<double> met_all(labels_.size(), 0.0), met_own(labels_.size(), 0.0), size(labels_.size(), 0.0);
        for (std::size_t f = 0; f < flows; ++f) {
            const std::size_t k = of[f];
            const double value = table_.flows.value[f];
            const double all = sums[at[f]];
            const double own = sums[group[k] * across + at[f]];
            gap_all[k] += std::abs(2.0 * value - all);
            gap_own[k] += std::abs(2.0 * value - own);
            met_all[k] += std::abs(all);
            met_own[k] += std::abs(own);
            size[k] += std::abs(value);
        }
        for (std::size_t k = 0; k < labels_.size(); ++k) {
            if (!is_node(labels_[k]) || size[k] <= 0.0) continue;
            const std::size_t g = group[k];
            const bool of_all = members[0] > 3 && gap_all[k] + group_total[0] - met_all[k] < kSame * group_total[0];
            const bool of_own = members[g] > 3 && gap_own[k] + group_total[g] - met_own[k] < kSame * group_total[g];
            if (of_all || of_own) refuse_label(labels_[k], of_all);
        }
    }

   private:
    [[noreturn]] void refuse_label(const Label& label, bool of_all) const {
        const std::string_view kind = rows_ ? "row" : "column";
        throw InputError({Diagnostic{
            .place = place_of(table_, label, rows_),
            .message = fmt::format("the {} '{}' equals the sum of the other {}s{}: it is a total, not an industry",
                                   kind, label.text, kind, of_all ? "" : fmt::format(" of {}", label.country)),
            .hint = fmt::format("to take it for an industry would count everything twice: leave it out with "
                                "'leave_out: [{}]' in 'table' of model.yaml",
                                label.text),
            .fault = Fault::contradiction}});
    }

    const RawTable& table_;
    bool rows_;
    const std::vector<Label>& labels_;
};

/// Compares the totals of one kind with sums.
void compare(RawTable& table, std::string meaning, const Label& total, bool total_is_row, std::span<const Label> labels,
             std::span<const double> stated, std::span<const double> sums, bool refuses) {
    Identity identity;
    identity.meaning = std::move(meaning);
    double gaps = 0.0;
    double sizes = 0.0;
    std::size_t worst = 0;
    for (std::size_t k = 0; k < labels.size(); ++k) {
        if (!is_node(labels[k])) continue;
        ++identity.checked;
        const double size = std::max(std::abs(stated[k]), std::abs(sums[k]));
        const double gap = std::abs(stated[k] - sums[k]);
        gaps += gap;
        sizes += size;
        if (size > 0.0 && gap / size > identity.largest_share) {
            identity.largest_share = gap / size;
            worst = k;
        }
    }
    identity.total_share = sizes > 0.0 ? gaps / sizes : 0.0;
    if (identity.largest_share > 0.0) identity.where = labels[worst].text;
    if (refuses && identity.total_share > kRefused)
        throw InputError({Diagnostic{
            .place = place_of(table, total, total_is_row),
            .message = fmt::format("the {} '{}' is no sum of the table: in '{}' it says {:.6g}, and the sum is {:.6g}",
                                   total_is_row ? "row" : "column", total.text, labels[worst].text, stated[worst],
                                   sums[worst]),
            .hint = fmt::format("rows or columns of the file are missing, or '{0}' means something else: get the whole "
                                "file, or leave it out with 'leave_out: [{0}]' in 'table' of model.yaml",
                                total.text),
            .fault = Fault::unbalanced}});
    table.identities.push_back(std::move(identity));
}

}  // namespace

void refuse_repeated_labels(const RawTable& table) {
    refuse_repeated(table, table.rows, true);
    refuse_repeated(table, table.columns, false);
}

void refuse_hidden_totals(const RawTable& table) {
    if (table.coefficients) return;  // columns are then not in one unit
    TotalFinder(table, true).refuse();
    TotalFinder(table, false).refuse();
}

void check_totals(RawTable& table) {
    std::vector<double> row_flows(table.rows.size(), 0.0), row_final(table.rows.size(), 0.0);
    std::vector<double> column_flows(table.columns.size(), 0.0), column_inputs(table.columns.size(), 0.0);
    for (std::size_t k = 0; k < table.flows.size(); ++k) {
        row_flows[table.flows.row[k]] += table.flows.value[k];
        column_flows[table.flows.column[k]] += table.flows.value[k];
    }
    std::map<std::uint32_t, std::vector<double>> total_rows, total_columns;
    const auto is_total = [](Account account) {
        return account == Account::output || account == Account::intermediate_total;
    };
    for (std::uint32_t r = 0; r < table.rows.size(); ++r) {
        if (is_total(table.rows[r].account)) total_rows[r].resize(table.columns.size());
    }
    for (std::uint32_t c = 0; c < table.columns.size(); ++c) {
        if (is_total(table.columns[c].account)) total_columns[c].resize(table.rows.size());
    }
    for (std::size_t k = 0; k < table.others.size(); ++k) {
        const std::uint32_t r = table.others.row[k];
        const std::uint32_t c = table.others.column[k];
        const Account row = table.rows[r].account;
        const Account column = table.columns[c].account;
        if (total_rows.contains(r)) total_rows[r][c] += table.others.value[k];
        if (total_columns.contains(c)) total_columns[c][r] += table.others.value[k];
        if (column == Account::final_demand || column == Account::inventory) row_final[r] += table.others.value[k];
        if (row == Account::value_added || row == Account::taxes) column_inputs[c] += table.others.value[k];
    }
    const auto sum = [](std::vector<double> a, const std::vector<double>& b) {
        for (std::size_t k = 0; k < a.size(); ++k)
            a[k] += b[k];
        return a;
    };
    const bool has_final = std::any_of(table.columns.begin(), table.columns.end(), [](const Label& label) {
        return label.account == Account::final_demand || label.account == Account::inventory;
    });
    const bool has_inputs = std::any_of(table.rows.begin(), table.rows.end(), [](const Label& label) {
        return label.account == Account::value_added || label.account == Account::taxes;
    });
    for (const auto& [r, stated] : total_rows) {
        const Label& label = table.rows[r];
        const bool flows_only = label.account == Account::intermediate_total;
        if (!flows_only && !has_inputs) continue;
        compare(table,
                fmt::format("'{}' is the sum of {} of a column", label.text, flows_only ? "the flows" : "all inputs"),
                label, true, table.columns, stated, flows_only ? column_flows : sum(column_flows, column_inputs), true);
    }
    for (const auto& [c, stated] : total_columns) {
        const Label& label = table.columns[c];
        const bool flows_only = label.account == Account::intermediate_total;
        if (!flows_only && !has_final) continue;
        compare(table,
                fmt::format("'{}' is the sum of {} of a row", label.text, flows_only ? "the flows" : "all sales"),
                label, false, table.rows, stated, flows_only ? row_flows : sum(row_flows, row_final), true);
    }
    if (!has_final || !has_inputs || table.coefficients) return;
    // What an industry sells is what it buys and earns.
    std::map<std::pair<std::string, std::string>, std::size_t> column_of;
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        if (table.columns[c].account == Account::industry)
            column_of.emplace(std::pair{table.columns[c].country, table.columns[c].code}, c);
    }
    std::vector<double> inputs(table.rows.size(), 0.0);
    const std::vector<double> sales = sum(row_flows, row_final);
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        const auto found = column_of.find({table.rows[r].country, table.rows[r].code});
        inputs[r] = found == column_of.end() ? sales[r] : column_flows[found->second] + column_inputs[found->second];
    }
    compare(table, "sales of an industry are its inputs and value added", table.rows.front(), true, table.rows, sales,
            inputs, false);
}

}  // namespace chokepoint::scenario
