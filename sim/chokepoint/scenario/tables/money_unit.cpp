#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chokepoint/base/fault_at.hpp>
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

/// The unit that a text states; a fault if it is none.
StatedUnit unit_of(const StatedText& text, Diagnostics& diagnostics) {
    if (const auto unit = parse_unit(text.value)) return *unit;
    std::vector<std::string> known;
    for (const char* currency : {"USD", "EUR", "CNY", "JPY", "GBP"}) {
        for (const auto& [word, scale] : kScales)
            known.push_back(StatedUnit{scale, std::string(word), currency}.name(""));
    }
    diagnostics.add(fault_at(text.where, Fault::bad_unit, fmt::format("{} is no unit of money", in_quotes(text.value)),
                             hint_for(text.value, known,
                                      "write 'million USD': thousand, million or billion, or none of them, and a "
                                      "currency of three capital letters")));
    return {};
}

/// The two texts must be the same.
void require_same(const Diagnostic& one, const Diagnostic& two, std::string_view of_one, std::string_view of_two,
                  std::string message, Diagnostics& diagnostics) {
    if (of_one == of_two) return;
    Diagnostic fault = fault_at(two, Fault::contradiction, std::move(message), "state it once");
    fault.other = one.place;
    fault.other_source_line = one.source_line;
    diagnostics.add(std::move(fault));
}

/// The currency that the values are in, from `unit` or from `currency`.
std::string stated_currency(const ModelSpec& spec, const std::optional<StatedText>& unit, const StatedUnit& stated,
                            Diagnostics& diagnostics) {
    if (!spec.stated_currency) return stated.currency.empty() ? "USD" : stated.currency;
    const auto& [currency, where] = *spec.stated_currency;
    if (!is_currency(currency)) {
        diagnostics.add(fault_at(where, Fault::bad_unit, fmt::format("{} is no currency", in_quotes(currency)),
                                 "write three capital letters, as EUR; thousands or millions belong to 'unit'"));
    } else if (!stated.currency.empty()) {
        require_same(unit->where, where, stated.currency, currency,
                     fmt::format("'currency' is {}, and the unit is of {}", currency, stated.currency), diagnostics);
    }
    return currency;
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

void read_money_unit(ModelSpec& spec, Diagnostics& diagnostics) {
    const std::optional<StatedText> of_table = spec.table ? spec.table->unit : std::nullopt;
    if (spec.stated_unit && of_table)
        require_same(
            spec.stated_unit->where, of_table->where, spec.stated_unit->value, of_table->value,
            fmt::format("the table's unit is {}, and the model's is {}", of_table->value, spec.stated_unit->value),
            diagnostics);
    const std::optional<StatedText>& unit = spec.stated_unit ? spec.stated_unit : of_table;
    const StatedUnit stated = unit ? unit_of(*unit, diagnostics) : StatedUnit{};
    spec.currency = stated_currency(spec, unit, stated, diagnostics);
    if (spec.usd_per_unit && spec.currency == "USD")
        diagnostics.add(fault_at(spec.usd_per_unit->where, Fault::contradiction,
                                 "'usd_per_unit' is of another currency than USD, and the values are in USD",
                                 "name the currency: 'unit: million EUR'"));
    spec.usd_per_currency = spec.usd_per_unit ? spec.usd_per_unit->value : 1.0;
    spec.states_unit = unit.has_value();
    if (unit || !spec.is_table) {
        spec.unit = stated.name(spec.currency);
        spec.unit_usd = stated.scale * spec.usd_per_currency;
    } else {
        spec.unit_usd *= spec.usd_per_currency;  // the file has the unit
    }
    if (spec.usd_per_unit) spec.currency = "USD";  // what is shown
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
    diagnostics.add(warning_at(
        largest.of_link ? link_place(spec, spec.tables.links, largest.row)
                        : firm_place(spec, spec.tables.firms, largest.row),
        Fault::unlikely,
        fmt::format("the largest {} is {} {} a year, which looks too {}", largest.what,
                    largest.value < 1e9 ? format_number(largest.value) : fmt::format("{:.3g}", largest.value),
                    spec.currency, size),
        suggested.empty() ? "check the unit and the currency of the values"
                          : fmt::format("did you mean 'unit: {}' in model.yaml?", suggested)));
}

}  // namespace chokepoint::scenario
