#include "library_case.hpp"

#include <algorithm>
#include <chokepoint/base/date.hpp>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <sstream>
#include <utility>

namespace chokepoint {

namespace {

std::string read_text(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<std::string> split_cells(const std::string& line) {
    std::vector<std::string> cells(1);
    bool quoted = false;
    for (const char c : line) {
        if (c == '"') quoted = !quoted;
        if (c == ',' && !quoted) {
            cells.emplace_back();
        } else {
            cells.back() += c;  // keeps the quotes, so that writing is a join
        }
    }
    return cells;
}

CsvTable read_table(const std::filesystem::path& file) {
    std::istringstream in(read_text(file));
    CsvTable table;
    std::string line;
    std::getline(in, line);
    table.header = split_cells(line);
    while (std::getline(in, line))
        table.rows.push_back(split_cells(line));
    return table;
}

void write_table(const CsvTable& table, const std::filesystem::path& file) {
    std::ofstream out(file, std::ios::binary);
    const auto write = [&](const std::vector<std::string>& cells) {
        for (std::size_t k = 0; k < cells.size(); ++k)
            out << (k == 0 ? "" : ",") << cells[k];
        out << '\n';
    };
    write(table.header);
    for (const std::vector<std::string>& row : table.rows)
        write(row);
}

std::string multiplied(const std::string& number, double factor) {
    if (number.empty()) return number;
    char text[40];
    std::snprintf(text, sizeof text, "%.17g", std::stod(number) * factor);
    return text;
}

bool in_word(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_' || c == '.' || c == '/';
}

/// `text` with every whole word `what` replaced; a word may contain blanks.
std::string replace_word(std::string text, const std::string& what, const std::string& with) {
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at)) {
        const std::size_t end = at + what.size();
        const bool whole = (at == 0 || !in_word(text[at - 1])) && (end == text.size() || !in_word(text[end]));
        if (whole) text.replace(at, what.size(), with);
        at += whole ? with.size() : what.size();
    }
    return text;
}

/// `text` with every match of `pattern` replaced by `change(match)`.
template <class Change>
std::string replace_matches(const std::string& text, const std::regex& pattern, Change change) {
    std::string out;
    auto from = text.begin();
    for (std::sregex_iterator match(text.begin(), text.end(), pattern), end; match != end; ++match) {
        out.append(from, (*match)[0].first).append(change(*match));
        from = (*match)[0].second;
    }
    return out.append(from, text.end());
}

const std::regex& model_line() {
    static const std::regex pattern(R"(\nmodel: *(\S+))");
    return pattern;
}

}  // namespace

std::size_t CsvTable::column(std::string_view name) const {
    return static_cast<std::size_t>(std::find(header.begin(), header.end(), name) - header.begin());
}

LibraryCase::LibraryCase(const std::filesystem::path& scenario) : scenario_(read_text(scenario)) {
    std::smatch found;
    if (!std::regex_search(scenario_, found, model_line())) return;
    const std::filesystem::path folder = scenario.parent_path() / found[1].str();
    if (std::filesystem::exists(folder / "model.yaml")) model_ = read_text(folder / "model.yaml");
    firms_ = read_table(folder / "firms.csv");
    links_ = read_table(folder / "links.csv");
}

void LibraryCase::shuffle_rows(Dice& dice) {
    for (CsvTable* table : {&firms_, &links_}) {
        for (std::size_t k = table->rows.size(); k > 1; --k)
            std::swap(table->rows[k - 1],
                      table->rows[static_cast<std::size_t>(dice.whole(0, static_cast<int>(k) - 1))]);
    }
}

