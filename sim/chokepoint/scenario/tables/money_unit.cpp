#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chokepoint/base/number.hpp>
#include <chokepoint/base/text/unicode.hpp>
#include <chokepoint/base/text/utf8.hpp>
#include <chokepoint/scenario/schema/suggestion.hpp>
#include <chokepoint/scenario/tables/money_unit.hpp>
#include <cmath>
#include <utility>
#include <vector>

namespace chokepoint::scenario {

namespace {

constexpr std::array<std::pair<std::string_view, double>, 4> kScales = {
    {{"", 1.0}, {"thousand", 1e3}, {"million", 1e6}, {"billion", 1e9}}};

bool is_currency(std::string_view word) {
    return word.size() == 3 && std::all_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

/// The unit that a node states; a fault if it is none.
StatedUnit unit_at(const YamlTree& tree, const YamlNode& node, Diagnostics& diagnostics) {
    if (const auto unit = parse_unit(node.scalar)) return *unit;
    std::vector<std::string> known;
    for (const char* currency : {"USD", "EUR", "CNY", "JPY", "GBP"}) {
        for (const auto& [word, scale] : kScales)
            known.push_back(StatedUnit{scale, std::string(word), currency}.name(""));
    }
    diagnostics.add(tree.fault(node, Fault::bad_unit, fmt::format("{} is no unit of money", in_quotes(node.scalar)),
                               hint_for(node.scalar, known,
                                        "write 'million USD': thousand, million or billion, or none of them, and a "
                                        "currency of three capital letters")));
    return {};
}

/// Where the two differ.
void require_same(const YamlTree& tree, const YamlNode& one, const YamlNode& two, std::string_view of_one,
                  std::string_view of_two, std::string message, Diagnostics& diagnostics) {
    if (of_one == of_two) return;
    Diagnostic fault = tree.fault(two, Fault::contradiction, std::move(message), "state it once");
    const Diagnostic other = tree.where(one);
    fault.other = other.place;
    fault.other_source_line = other.source_line;
    diagnostics.add(std::move(fault));
}

/// The currency that the values are in, from `unit` or from `currency`.
std::string stated_currency(const YamlTree& tree, const YamlNode* unit, const StatedUnit& stated,
                            Diagnostics& diagnostics) {
    const YamlNode* currency = tree.root.find("currency");
    if (currency == nullptr) return stated.currency.empty() ? "USD" : stated.currency;
    if (!is_currency(currency->scalar)) {
        diagnostics.add(tree.fault(*currency, Fault::bad_unit,
                                   fmt::format("{} is no currency", in_quotes(currency->scalar)),
                                   "write three capital letters, as EUR; thousands or millions belong to 'unit'"));
    } else if (!stated.currency.empty()) {
        require_same(tree, *unit, *currency, stated.currency, currency->scalar,
                     fmt::format("'currency' is {}, and the unit is of {}", currency->scalar, stated.currency),
                     diagnostics);
    }
    return currency->scalar;
}

/// The largest revenue of a year and its row; where no firm states one, the largest final demand or value of a link.
struct Largest {
    double value = 0.0;
    std::size_t row = 0;
    std::string_view what;
    bool of_link = false;
};

Largest largest_of(const ModelSpec& spec) {
    Largest largest;
    const auto look = [&](const std::vector<double>& values, std::string_view what, bool of_link = false) {
        const auto most = std::max_element(values.begin(), values.end());
        if (most == values.end() || *most <= largest.value) return;
        largest = {*most, static_cast<std::size_t>(most - values.begin()), what, of_link};
    };
    look(spec.tables.firms.revenue_usd, spec.is_table ? "output" : "revenue");
    if (largest.value > 0.0) return largest;
    look(spec.tables.firms.final_demand_usd, "final demand");
    look(spec.tables.links.value_usd, "value of a link", true);
    return largest;
}

}  // namespace

std::string StatedUnit::name(std::string_view otherwise) const {
    const std::string_view money = currency.empty() ? otherwise : std::string_view(currency);
    return scale_word.empty() ? std::string(money) : fmt::format("{} {}", scale_word, money);
}

std::optional<StatedUnit> parse_unit(std::string_view text) {
    StatedUnit unit;
    text = trimmed(text);
    if (text.empty()) return std::nullopt;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        const std::string_view word = text.substr(0, end);
        const auto scale = std::find_if(kScales.begin() + 1, kScales.end(), [&](const auto& known) {
            return word == known.first || (word.ends_with('s') && word.substr(0, word.size() - 1) == known.first);
        });
        if (scale != kScales.end() && unit.scale_word.empty()) {
            unit.scale_word = scale->first;
            unit.scale = scale->second;
        } else if (is_currency(word) && unit.currency.empty()) {
            unit.currency = word;
        } else {
            return std::nullopt;
        }
        text = trimmed(text.substr(end));
    }
    return unit;
}

void read_money_unit(const YamlTree& tree, ModelSpec& spec, Diagnostics& diagnostics) {
    const YamlNode* unit = tree.root.find("unit");
    const YamlNode* table = tree.root.find("table");
    const YamlNode* table_unit = table == nullptr ? nullptr : table->find("unit");
    if (unit != nullptr && table_unit != nullptr)
        require_same(tree, *unit, *table_unit, unit->scalar, table_unit->scalar,
                     fmt::format("the table's unit is {}, and the model's is {}", table_unit->scalar, unit->scalar),
                     diagnostics);
    if (unit == nullptr) unit = table_unit;
    const StatedUnit stated = unit == nullptr ? StatedUnit{} : unit_at(tree, *unit, diagnostics);
    spec.currency = stated_currency(tree, unit, stated, diagnostics);
    const YamlNode* rate = tree.root.find("usd_per_unit");
    if (rate != nullptr && spec.currency == "USD")
        diagnostics.add(tree.fault(*rate, Fault::contradiction,
                                   "'usd_per_unit' is of another currency than USD, and the values are in USD",
                                   "name the currency: 'unit: million EUR'"));
    spec.usd_per_currency = rate == nullptr ? 1.0 : parse_number(rate->scalar).value_or(1.0);
    spec.states_unit = unit != nullptr;
    if (unit != nullptr || !spec.is_table) {
        spec.unit = stated.name(spec.currency);
        spec.unit_usd = stated.scale * spec.usd_per_currency;
    } else {
        spec.unit_usd *= spec.usd_per_currency;  // the file has the unit
    }
    if (rate != nullptr) spec.currency = "USD";  // what is shown
}

void assume_table_unit(ModelSpec& spec) {
    if (spec.states_unit) return;
    spec.unit = "million " + spec.unit;
    spec.unit_usd *= 1e6;
}

// The largest firm of a supply chain earns between a million and the 0.7e12 USD of the largest there is, an industry of
// a country at most some 1e13. Currencies of which a USD is worth thousands have no bound above that would tell.
void check_size_of_money(const ModelSpec& spec, Diagnostics& diagnostics) {
    const double least = 1e6;
    const double most = spec.currency == "USD" ? (spec.is_table ? 2e13 : 2e12) : 1e17;
    const Largest largest = largest_of(spec);
    if (largest.value <= 0.0 || (largest.value >= least && largest.value <= most)) return;
    std::string_view size = "small";
    std::string suggested;
    const auto scaled = [&](double factor) {  // the unit that makes the figures this many times larger
        const double scale = factor * spec.unit_usd / spec.usd_per_currency;
        const auto found = std::find_if(kScales.begin(), kScales.end(),
                                        [&](const auto& known) { return std::abs(known.second / scale - 1.0) < 1e-9; });
        const std::string_view currency = std::string_view(spec.unit).substr(spec.unit.size() - 3);
        if (found != kScales.end()) suggested = StatedUnit{scale, std::string(found->first), {}}.name(currency);
    };
    if (largest.value < least) {
        for (const double factor : {1e3, 1e6, 1e9}) {
            if (suggested.empty() && largest.value * factor >= 1e7) scaled(factor);
        }
    } else {
        size = "large";
        for (const double factor : {1e-3, 1e-6, 1e-9}) {
            if (suggested.empty() && largest.value * factor <= 0.5 * most) scaled(factor);
        }
    }
    Diagnostic warning = largest.of_link ? link_place(spec, spec.tables.links, largest.row)
                                         : firm_place(spec, spec.tables.firms, largest.row);
    warning.severity = Severity::warning;
    warning.fault = Fault::unlikely;
    warning.message = fmt::format(
        "the largest {} is {} {} a year, which looks too {}", largest.what,
        largest.value < 1e9 ? format_number(largest.value) : fmt::format("{:.3g}", largest.value), spec.currency, size);
    warning.hint = suggested.empty() ? "check the unit and the currency of the values"
                                     : fmt::format("did you mean 'unit: {}' in model.yaml?", suggested);
    diagnostics.add(std::move(warning));
}

}  // namespace chokepoint::scenario
