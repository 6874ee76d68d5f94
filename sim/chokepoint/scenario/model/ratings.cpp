#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/base/fault_at.hpp>
#include <chokepoint/scenario/model/ratings.hpp>
#include <chokepoint/scenario/schema/suggestion.hpp>
#include <numeric>
#include <string_view>

namespace chokepoint::scenario {

namespace {

constexpr std::size_t kMaxRatingBytes = std::size_t{64} << 20;

/// By product of the model, the numbers in `names` of the sectors that stand for it.
std::vector<std::vector<std::uint32_t>> sectors_of(const RatingsSpec& ratings, const network::NameTable& products,
                                                   const network::NameTable& names) {
    std::vector<std::vector<std::uint32_t>> found(products.size());
    for (std::uint32_t p = 0; p < products.size(); ++p) {
        const auto mapped = std::find_if(ratings.map.begin(), ratings.map.end(),
                                         [&](const NamedList& m) { return m.id == products.name(p); });
        const auto take = [&](std::string_view name) {
            if (const auto number = names.find(name)) found[p].push_back(*number);
        };
        if (mapped == ratings.map.end()) {
            take(products.name(p));
        } else {
            for (const StatedText& name : mapped->items)
                take(name.value);
        }
    }
    return found;
}

/// Warns of the sectors of which a table says nothing; `used` tells which products matter.
void warn_unrated(const std::string& file, std::string_view what, const network::NameTable& products,
                  const std::vector<std::vector<std::uint32_t>>& sectors, const std::vector<bool>& used,
                  Diagnostics& diagnostics) {
    constexpr std::size_t kMostNames = 40;
    std::size_t count = 0;
    std::string names;
    for (std::uint32_t p = 0; p < products.size(); ++p) {
        if (!used[p] || !sectors[p].empty() || ++count > kMostNames) continue;
        names += fmt::format("{}'{}'", names.empty() ? "" : ", ", products.name(p));
    }
    if (count == 0) return;
    if (count > kMostNames) names += fmt::format(" and {} more", count - kMostNames);
    diagnostics.add(warning_at(
        {.place = {file}}, Fault::unknown_name,
        fmt::format("{} {} of the model {} no {} here: {}", count, count == 1 ? "sector" : "sectors",
                    count == 1 ? "has" : "have", what, names),
        "they keep what they have; 'ratings: {map: ...}' of model.yaml says which sectors of the file stand for them"));
}

void warn_blanks(const RatingTable& table, Diagnostics& diagnostics) {
    if (table.blanks == 0) return;
    diagnostics.add(warning_at(
        {.place = table.first_blank, .source_line = table.first_blank_line}, Fault::empty,
        table.blanks == 1 ? "a rating is blank: taken as non-critical"
                          : fmt::format("{} ratings are blank, the first here: taken as non-critical", table.blanks),
        "write 0, 0.5 or 1 where you know better"));
}

void rate_slots(const RatingsSpec& ratings, const network::NameTable& products, const network::SupplyNetwork& network,
                dynamics::Behaviour& behaviour, Diagnostics& diagnostics) {
    const RatingTable& table = ratings.table;
    const auto rows = sectors_of(ratings, products, table.suppliers);
    const auto columns = sectors_of(ratings, products, table.buyers);
    std::vector<bool> sold(products.size(), false);
    std::vector<bool> bought(products.size(), false);
    for (std::uint32_t s = 0; s < network.slot_count(); ++s) {
        const std::uint32_t product = network.slot_product[s];
        const std::uint32_t buyer = network.node_product[network.slot_customer[s]];
        sold[product] = true;
        bought[buyer] = true;
        if (rows[product].empty() || columns[buyer].empty()) continue;
        double sum = 0.0;
        for (const std::uint32_t row : rows[product]) {
            for (const std::uint32_t column : columns[buyer])
                sum += table.at(row, column);
        }
        behaviour.slot_dependence[s] = sum / static_cast<double>(rows[product].size() * columns[buyer].size());
    }
    warn_blanks(table, diagnostics);
    warn_unrated(table.file_name, "row as suppliers", products, rows, sold, diagnostics);
    warn_unrated(table.file_name, "column as buyers", products, columns, bought, diagnostics);
}

void stock_slots(const RatingsSpec& ratings, const network::NameTable& products, const network::SupplyNetwork& network,
                 dynamics::Behaviour& behaviour, Diagnostics& diagnostics) {
    const auto rows = sectors_of(ratings, products, ratings.stocks.sectors);
    std::vector<bool> bought(products.size(), false);
    for (std::uint32_t s = 0; s < network.slot_count(); ++s) {
        const std::uint32_t buyer = network.node_product[network.slot_customer[s]];
        bought[buyer] = true;
        if (rows[buyer].empty()) continue;
        double sum = 0.0;
        for (const std::uint32_t row : rows[buyer])
            sum += ratings.stocks.days[row];
        behaviour.slot_stock_days[s] = sum / static_cast<double>(rows[buyer].size());
    }
    warn_unrated(ratings.stocks.file_name, "days of stock", products, rows, bought, diagnostics);
}

}  // namespace

void read_rating_files(const std::filesystem::path& folder, bool hash, RatingsSpec& ratings,
                       std::vector<InputFile>& files, Diagnostics& diagnostics) {
    const auto open = [&](const std::string& name, const auto& read) {
        try {
            const TextFile file(folder / name, kMaxRatingBytes);
            files.push_back(input_file(folder / name, file.bytes(), hash));
            read(file);
        } catch (const InputError& error) {
            for (const Diagnostic& fault : error.diagnostics())
                diagnostics.add(fault);
        }
    };
    open(ratings.file, [&](const TextFile& file) { ratings.table = read_ratings(file, diagnostics); });
    if (ratings.stock_file.empty()) return;
    open(ratings.stock_file, [&](const TextFile& file) { ratings.stocks = read_stock_days(file, diagnostics); });
}

void check_ratings(const RatingsSpec& ratings, const network::NameTable& products, Diagnostics& diagnostics) {
    std::vector<std::string> known;
    for (const network::NameTable* names : {&ratings.table.suppliers, &ratings.table.buyers, &ratings.stocks.sectors}) {
        for (std::uint32_t k = 0; k < names->size(); ++k)
            known.emplace_back(names->name(k));
    }
    for (const NamedList& mapping : ratings.map) {
        const auto refuse = [&](std::string message, std::string hint) {
            diagnostics.add(fault_at(mapping.id_where, Fault::unknown_name, std::move(message), std::move(hint)));
        };
        if (!products.find(mapping.id)) {
            refuse(fmt::format("the model has no sector '{}'", mapping.id),
                   hint_for(mapping.id, products, "use what a node or a link of the model sells"));
        }
        for (const auto& [name, where] : mapping.items) {
            if (std::find(known.begin(), known.end(), name) != known.end()) continue;
            refuse(fmt::format("'{}' is mapped to '{}', which no file of the ratings has", mapping.id, name),
                   hint_for(name, known, "use a sector of " + ratings.file));
        }
    }
}

void apply_ratings(const RatingsSpec& ratings, const network::NameTable& products,
                   const network::SupplyNetwork& network, RatingsUse use, dynamics::Behaviour& behaviour,
                   Diagnostics& diagnostics) {
    if (use.dependence) rate_slots(ratings, products, network, behaviour, diagnostics);
    if (use.stock_days && !ratings.stock_file.empty()) stock_slots(ratings, products, network, behaviour, diagnostics);
}

}  // namespace chokepoint::scenario
