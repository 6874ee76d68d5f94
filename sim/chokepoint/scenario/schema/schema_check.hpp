#pragma once

#include <chokepoint/base/diagnostic.hpp>
#include <chokepoint/scenario/schema/schema.hpp>
#include <chokepoint/scenario/yaml/yaml_tree.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chokepoint::scenario {

/// The parts of `text` between the separators, none of them empty: `deny|license` with '|'.
std::vector<std::string_view> split_words(std::string_view text, char separator);

/// The key of `schema` with this name, or nullptr.
const Key* find_key(const Schema& schema, std::string_view name);

/// The bounds of `key` in words, such as "between 0 and 1 (share)" or "more than 0 (days)"; "" without bounds.
std::string describe_bounds(const Key& key);

/// `a, b, c`.
std::string join_words(std::span<const std::string_view> words);

/// Checks nodes against keys; every fault goes to the diagnostics until there are too many to be read.
class SchemaCheck {
   public:
    SchemaCheck(const YamlTree& tree, Diagnostics& diagnostics) : tree_(tree), diagnostics_(diagnostics) {}

    /// `subject` names what is checked in messages, such as `'calendar'` or `item 2 of 'firms'`.
    void check_mapping(const YamlNode& node, const Schema& schema, const std::string& subject);
    void check_value(const YamlNode& node, const Key& key, const std::string& subject);

    /// Adds how many faults are not shown, if any; returns true when there was no fault.
    bool finish();

   private:
    std::optional<std::string_view> fault_unknown_key(const YamlNode& key, const YamlNode& value, const Schema& schema);
    void check_missing(const YamlNode& node, const Schema& schema, std::span<const std::string_view> suggested);
    void check_groups(const YamlNode& node, const Schema& schema, std::span<const std::string_view> suggested);
    std::size_t check_at_most_one(const YamlNode& node, std::span<const std::string_view> group);

    void check_scalar(const YamlNode& node, const Key& key, const std::string& subject);
    void check_list(const YamlNode& node, const Key& key, const Key& item, const std::string& subject,
                    bool single_allowed);
    void check_number(const YamlNode& node, const Key& key, const std::string& subject);
    void check_bounds(const YamlNode& node, double value, const Key& key, const std::string& subject);
    void check_date(const YamlNode& node, const std::string& subject);
    void check_boolean(const YamlNode& node, const std::string& subject);
    void check_choice(const YamlNode& node, const Key& key, const std::string& subject);
    void check_mapping_of(const YamlNode& node, const Key& key, const std::string& subject);

    void check_uncertain_date(const YamlNode& node, const Key& key, const std::string& subject);
    void check_uncertain_number(const YamlNode& node, const Key& key, const std::string& subject);
    void check_prior_numbers(const YamlNode& prior, std::string_view shape, const Key& key, const std::string& subject);
    void check_prior_order(const YamlNode& prior, std::string_view shape);

    void fault(const YamlNode& node, Fault fault, std::string message, std::string hint);
    void fault_no_value(const YamlNode& node, const Key& key, const std::string& subject);
    bool expect(const YamlNode& node, YamlKind kind, std::string_view noun, const std::string& subject,
                std::string hint);
    void add(Diagnostic diagnostic);

    const YamlTree& tree_;
    Diagnostics& diagnostics_;
    int faults_ = 0;
};

}  // namespace chokepoint::scenario
