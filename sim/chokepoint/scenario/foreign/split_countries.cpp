#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chokepoint/scenario/foreign/tidy_table.hpp>
#include <cmath>
#include <map>
#include <string_view>
#include <utility>

namespace chokepoint::scenario {

namespace {

struct Split {
    std::string_view whole;
    std::string_view parts;  ///< The first two letters of the parts, which end in a digit.
};
constexpr std::array kSplits = {Split{"CHN", "CN"}, Split{"MEX", "MX"}};

bool is_part(const Split& split, std::string_view country) {
    return country.size() == 3 && country.starts_with(split.parts) && country[2] >= '1' && country[2] <= '9';
}

using Key = std::pair<std::string, std::string>;

/// Numbers by country and code of the labels that stay, and what each label becomes.
struct Joined {
    std::vector<Label> labels;
    std::vector<std::uint32_t> number;
};

Joined join(const std::vector<Label>& labels, const Split& split) {
    Joined joined;
    std::map<Key, std::uint32_t> known;
    for (const Label& label : labels) {
        Label one = label;
        const bool part = is_part(split, label.country);
        if (part) one.country = split.whole;
        const auto [at, is_new] =
            label.account <= Account::product
                ? known.emplace(Key{one.country, one.code}, static_cast<std::uint32_t>(joined.labels.size()))
                : std::pair{known.end(), true};
        joined.number.push_back(is_new ? static_cast<std::uint32_t>(joined.labels.size()) : at->second);
        if (!is_new) continue;
        if (part) one.text = fmt::format("{}_{}", one.country, one.code);
        joined.labels.push_back(std::move(one));
    }
    return joined;
}

double sum_over(const RawTable& table, const std::vector<bool>& rows, const std::vector<bool>& columns, bool by_row) {
    double sum = 0.0;
    for (std::size_t k = 0; k < table.flows.size(); ++k)
        sum +=
            (by_row ? rows[table.flows.row[k]] : columns[table.flows.column[k]]) ? std::abs(table.flows.value[k]) : 0.0;
    return sum;
}

template <class Test>
std::vector<bool> marked(const std::vector<Label>& labels, Test test) {
    std::vector<bool> marks;
    for (const Label& label : labels)
        marks.push_back(label.account <= Account::product && test(label.country));
    return marks;
}

/// Takes the cells of rows and columns that are marked.
void drop(Cells& cells, const std::vector<bool>& rows, const std::vector<bool>& columns) {
    std::size_t kept = 0;
    for (std::size_t k = 0; k < cells.size(); ++k) {
        if (rows[cells.row[k]] || columns[cells.column[k]]) continue;
        cells.row[kept] = cells.row[k];
        cells.column[kept] = cells.column[k];
        cells.value[kept] = cells.value[k];
        ++kept;
    }
    cells.row.resize(kept);
    cells.column.resize(kept);
    cells.value.resize(kept);
}

void renumber(Cells& cells, const Joined& rows, const Joined& columns) {
    for (std::uint32_t& row : cells.row)
        row = rows.number[row];
    for (std::uint32_t& column : cells.column)
        column = columns.number[column];
}

/// Whether what is marked in two ways is the same amount, so that one is the sum of the other.
bool are_equal(double a, double b) {
    return a > 0.0 && std::abs(a - b) <= 1e-3 * std::max(a, b);
}

}  // namespace

bool is_part_of_country(std::string_view country) {
    return std::any_of(kSplits.begin(), kSplits.end(), [&](const Split& split) { return is_part(split, country); });
}

void join_split_countries(RawTable& table) {
    for (const Split& split : kSplits) {
        const auto part_rows = marked(table.rows, [&](std::string_view country) { return is_part(split, country); });
        const auto part_columns =
            marked(table.columns, [&](std::string_view country) { return is_part(split, country); });
        if (std::find(part_rows.begin(), part_rows.end(), true) == part_rows.end()) continue;
        const auto whole_rows = marked(table.rows, [&](std::string_view country) { return country == split.whole; });
        const auto whole_columns =
            marked(table.columns, [&](std::string_view country) { return country == split.whole; });
        // The whole may be given beside its parts, as rows, as columns, or both.
        std::vector<bool> dropped_rows(table.rows.size(), false);
        std::vector<bool> dropped_columns(table.columns.size(), false);
        const bool rows_twice =
            are_equal(sum_over(table, whole_rows, whole_columns, true), sum_over(table, part_rows, part_columns, true));
        const bool columns_twice = are_equal(sum_over(table, whole_rows, whole_columns, false),
                                             sum_over(table, part_rows, part_columns, false));
        if (rows_twice) dropped_rows = part_rows;
        if (columns_twice) dropped_columns = part_columns;
        drop(table.flows, dropped_rows, dropped_columns);
        drop(table.others, dropped_rows, dropped_columns);
        const Joined rows = join(table.rows, split);
        const Joined columns = join(table.columns, split);
        renumber(table.flows, rows, columns);
        renumber(table.others, rows, columns);
        put_in_order(table.flows);
        put_in_order(table.others);
        table.notes.push_back(
            rows_twice || columns_twice
                ? fmt::format("{} is given as a whole and in parts: the parts {}1, {}2 are left out", split.whole,
                              split.parts, split.parts)
                : fmt::format("the parts of {} ({}1, {}2) are added up", split.whole, split.parts, split.parts));
        table.rows = rows.labels;
        table.columns = columns.labels;
    }
}

}  // namespace chokepoint::scenario
