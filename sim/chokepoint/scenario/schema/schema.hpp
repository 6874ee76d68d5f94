#pragma once

#include <chokepoint/base/diagnostic.hpp>
#include <chokepoint/scenario/yaml/yaml_tree.hpp>
#include <functional>
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
    boolean,           ///< `true` or `false` only.
    date,              ///< ISO 8601 day.
    duration,          ///< `7 years`.
    choice,            ///< One of `choices`.
    text_list,         ///< A sequence of scalars (a single scalar counts as a list of one).
    choice_list,       ///< A sequence of members of `choices` (a single one counts as a list of one).
    object,            ///< A mapping with the keys of `child`.
    object_list,       ///< A sequence of such mappings.
    object_map,        ///< A mapping from free names to such mappings.
    text_list_map,     ///< A mapping from free names to lists of scalars (may be empty lists).
    uncertain_number,  ///< A number, or a mapping with its prior and its source; see number_schema().
    uncertain_date,    ///< A day, or a mapping with its prior; see date_schema().
    date_list,         ///< A sequence of days.
    number_list,       ///< A sequence of numbers, between min_items and max_items of them.
};

struct Key;
struct Parameter;
struct Schema;

/// A value that validate() has accepted, on its way to the member that holds it.
struct AcceptedValue {
    const YamlTree& tree;
    const YamlNode& node;
    const Key& key;
    std::string path;  ///< Dotted path in the file, such as `products.phone-chips.stock_days`.
    Diagnostics& diagnostics;
};

using ParameterVisitor = std::function<void(Parameter& parameter)>;

/// One record per key: it drives the check, the messages, `describe`, the JSON Schema and the reader. bound_key.hpp
/// makes records that are bound to a member; a key without a reader is read by hand.
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
    int max_items = 0;                ///< 0: no limit.
    std::string_view synonyms = {};   ///< Words people write instead, separated by blanks, for "did you mean".
    std::string_view only_in = {};    ///< Of an action: the kinds that take the key, separated by blanks; "": all.
    std::string_view only_hint = {};  ///< What to say where another kind has it.
    std::function<void(const AcceptedValue& value, void* owner)> read = {};
    std::function<void(void* owner, const ParameterVisitor& visit)> visit = {};  ///< Visits the parameters it read.
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
    /// The key that a value stands for if it is not a mapping; "": only a mapping is allowed.
    std::string_view short_form = {};
};

/// The key that `node` states if it is not a mapping, or nullptr.
const Key* short_form_of(const Schema& schema, const YamlNode& node);

/// Checks `node` against `schema`: unknown keys (with "did you mean"), missing ones, types, ranges, choices, exclusive
/// groups. All faults are added to `diagnostics` (the first 100, then how many more); returns true when there is none.
bool validate(const YamlTree& tree, const YamlNode& node, const Schema& schema, Diagnostics& diagnostics);

/// Reads the keys of a mapping that validate() has accepted into the members of `owner`, in the order of the schema.
void read_keys(const YamlTree& tree, const YamlNode& node, const Schema& schema, const std::string& path, void* owner,
               Diagnostics& diagnostics);

/// Calls `visit` for each parameter that the keys have put into `owner`, in the order of the schema. Two keys with
/// parameters must not share a member.
void visit_parameters(const Schema& schema, void* owner, const ParameterVisitor& visit);

/// The mapping that states a number: `value` or one prior (`uniform`, `triangular`, `lognormal`, `choice`), and where
/// it comes from. The bounds of the key hold for every number.
const Schema& number_schema();

/// The mapping that states a date by a prior: `uniform`, `choice`, `hazard` or `chances`, and where it comes from.
const Schema& date_schema();

/// The reference page of a schema (and, with `deep`, of its children), as text of `width` columns, at most 100. In few
/// columns the keys are a list and not a table.
std::string describe_schema(const Schema& schema, bool deep, std::size_t width = 100);

/// JSON Schema (draft 2020-12) of a file whose root is `schema`.
std::string json_schema(const Schema& schema, std::string_view title);

}  // namespace chokepoint::scenario
