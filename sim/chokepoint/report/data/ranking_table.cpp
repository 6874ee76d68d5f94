#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chokepoint/base/ids.hpp>
#include <chokepoint/base/number.hpp>
#include <chokepoint/base/text/utf8.hpp>
#include <chokepoint/report/data/ranking_table.hpp>
#include <chokepoint/report/text/screen.hpp>

namespace chokepoint::report {

namespace {

constexpr std::size_t kRankNameWidth = 20;

/// As it is written for the entry's first firm; "" where its firms differ in country, or it has none.
std::string_view country_of(const scenario::Model& model, const study::RankedEntry& entry) {
    if (entry.nodes.empty() || entry.country == kNone) return {};
    return model.directory.written_country(entry.nodes.front());
}

std::string shown(const network::NameTable& names, std::uint32_t number, std::size_t width) {
    return fitted(number == kNone ? std::string_view("-") : names.name(number), width);
}

std::string shown_country(const scenario::Model& model, const study::RankedEntry& entry) {
    const std::string_view country = country_of(model, entry);
    return fitted(country.empty() ? "-" : country, 8);
}

std::string share(double index) {
    return index > 0.0 && index < 5e-6 ? "<0.001 %" : fmt::format("{:.3f} %", 100.0 * index);
}

std::size_t shown_count(const study::Ranking& ranking, std::size_t top) {
    return top == 0 ? ranking.entries.size() : std::min(top, ranking.entries.size());
}

struct EntryRow {
    const scenario::Model& model;
    const study::Ranking& ranking;
    std::size_t number;
    const study::RankedEntry& entry;

    Cell name(const network::NameTable& names, std::uint32_t of) const {
        return entry.nodes.empty() || of == kNone ? Cell() : Cell(names.name(of));
    }
};

std::vector<Column<EntryRow>> entry_columns() {
    return {
        {{"rank", "", "place in the ranking, from 1"}, [](auto& r) { return r.number + 1; }},
        {{"id", "", "id in firms.csv of the firm that fails, or the company, country, sector or group"},
         [](auto& r) { return r.entry.name; }},
        {{"company", "", "its company, if it is one"},
         [](auto& r) {
             const bool one = r.entry.company != kNone && !r.entry.nodes.empty();
             return one ? Cell(r.model.companies.name(r.entry.company)) : Cell();
         }},
        {{"country", "", "its country, if it is one"}, [](auto& r) { return country_of(r.model, r.entry); }},
        {{"product", "", "its product, if it is one"},
         [](auto& r) { return r.name(r.model.directory.products, r.entry.product); }},
        {{"nodes", "", "nodes that fail together"}, [](auto& r) { return r.entry.nodes.size(); }},
        {{"tier", "", "steps from final demand, from 1"},
         [](auto& r) { return r.entry.tier == 0 ? Cell() : Cell(r.entry.tier); }},
        {{"index", "1", "share of the network that is lost"}, [](auto& r) { return r.entry.result.index; }},
        {{"index_down", "1", "the same through customers that lack inputs"},
         [](auto& r) { return r.entry.result.index_down; }},
        {{"index_up", "1", "the same through suppliers that lack customers"},
         [](auto& r) { return r.entry.result.index_up; }},
        {{"loss_usd", "USD", "index times all revenue, or all sales between firms, of a year"},
         [](auto& r) { return r.entry.result.index * r.ranking.value_usd; }},
        {{"iterations", "", "iterations until the cascade ended"}, [](auto& r) { return r.entry.result.iterations; }},
        {{"residual", "1", "last fall of any level"}, [](auto& r) { return r.entry.result.residual; }}};
}

}  // namespace

Table ranking_table(const scenario::Model& model, const study::Ranking& ranking, std::size_t top) {
    return make_table<EntryRow>("ranking", entry_columns(), shown_count(ranking, top), [&](std::size_t k) {
        return EntryRow{model, ranking, k, ranking.entries[k]};
    });
}

std::vector<Variable> ranking_variables() {
    return variables_of(entry_columns());
}

std::string ranking_text(const scenario::Model& model, const study::RankSettings& settings,
                         const study::Ranking& ranking, std::size_t top) {
    constexpr std::array<std::string_view, 4> kUnits = {"firm", "company", "country", "sector"};
    const std::string_view unit = settings.groups.empty() ? kUnits[static_cast<std::size_t>(settings.by)] : "group";
    std::string text = fmt::format(
        "{}\nShare of {} lost when a {} fails: {}, replaceability {}\n\n", printable(model.title),
        settings.by_revenue ? "all revenue" : "all sales between firms", unit,
        settings.rules.epsilon == cascade::kCompatRules.epsilon ? "as published, stopped at 1e-2" : "converged",
        settings.rules.replaceability ? "on" : "off");
    constexpr std::string_view kRow = "{:>5}  {}\x1F  {}\x1F  {}\x1F {:>4}\x1F {:>9}\x1F {:>9}\x1F {:>9}\x1F {:>11}\n";
    text += fmt::format(kRow, "rank", fitted(unit, kRankNameWidth), fitted("country", 8), fitted("product", 14), "tier",
                        "index", "down", "up", "million " + model.currency);
    double residual = 0.0;
    std::uint32_t iterations = 0;
    for (const study::RankedEntry& entry : ranking.entries) {
        residual = std::max(residual, entry.result.residual);
        iterations = std::max(iterations, entry.result.iterations);
    }
    const std::size_t count = shown_count(ranking, top);
    for (std::size_t k = 0; k < count; ++k) {
        const study::RankedEntry& entry = ranking.entries[k];
        text += fmt::format(kRow, k + 1, fitted(entry.name, kRankNameWidth), shown_country(model, entry),
                            shown(model.directory.products, entry.product, 14),
                            entry.tier == 0 ? std::string("-") : std::to_string(entry.tier), share(entry.result.index),
                            share(entry.result.index_down), share(entry.result.index_up),
                            millions(entry.result.index * ranking.value_usd));
    }
    return text + fmt::format("\n{} of {} shown; largest residual {}, at most {} iterations\n", count,
                              ranking.entries.size(), format_number(residual), iterations);
}

}  // namespace chokepoint::report
