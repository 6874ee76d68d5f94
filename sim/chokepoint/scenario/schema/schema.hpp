#pragma once

#include <chokepoint/base/diagnostic.hpp>
#include <chokepoint/scenario/yaml/yaml_tree.hpp>
#include <limits>
#include <span>
#include <string>
#include <string_view>

namespace chokepoint::scenario {

/// What a value in a YAML file may be.
enum class ValueType {
    text,    ///< Any scalar.
    number,  ///< Finite number within [min, max].
    integer,
    boolean,         ///< `true` or `false` only.
    date,            ///< ISO 8601 day.
    duration,        ///< `7 years`.
    choice,          ///< One of `choices`.
    text_list,       ///< A sequence of scalars (a single scalar counts as a list of one).
    choice_list,     ///< A sequence of members of `choices` (a single one counts as a list of one).
    object,          ///< A mapping with the keys of `child`.
    object_list,     ///< A sequence of such mappings.
    object_map,      ///< A mapping from free names to such mappings.
    text_list_map,   ///< A mapping from free names to lists of scalars (may be empty lists).
    figure,          ///< A number with its prior and its source; see figure_schema().
    uncertain_date,  ///< A day, or a mapping with its prior; see uncertain_date_schema().
    date_list,       ///< A sequence of days.
    number_list,     ///< A sequence of numbers, between min_items and max_items of them.
};

struct Schema;

/// One record per key: it drives the check, the messages, `describe` and the JSON Schema.
struct Key {
    std::string_view name;
    ValueType type = ValueType::text;
    std::string_view meaning = {};  ///< One sentence.
    bool required = false;
    std::string_view unit = {};
    std::string_view default_text = {};  ///< As shown to people.
    double min = -std::numeric_limits<double>::infinity();
    double max = std::numeric_limits<double>::infinity();
    bool min_open = false;  ///< The minimum itself is excluded (`> 0`).
    std::span<const std::string_view> choices = {};
    const Schema* child = nullptr;
    int min_items = 0;
    int max_items = 0;               ///< 0: as many as one likes.
    std::string_view synonyms = {};  ///< Words people write instead, separated by blanks, for "did you mean".
};

/// A mapping with known keys.
struct Schema {
    std::string_view name;  ///< As `describe NAME` calls it.
    std::string_view meaning;
    std::span<const Key> keys;
    std::string_view example = {};
    /// Groups of keys of which at most one may be present, e.g. "until|for"; separated by blanks.
    std::string_view exclusive = {};
    /// Groups of keys of which exactly one must be present, e.g. "deny|license|ends"; separated by blanks.
    std::string_view one_of = {};
};

/// Checks `node` against `schema`: unknown keys (with "did you mean"), missing ones, types, ranges, choices, exclusive
/// groups. All faults are added to `diagnostics` (the first 100, then how many more); returns true when there is none.
bool validate(const YamlTree& tree, const YamlNode& node, const Schema& schema, Diagnostics& diagnostics);

/// A figure: a bare number, or `{value: 24}` or one prior (`uniform: [a, b]`, `triangular: [a, mode, b]`,
/// `lognormal: [median, sigma]`, `choice: [a, b, c]`), with `source:`, `quote:`, `assumption:`, `unit:`, `note:`.
/// Bounds of the key hold for every number.
const Schema& figure_schema();

/// A date, or one prior of it: `uniform: [first, last]`, `choice: [a, b]`, `hazard: {from, per_day}` or `chances:
/// [{on, chance}]`, with `source:`, `quote:`, `assumption:`, `note:`.
const Schema& uncertain_date_schema();

/// The reference page of a schema (and, with `deep`, of its children), as text of `width` columns, at most 100. Where
/// these are few, the keys are a list and not a table.
std::string describe_schema(const Schema& schema, bool deep, std::size_t width = 100);

/// JSON Schema (draft 2020-12) of a file whose root is `schema`.
std::string json_schema(const Schema& schema, std::string_view title);

}  // namespace chokepoint::scenario