void LibraryCase::rename_ids() {
    const std::size_t id = firms_.column("id");
    std::map<std::string, std::string> after;
    for (const std::vector<std::string>& row : firms_.rows) {
        // Reverses the alphabetical order.
        const std::string name = "renamed-" + std::to_string(999 - after.size());
        after.emplace(row[id], name);
        before_.emplace(name, row[id]);
    }
    const auto rename = [&](CsvTable& table, std::string_view column) {
        const std::size_t k = table.column(column);
        if (k == table.header.size()) return;
        for (std::vector<std::string>& row : table.rows) {
            if (const auto found = after.find(row[k]); found != after.end()) row[k] = found->second;
        }
    };
    for (const char* column : {"id", "company"})
        rename(firms_, column);
    for (const char* column : {"supplier", "customer"})
        rename(links_, column);
    for (const auto& [old, name] : after) {
        model_ = replace_word(model_, old, name);
        scenario_ = replace_word(scenario_, old, name);
    }
}

void LibraryCase::scale_money(double factor) {
    for (CsvTable* table : {&firms_, &links_}) {
        for (const char* name : {"revenue_usd", "final_demand_usd", "value_usd", "standby_usd"}) {
            const std::size_t k = table->column(name);
            if (k == table->header.size()) continue;
            for (std::vector<std::string>& row : table->rows)
                row[k] = multiplied(row[k], factor);
        }
    }
    static const std::regex money(R"(([a-z_]+_usd: *(?:\{value: *)?)([0-9.]+(?:e[0-9]+)?))");
    const auto scaled = [&](const std::smatch& match) { return match[1].str() + multiplied(match[2].str(), factor); };
    model_ = replace_matches(model_, money, scaled);
    scenario_ = replace_matches(scenario_, money, scaled);
}

void LibraryCase::split_firms(const std::function<bool(std::string_view, std::string_view)>& select) {
    const std::size_t id = firms_.column("id");
    const std::size_t market = firms_.column("market");
    const std::size_t revenue = firms_.column("revenue_usd");
    const bool has_markets = market < firms_.header.size();
    const std::size_t company = firms_.column("company");
    if (company == firms_.header.size()) {
        firms_.header.emplace_back("company");
        for (std::vector<std::string>& row : firms_.rows)
            row.push_back(row[id]);
    }
    std::set<std::string> split;
    const auto halve = [](CsvTable& table, std::size_t column, const std::set<std::string>& which,
                          std::initializer_list<std::size_t> amounts) {
        std::vector<std::vector<std::string>> rows;
        for (const std::vector<std::string>& row : table.rows) {
            rows.push_back(row);
            if (which.count(row[column]) == 0) continue;
            for (const std::size_t amount : amounts) {
                if (amount < row.size()) rows.back()[amount] = multiplied(row[amount], 0.5);
            }
            rows.push_back(rows.back());
            rows.back()[column] += "-b";
        }
        table.rows = std::move(rows);
    };
    for (std::vector<std::string>& row : firms_.rows) {
        if (row[company].empty()) row[company] = row[id];
        if (select(row[id], has_markets ? row[market] : std::string())) split.insert(row[id]);
    }
    split_count_ = split.size();
    halve(firms_, id, split, {revenue, firms_.column("final_demand_usd")});
    for (const char* end : {"supplier", "customer"})
        halve(links_, links_.column(end), split, {links_.column("value_usd"), links_.column("standby_usd")});
}

void LibraryCase::shift_dates(int days) {
    static const std::regex date(R"(\b(\d{4}-\d\d-\d\d)\b)");
    scenario_ = replace_matches(scenario_, date, [&](const std::smatch& match) {
        return format_date(*parse_date(match[1].str()) + std::chrono::days(days));
    });
}

std::filesystem::path LibraryCase::write(const std::filesystem::path& folder) const {
    std::filesystem::create_directories(folder / "model");
    write_table(firms_, folder / "model" / "firms.csv");
    write_table(links_, folder / "model" / "links.csv");
    if (!model_.empty()) std::ofstream(folder / "model" / "model.yaml", std::ios::binary) << model_;
    std::ofstream(folder / "scenario.yaml", std::ios::binary)
        << std::regex_replace(scenario_, model_line(), "\nmodel: model");
    return folder / "scenario.yaml";
}

const std::string& LibraryCase::name_before(const std::string& name) const {
    const auto found = before_.find(name);
    return found == before_.end() ? name : found->second;
}

}  // namespace chokepoint
