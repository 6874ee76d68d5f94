#include <fmt/format.h>

#include <array>
#include <chokepoint/base/number.hpp>
#include <chokepoint/scenario/schema/schema_check.hpp>

namespace chokepoint::scenario {
namespace {

constexpr std::array<std::string_view, 5> kShapeKeys = {"value", "uniform", "triangular", "lognormal", "choice"};

Key list_key(std::string_view name, std::string_view meaning, int min_items, int max_items) {
    Key key{name, ValueType::number_list, meaning};
    key.min_items = min_items;
    key.max_items = max_items;
    return key;
}

/// The numbers of a list that has been checked; empty if one of them is none.
std::vector<double> numbers_of(const YamlNode& list) {
    std::vector<double> numbers;
    for (const auto& item : list.items) {
        const auto number = item.quoted ? std::nullopt : parse_number(item.scalar);
        if (!number) return {};
        numbers.push_back(*number);
    }
    return numbers;
}

}  // namespace

const Schema& number_schema() {
    static const std::array keys = {
        Key{"value", ValueType::number, "The number, if nothing is known about its spread."},
        list_key("uniform", "Prior: [a, b], all between a and b equally likely.", 2, 2),
        list_key("triangular", "Prior: [a, mode, b], a triangle from a to b with its top at the mode.", 3, 3),
        list_key("lognormal", "Prior: [median, sigma], sigma of the logarithm; draws keep to the key's bounds.", 2, 2),
        list_key("choice", "Prior: [a, b, c], each equally likely.", 1, 0),
        Key{"source", ValueType::text, "Id of the document that says so."},
        Key{"quote", ValueType::text, "Its words."},
        Key{"assumption", ValueType::text, "The reasoning, where there is no source."},
        Key{"unit", ValueType::text, "As a reminder; nothing is converted."},
        Key{"note", ValueType::text, "Anything else worth knowing."},
    };
    static const Schema schema{
        "number", "A number alone, such as 24, or a mapping with its prior and its source.",
        keys,     "stock_days: {triangular: [20, 30, 60], source: zte-2017, quote: about a month}",
        {},       "value|uniform|triangular|lognormal|choice"};
    return schema;
}

void SchemaCheck::check_uncertain_number(const YamlNode& node, const Key& key, const std::string& subject) {
    if (node.kind != YamlKind::mapping) {
        auto number = key;
        if (node.kind == YamlKind::scalar) number.type = ValueType::number;
        return check_scalar(node, number, subject);
    }
    check_mapping(node, number_schema(), subject);
    for (const auto shape : kShapeKeys) {
        const YamlNode* prior = node.find(shape);
        if (prior == nullptr) continue;
        check_prior_numbers(*prior, shape, key, subject);
        check_prior_order(*prior, shape);
    }
}

/// The bounds of the key hold for every number except a sigma.
void SchemaCheck::check_prior_numbers(const YamlNode& prior, std::string_view shape, const Key& key,
                                      const std::string& subject) {
    const auto check = [&](const YamlNode& node) {
        const auto number = node.kind == YamlKind::scalar && !node.quoted ? parse_number(node.scalar) : std::nullopt;
        if (number) check_bounds(node, *number, key, subject);
    };
    if (shape == "value") return check(prior);
    for (const auto& item : prior.items) {
        check(item);
        if (shape == "lognormal") return;
    }
}

void SchemaCheck::check_prior_order(const YamlNode& prior, std::string_view shape) {
    const auto numbers = numbers_of(prior);
    const auto must_rise = [&](std::size_t from, std::size_t to, bool strictly) {
        if (strictly ? numbers[from] < numbers[to] : numbers[from] <= numbers[to]) return;
        fault(prior.items[to], Fault::invalid_value,
              fmt::format("'{}' must rise from {} to {}", shape, prior.items[from].scalar, prior.items[to].scalar),
              "write the smaller number first");
    };
    if (shape == "uniform" && numbers.size() == 2) must_rise(0, 1, true);
    if (shape == "triangular" && numbers.size() == 3) {
        must_rise(0, 1, false);
        must_rise(1, 2, false);
        if (numbers[0] == numbers[1] && numbers[1] == numbers[2]) {
            fault(prior, Fault::invalid_value, "'triangular' must rise from its first to its last number",
                  "write 'value' for a number without spread");
        }
    }
    if (shape != "lognormal" || numbers.size() != 2) return;
    for (std::size_t i = 0; i < 2; ++i) {
        if (numbers[i] > 0.0) continue;
        fault(prior.items[i], Fault::out_of_range,
              fmt::format("{} of 'lognormal' must be more than 0, not {}", i == 0 ? "median" : "sigma",
                          prior.items[i].scalar),
              "write [median, sigma], both positive");
    }
}

}  // namespace chokepoint::scenario
