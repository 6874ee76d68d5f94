#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/base/fault_at.hpp>
#include <chokepoint/base/fault_limit.hpp>
#include <chokepoint/base/ids.hpp>
#include <chokepoint/scenario/tables/table_balance.hpp>
#include <cmath>

namespace chokepoint::scenario {

namespace {

constexpr double kTableRounding = 1e-6;  // Of output: what is written with seven digits differs by less.
constexpr std::string_view kRule = "see the rule in 'chokepoint describe nodes.csv'";

/// One kind of row that a model cannot hold as it stands.
struct Kind {
    struct Row {
        std::size_t row = 0;
        double size_usd = 0.0;
        double share = 0.0;  ///< Of output.
    };
    std::vector<Row> rows;

    double total_usd() const {
        double sum = 0.0;
        for (const Row& row : rows)
            sum += row.size_usd;
        return sum;
    }
    /// The largest by size, or by its share of output; of equals the first.
    const Row& largest(double Row::*measure) const {
        return *std::max_element(rows.begin(), rows.end(),
                                 [&](const Row& a, const Row& b) { return a.*measure < b.*measure; });
    }
};

class Balance {
   public:
    Balance(NodeTable table, LinkTable links, const MoneyUnit& unit, ModelSpec& spec, Diagnostics& diagnostics)
        : table_(std::move(table)),
          links_(std::move(links)),
          unit_(unit),
          spec_(spec),
          diagnostics_(diagnostics),
          left_out_(table_.nodes.size(), false) {}

    void judge();
    void warn() const;
    void refuse() const;
    void repair();

   private:
    void find_empty_nodes();
    void sum_sales();
    double sales_of(std::size_t row) const { return sales_usd_[row]; }
    void warn_of(const Kind& kind, std::string message) const;
    std::string amount(double usd) const { return fmt::format("{:.6g}", usd / unit_.usd); }
    std::string_view id(std::size_t row) const { return table_.nodes.id(row); }

