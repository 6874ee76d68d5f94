#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chokepoint/base/date.hpp>
#include <chokepoint/base/number.hpp>
#include <chokepoint/base/text/suggest.hpp>
#include <chokepoint/base/text/utf8.hpp>
#include <chokepoint/scenario/schema/schema_check.hpp>
#include <cmath>
#include <utility>

namespace chokepoint::scenario {
namespace {

std::string_view kind_noun(YamlKind kind) {
    if (kind == YamlKind::null) return "nothing";
    if (kind == YamlKind::sequence) return "a list";
    return kind == YamlKind::mapping ? "a mapping" : "a single value";
}

std::string_view scalar_noun(const Key& key) {
    switch (key.type) {
        case ValueType::number:
            return "a number";
        case ValueType::integer:
            return "a whole number";
        case ValueType::boolean:
            return "true or false";
        case ValueType::date:
            return "a date (YYYY-MM-DD)";
        case ValueType::duration:
            return "a duration";
        case ValueType::uncertain_number:
            return "a number, or a mapping with a prior";
        case ValueType::choice:
            return "a single word";
        default:
            return "a text";
    }
}

/// What to write for a day that has the shape of a date but does not exist, or "" if it has another shape.
std::string explain_day(std::string_view text) {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (i == 4 || i == 7 ? text[i] != '-' : !is_digit(text[i])) return {};
    }
    if (text.size() != 10) return {};
    const auto year = text.substr(0, 4);
    if (year < "1900" || year > "2199") return "dates lie between 1900-01-01 and 2199-12-31";
    const auto first = parse_date(fmt::format("{}01", text.substr(0, 8)));
    if (!first) return "months are 01 to 12";
    const auto month = format_date_long(*first).substr(2);
    return fmt::format("{} has {} days", month, days_between(*first, add(*first, {.months = 1})));
}

}  // namespace

std::string describe_bounds(const Key& key) {
    const bool has_min = std::isfinite(key.min);
    const bool has_max = std::isfinite(key.max);
    if (!has_min && !has_max) return {};
    const auto unit = key.unit.empty() ? std::string() : fmt::format(" ({})", key.unit);
    const auto min = format_number(key.min);
    const auto max = format_number(key.max);
    if (has_min && has_max && key.min == key.max) return min + unit;
    if (has_min && has_max && key.min_open) return fmt::format("more than {} and at most {}{}", min, max, unit);
    if (has_min && has_max) return fmt::format("between {} and {}{}", min, max, unit);
    if (has_min) return fmt::format("{} {}{}", key.min_open ? "more than" : "at least", min, unit);
    return fmt::format("at most {}{}", max, unit);
}

void SchemaCheck::check_value(const YamlNode& node, const Key& key, const std::string& subject) {
    auto item = key;
    switch (key.type) {
        case ValueType::text_list:
            item.type = ValueType::text;
            return check_list(node, key, item, subject, true);
        case ValueType::choice_list:
            item.type = ValueType::choice;
            return check_list(node, key, item, subject, true);
        case ValueType::number_list:
            item.type = ValueType::number;
            return check_list(node, key, item, subject, false);
        case ValueType::object_list:
            item.type = ValueType::object;
            return check_list(node, key, item, subject, false);
        case ValueType::object:
            if (const Key* whole = short_form_of(*key.child, node)) return check_value(node, *whole, subject);
            return check_mapping(node, *key.child, subject);
        case ValueType::object_map:
        case ValueType::text_list_map:
            return check_mapping_of(node, key, subject);
        case ValueType::date_list:
            item.type = ValueType::date;
            return check_list(node, key, item, subject, false);
        case ValueType::uncertain_number:
            return check_uncertain_number(node, key, subject);
        case ValueType::uncertain_date:
            return check_uncertain_date(node, key, subject);
        default:
            return check_scalar(node, key, subject);
    }
}

void SchemaCheck::check_scalar(const YamlNode& node, const Key& key, const std::string& subject) {
    if (!expect(node, YamlKind::scalar, scalar_noun(key), subject, "write one value")) return;
    switch (key.type) {
        case ValueType::number:
        case ValueType::integer:
            return check_number(node, key, subject);
        case ValueType::boolean:
            return check_boolean(node, subject);
        case ValueType::date:
            return check_date(node, subject);
        case ValueType::choice:
            return check_choice(node, key, subject);
        case ValueType::duration:
            if (parse_duration(node.scalar)) return;
            return fault(node, Fault::bad_date,
                         fmt::format("{} must be a duration, not {}", subject, in_quotes(node.scalar)),
                         "write it as 30 days, 2 weeks, 3 months or 7 years");
        default:
            return;
    }
}

void SchemaCheck::check_list(const YamlNode& node, const Key& key, const Key& item, const std::string& subject,
                             bool single_allowed) {
    if (single_allowed && node.kind == YamlKind::scalar) return check_value(node, item, subject);
    if (!expect(node, YamlKind::sequence, "a list", subject, "write it as [a, b], or one '- ' line for each item"))
        return;
    for (std::size_t i = 0; i < node.items.size(); ++i) {
        const auto name = fmt::format("item {} of {}", i + 1, subject);
        if (node.items[i].kind == YamlKind::null) {
            fault_no_value(node.items[i], item, name);
        } else {
            check_value(node.items[i], item, name);
        }
    }
    const auto count = static_cast<int>(node.items.size());
    if (count >= key.min_items && (key.max_items == 0 || count <= key.max_items)) return;
    if (key.type != ValueType::number_list)
        return fault(node, Fault::empty, fmt::format("{} is an empty list, which selects nobody", subject),
                     fmt::format("name whom it is about, or leave {} out to select all", subject));
    const auto wanted = key.min_items == key.max_items ? fmt::format("{} numbers", key.min_items)
                        : key.max_items == 0
                            ? fmt::format("at least {} {}", key.min_items, key.min_items == 1 ? "number" : "numbers")
                            : fmt::format("{} to {} numbers", key.min_items, key.max_items);
    fault(node, Fault::invalid_value, fmt::format("{} must have {}, not {}", subject, wanted, count),
          key.meaning.empty() ? "add or remove some" : std::string(key.meaning));
}

