#include <fmt/format.h>

#include <array>
#include <chokepoint/base/date.hpp>
#include <chokepoint/base/number.hpp>
#include <chokepoint/scenario/schema/schema_check.hpp>

namespace chokepoint::scenario {

namespace {

const Schema& hazard_schema() {
    static const std::array keys = {
        Key{"from", ValueType::date, "First day on which it may happen.", true},
        Key{"per_day",
            ValueType::number,
            "Chance on each day, if it has not happened before.",
            true,
            "share",
            {},
            0,
            1,
            true},
    };
    static const Schema schema{"date.hazard", "A chance a day.", keys};
    return schema;
}

const Schema& chance_schema() {
    static const std::array keys = {
        Key{"on", ValueType::date, "The day.", true},
        Key{"chance", ValueType::number, "That it happens on this day.", true, "share", {}, 0, 1},
    };
    static const Schema schema{"date.chances", "A day with the chance that it is the one.", keys};
    return schema;
}

Key child(std::string_view name, ValueType type, const Schema& schema, std::string_view meaning) {
    Key key{name, type, meaning};
    key.child = &schema;
    return key;
}

}  // namespace

const Schema& date_schema() {
    static const std::array keys = {
        Key{"uniform", ValueType::date_list, "Prior: [a, b], each day from a to b equally likely."},
        Key{"choice", ValueType::date_list, "Prior: [a, b, c], each equally likely."},
        child("hazard", ValueType::object, hazard_schema(), "Prior: the same chance on every day, until it happens."),
        child("chances", ValueType::object_list, chance_schema(),
              "Prior: days in order with their chances; what these leave of 1 is that it never happens."),
        Key{"source", ValueType::text, "Id of the document that says so."},
        Key{"quote", ValueType::text, "Its words."},
        Key{"assumption", ValueType::text, "The reasoning, where there is no source."},
        Key{"note", ValueType::text, "Anything else worth knowing."},
    };
    static const Schema schema{
        "date",
        "A date alone, such as 2018-07-13, or a mapping with its prior; a run without samples takes its median.",
        keys,
        "on: {hazard: {from: 2018-05-14, per_day: 0.02}, assumption: the talks may succeed on any day}",
        {},
        "uniform|choice|hazard|chances"};
    return schema;
}

void SchemaCheck::check_uncertain_date(const YamlNode& node, const Key& key, const std::string& subject) {
    if (node.kind != YamlKind::mapping) {
        Key date = key;
        date.type = ValueType::date;
        return check_scalar(node, date, subject);
    }
    check_mapping(node, date_schema(), subject);
    if (const YamlNode* range = node.find("uniform"); range != nullptr && range->items.size() == 2) {
        const auto first = parse_date(range->items[0].scalar);
        const auto last = parse_date(range->items[1].scalar);
        if (first && last && *last < *first)
            fault(range->items[1], Fault::contradiction, fmt::format("{} ends before it begins", subject),
                  "write the earlier date first");
    } else if (range != nullptr) {
        fault(*range, Fault::invalid_value, fmt::format("'uniform' must have 2 dates, not {}", range->items.size()),
              "write [first, last]");
    }
    const YamlNode* chances = node.find("chances");
    if (chances == nullptr) return;
    double sum = 0.0;
    std::string before;
    for (const YamlNode& item : chances->items) {
        const YamlNode* on = item.find("on");
        const YamlNode* chance = item.find("chance");
        if (on == nullptr || chance == nullptr) return;
        if (on->scalar <= before)
            fault(*on, Fault::invalid_value, "the days of 'chances' must rise", "write the earlier date first");
        before = on->scalar;
        sum += parse_number(chance->scalar).value_or(0.0);
    }
    if (sum > 1.0 + 1e-9)
        fault(*chances, Fault::unbalanced, fmt::format("the chances add up to {:.12g}", sum),
              "they may add up to 1 at most");
}

}  // namespace chokepoint::scenario