    NodeTable table_;
    LinkTable links_;
    MoneyUnit unit_;
    ModelSpec& spec_;
    Diagnostics& diagnostics_;
    std::vector<bool> left_out_;
    std::vector<double> sales_usd_;
    Kind empty_;
    Kind negative_;
    Kind unbalanced_;
};

void Balance::sum_sales() {
    sales_usd_.assign(table_.nodes.size(), 0.0);
    for (std::size_t e = 0; e < links_.size(); ++e) {
        if (!left_out_[links_.customer[e]]) sales_usd_[links_.supplier[e]] += links_.value_usd[e];
    }
}

/// To leave a node out may leave another without sales.
void Balance::find_empty_nodes() {
    for (std::size_t before = 1, after = 0; before != after;) {
        before = after;
        sum_sales();
        for (std::size_t row = 0; row < left_out_.size(); ++row) {
            if (table_.gross_output_usd[row] <= 0.0 && sales_usd_[row] <= 0.0) left_out_[row] = true;
        }
        after = static_cast<std::size_t>(std::count(left_out_.begin(), left_out_.end(), true));
    }
}

void Balance::judge() {
    find_empty_nodes();
    for (std::size_t row = 0; row < table_.nodes.size(); ++row) {
        const double output = table_.gross_output_usd[row];
        const bool given = !std::isnan(table_.final_demand_usd[row]);
        const double final_demand = given ? table_.final_demand_usd[row] : output - sales_of(row);
        const double scale = std::max(output, sales_of(row));
        const double gap = std::abs(output - sales_of(row) - final_demand);
        if (left_out_[row]) {
            empty_.rows.push_back({row, given ? std::abs(final_demand) : 0.0});
        } else if (final_demand < -kTableRounding * scale) {
            negative_.rows.push_back({row, -final_demand, -final_demand / scale});
        } else if (gap > kTableRounding * scale) {
            unbalanced_.rows.push_back({row, gap, gap / scale});
        }
    }
}

void Balance::warn_of(const Kind& kind, std::string message) const {
    if (kind.rows.empty()) return;
    diagnostics_.add(warning_at({.place = {nodes_path(spec_)}}, Fault::unbalanced, std::move(message),
                                fmt::format("{}; '--strict' refuses such rows, and names them", kRule)));
}

void Balance::warn() const {
    const auto rows = [](const Kind& kind) {
        return fmt::format("{} {}", kind.rows.size(), kind.rows.size() == 1 ? "row" : "rows");
    };
    using Row = Kind::Row;
    if (!empty_.rows.empty()) {
        const Row& largest = empty_.largest(&Row::size_usd);
        const std::string lost = largest.size_usd > 0.0 ? fmt::format(
                                                              ", with a final demand of {} {} in total, most in "
                                                              "'{}' with {}",
                                                              amount(empty_.total_usd()), unit_.name, id(largest.row),
                                                              amount(largest.size_usd))
                                                        : fmt::format(", the first '{}'", id(largest.row));
        warn_of(empty_, fmt::format("{} without output and sales left out{}", rows(empty_), lost));
    }
    if (!negative_.rows.empty()) {
        double raised = 0.0;
        for (const Row& row : negative_.rows)
            raised += std::max(0.0, sales_of(row.row) - table_.gross_output_usd[row.row]);
        const Row& largest = negative_.largest(&Row::size_usd);
        warn_of(negative_,
                fmt::format("{} with a final demand below zero, by {} {} in total, most in '{}' by {}: output is taken "
                            "as no less than the sales to nodes, which raises it by {}",
                            rows(negative_), amount(negative_.total_usd()), unit_.name, id(largest.row),
                            amount(largest.size_usd), amount(raised)));
    }
    if (!unbalanced_.rows.empty()) {
        const Row& largest = unbalanced_.largest(&Row::size_usd);
        const Row& steepest = unbalanced_.largest(&Row::share);
        warn_of(unbalanced_,
                fmt::format("{} where sales and final demand do not add up to gross output, by {} {} in total, most in "
                            "'{}' by {}, and relative to output in '{}' by {:.2g} %: final demand makes up for it",
                            rows(unbalanced_), amount(unbalanced_.total_usd()), unit_.name, id(largest.row),
                            amount(largest.size_usd), id(steepest.row), 100.0 * steepest.share));
    }
}

void Balance::refuse() const {
    std::vector<std::pair<std::size_t, std::string>> faults;
    for (const Kind::Row& row : empty_.rows)
        faults.emplace_back(row.row, fmt::format("'{}' has no output and no sales", id(row.row)));
    for (const Kind::Row& row : negative_.rows)
        faults.emplace_back(
            row.row, fmt::format("'{}' has a final demand of {} {}", id(row.row), amount(-row.size_usd), unit_.name));
    for (const Kind::Row& row : unbalanced_.rows) {
        faults.emplace_back(
            row.row, fmt::format("'{}' sells {} to nodes and {} to final demand, and its gross output is "
                                 "{} {}",
                                 id(row.row), amount(sales_of(row.row)), amount(table_.final_demand_usd[row.row]),
                                 amount(table_.gross_output_usd[row.row]), unit_.name));
    }
    std::sort(faults.begin(), faults.end());
    FaultLimit limit(nodes_path(spec_), Severity::error, diagnostics_);
    for (auto& [row, message] : faults) {
        if (!limit.tells_next()) continue;
        diagnostics_.add(fault_at(firm_place(spec_, table_.nodes, row), Fault::unbalanced, std::move(message),
                                  fmt::format("correct the row; without '--strict' it is repaired: {}", kRule)));
    }
    limit.finish();
}

/// Nodes and links that stay, numbered anew.
void Balance::repair() {
    FirmTable kept;
    std::vector<std::uint32_t> number(table_.nodes.size(), kNone);
    for (std::size_t row = 0; row < table_.nodes.size(); ++row) {
        if (left_out_[row]) continue;
        number[row] = kept.ids.add(id(row));
        kept.country.add(table_.nodes.country[row]);
        kept.product.add(table_.nodes.product[row]);
        kept.file_line.add(number[row], table_.nodes.file_line[row]);
        kept.file_column.push_back(table_.nodes.file_column[row]);
        kept.revenue_usd.push_back(std::max(table_.gross_output_usd[row], sales_of(row)));
    }
    kept.ids.freeze();
    std::size_t links = 0;
    for (std::size_t e = 0; e < links_.size(); ++e) {
        const std::uint32_t supplier = number[links_.supplier[e]];
        const std::uint32_t customer = number[links_.customer[e]];
        if (supplier == kNone || customer == kNone) continue;
        links_.supplier[links] = supplier;
        links_.customer[links] = customer;
        links_.value_usd[links] = links_.value_usd[e];
        ++links;
    }
    links_.supplier.resize(links);
    links_.customer.resize(links);
    links_.value_usd.resize(links);
    links_.file_line = {};  // no longer by row, and not asked for: the values have their source as a whole
    spec_.tables = {std::move(kept), std::move(links_)};
}

}  // namespace

void balance_table(NodeTable table, LinkTable links, const MoneyUnit& unit, bool strict, ModelSpec& spec,
                   Diagnostics& diagnostics) {
    Balance balance(std::move(table), std::move(links), unit, spec, diagnostics);
    balance.judge();
    if (strict) {
        balance.refuse();
    } else {
        balance.warn();
    }
    balance.repair();
}

}  // namespace chokepoint::scenario