void SchemaCheck::check_number(const YamlNode& node, const Key& key, const std::string& subject) {
    const auto noun = scalar_noun(key);
    if (node.quoted)
        return fault(node, Fault::bad_number, fmt::format("{} must be {}, not a quoted text", subject, noun),
                     "remove the quotes");
    const auto value = parse_number(node.scalar);
    if (!value) {
        return fault(node, Fault::bad_number,
                     fmt::format("{} must be {}, not {}", subject, noun, in_quotes(node.scalar)),
                     number_hint(node.scalar));
    }
    if (key.type == ValueType::integer && !parse_integer(node.scalar)) {
        const bool is_whole = std::trunc(*value) == *value && std::fabs(*value) < 1e15;
        return fault(node, Fault::bad_number,
                     fmt::format("{} must be {}, not {}", subject, noun, in_quotes(node.scalar)),
                     is_whole ? "write " + format_number(*value) : "round it");
    }
    check_bounds(node, *value, key, subject);
}

void SchemaCheck::check_bounds(const YamlNode& node, double value, const Key& key, const std::string& subject) {
    const bool low = key.min_open ? value <= key.min : value < key.min;
    if (!low && value <= key.max) return;
    fault(node, Fault::out_of_range, fmt::format("{} must be {}, not {}", subject, describe_bounds(key), node.scalar),
          key.meaning.empty() ? "correct the number" : std::string(key.meaning));
}

void SchemaCheck::check_date(const YamlNode& node, const std::string& subject) {
    if (parse_date(node.scalar)) return;
    if (auto hint = explain_day(node.scalar); !hint.empty()) {
        const bool is_early_or_late = hint.starts_with("dates");
        return fault(
            node, is_early_or_late ? Fault::out_of_range : Fault::bad_date,
            fmt::format("{}: {} {}", subject, node.scalar, is_early_or_late ? "is out of range" : "does not exist"),
            std::move(hint));
    }
    fault(node, Fault::bad_date, fmt::format("{} must be a date (YYYY-MM-DD), not {}", subject, in_quotes(node.scalar)),
          "write it as 2018-04-16");
}

void SchemaCheck::check_boolean(const YamlNode& node, const std::string& subject) {
    constexpr std::array<std::string_view, 6> kYes = {"yes", "Yes", "on", "True", "TRUE", "1"};
    constexpr std::array<std::string_view, 6> kNo = {"no", "No", "off", "False", "FALSE", "0"};
    if (!node.quoted && (node.scalar == "true" || node.scalar == "false")) return;
    const auto is_in = [&](const auto& words) {
        return std::find(words.begin(), words.end(), node.scalar) != words.end();
    };
    const bool is_yes = is_in(kYes) || node.scalar == "true";
    const bool is_no = is_in(kNo) || node.scalar == "false";
    fault(node, Fault::invalid_value,
          fmt::format("{} must be true or false, not {}", subject,
                      node.quoted ? "a quoted text" : in_quotes(node.scalar)),
          is_yes  ? "write true"
          : is_no ? "write false"
                  : "write true or false");
}

void SchemaCheck::check_choice(const YamlNode& node, const Key& key, const std::string& subject) {
    if (std::find(key.choices.begin(), key.choices.end(), node.scalar) != key.choices.end()) return;
    const auto nearest = nearest_word(node.scalar, key.choices);
    fault(node, Fault::invalid_value,
          fmt::format("{} must be one of {}, not {}", subject, join_words(key.choices), in_quotes(node.scalar)),
          nearest.empty() ? "choose one of them" : fmt::format("did you mean '{}'?", nearest));
}

/// A mapping from free names.
void SchemaCheck::check_mapping_of(const YamlNode& node, const Key& key, const std::string& subject) {
    if (!expect(node, YamlKind::mapping, "a mapping from names", subject, "write 'name: ...' lines")) return;
    auto item = key;
    item.type = key.type == ValueType::object_map ? ValueType::object : ValueType::text_list;
    for (const auto& [name, value] : node.entries) {
        if (value.kind == YamlKind::null) {
            fault_no_value(name, item, "key " + in_quotes(name.scalar));
        } else {
            check_value(value, item, in_quotes(name.scalar));
        }
    }
}

bool SchemaCheck::expect(const YamlNode& node, YamlKind kind, std::string_view noun, const std::string& subject,
                         std::string hint) {
    if (node.kind == kind) return true;
    const auto found = node.kind == YamlKind::scalar ? in_quotes(node.scalar) : std::string(kind_noun(node.kind));
    fault(node, Fault::wrong_type, fmt::format("{} must be {}, not {}", subject, noun, found), std::move(hint));
    return false;
}

void SchemaCheck::fault_no_value(const YamlNode& node, const Key& key, const std::string& subject) {
    if (const Key* whole = key.child != nullptr ? find_key(*key.child, key.child->short_form) : nullptr)
        return fault_no_value(node, *whole, subject);
    const bool is_list =
        key.type == ValueType::text_list || key.type == ValueType::choice_list || key.type == ValueType::object_list;
    fault(node, Fault::empty, subject + " has no value",
          is_list ? "write [] for an empty list" : "give it one, or remove it");
}

}  // namespace chokepoint::scenario
