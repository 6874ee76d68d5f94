#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/base/text/suggest.hpp>
#include <chokepoint/base/text/utf8.hpp>
#include <chokepoint/scenario/schema/schema_check.hpp>
#include <utility>

namespace chokepoint::scenario {
namespace {

constexpr int kMostFaults = 100;

}  // namespace

bool validate(const YamlTree& tree, const YamlNode& node, const Schema& schema, Diagnostics& diagnostics) {
    SchemaCheck check(tree, diagnostics);
    check.check_mapping(node, schema, schema.name.empty() ? "the file" : "the " + std::string(schema.name));
    return check.finish();
}

void read_keys(const YamlTree& tree, const YamlNode& node, const Schema& schema, const std::string& path, void* owner,
               Diagnostics& diagnostics) {
    for (const Key& key : schema.keys) {
        const YamlNode* value = node.find(key.name);
        if (value == nullptr || !key.read) continue;
        key.read({tree, *value, key, path + (path.empty() ? "" : ".") + std::string(key.name), diagnostics}, owner);
    }
}

void visit_parameters(const Schema& schema, void* owner, const ParameterVisitor& visit) {
    for (const Key& key : schema.keys) {
        if (key.visit) key.visit(owner, visit);
    }
}

std::vector<std::string_view> split_words(std::string_view text, char separator) {
    std::vector<std::string_view> words;
    while (!text.empty()) {
        const auto end = std::min(text.find(separator), text.size());
        if (end > 0) words.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return words;
}

const Key* find_key(const Schema& schema, std::string_view name) {
    const auto found =
        std::find_if(schema.keys.begin(), schema.keys.end(), [&](const Key& key) { return key.name == name; });
    return found == schema.keys.end() ? nullptr : &*found;
}

const Key* short_form_of(const Schema& schema, const YamlNode& node) {
    return node.kind == YamlKind::mapping || schema.short_form.empty() ? nullptr : find_key(schema, schema.short_form);
}

std::string join_words(std::span<const std::string_view> words) {
    return fmt::format("{}", fmt::join(words.begin(), words.end(), ", "));
}

void SchemaCheck::check_mapping(const YamlNode& node, const Schema& schema, const std::string& subject) {
    const bool glued = node.kind == YamlKind::scalar && !node.quoted && node.scalar.find(':') != std::string::npos;
    std::vector<std::string_view> names;
    for (const auto& key : schema.keys) {
        names.push_back(key.name);
    }
    auto hint = glued ? "write a blank behind ':'" : "its keys are " + join_words(names);
    if (!expect(node, YamlKind::mapping, "a mapping of keys and values", subject, std::move(hint))) return;
    std::vector<std::string_view> suggested;
    for (const auto& [name, value] : node.entries) {
        const Key* key = find_key(schema, name.scalar);
        if (key == nullptr) {
            if (const auto meant = fault_unknown_key(name, value, schema)) suggested.push_back(*meant);
        } else if (value.kind == YamlKind::null) {
            fault_no_value(name, *key, "key " + in_quotes(name.scalar));
        } else {
            check_value(value, *key, in_quotes(name.scalar));
        }
    }
    check_missing(node, schema, suggested);
    check_groups(node, schema, suggested);
}

/// The key that was probably meant.
std::optional<std::string_view> SchemaCheck::fault_unknown_key(const YamlNode& key, const YamlNode& value,
                                                               const Schema& schema) {
    const auto message = "unknown key " + in_quotes(key.scalar);
    if (value.kind == YamlKind::null && key.scalar.find(':') != std::string::npos) {
        fault(key, Fault::bad_syntax, message, "write a blank behind ':'");
        return std::nullopt;
    }
    std::vector<std::string_view> words;
    std::vector<std::string_view> meanings;
    for (const auto& known : schema.keys) {
        words.push_back(known.name);
        meanings.push_back(known.name);
        for (const auto synonym : split_words(known.synonyms, ' ')) {
            words.push_back(synonym);
            meanings.push_back(known.name);
        }
    }
    const auto nearest = nearest_word(key.scalar, words);
    if (nearest.empty()) {
        std::vector<std::string_view> names;
        for (const auto& known : schema.keys) {
            names.push_back(known.name);
        }
        fault(key, Fault::unknown_key, message, "the keys here are " + join_words(names));
        return std::nullopt;
    }
    const auto meant =
        meanings[static_cast<std::size_t>(std::find(words.begin(), words.end(), nearest) - words.begin())];
    fault(key, Fault::unknown_key, message, fmt::format("did you mean '{}'?", meant));
    return meant;
}

/// A key that seems to be misspelt has been reported already.
void SchemaCheck::check_missing(const YamlNode& node, const Schema& schema,
                                std::span<const std::string_view> suggested) {
    for (const auto& key : schema.keys) {
        const bool misspelt = std::find(suggested.begin(), suggested.end(), key.name) != suggested.end();
        if (!key.required || misspelt || node.find(key.name) != nullptr) continue;
        fault(node, Fault::missing_key, fmt::format("missing key '{}'", key.name),
              fmt::format("add '{}: ...'{}{}", key.name, key.meaning.empty() ? "" : ": ", key.meaning));
    }
}

void SchemaCheck::check_groups(const YamlNode& node, const Schema& schema,
                               std::span<const std::string_view> suggested) {
    for (const auto group : split_words(schema.exclusive, ' ')) {
        check_at_most_one(node, split_words(group, '|'));
    }
    for (const auto group : split_words(schema.one_of, ' ')) {
        const auto names = split_words(group, '|');
        const bool misspelt = std::any_of(suggested.begin(), suggested.end(), [&](std::string_view name) {
            return std::find(names.begin(), names.end(), name) != names.end();
        });
        if (check_at_most_one(node, names) > 0 || misspelt) continue;
        fault(node, Fault::missing_key, "one of these keys must be given: " + join_words(names), "add one of them");
    }
}

/// The number of keys of the group that are present.
std::size_t SchemaCheck::check_at_most_one(const YamlNode& node, std::span<const std::string_view> group) {
    const YamlNode* first = nullptr;
    std::size_t count = 0;
    for (const auto& [key, value] : node.entries) {
        if (std::find(group.begin(), group.end(), key.scalar) == group.end()) continue;
        ++count;
        if (first == nullptr) {
            first = &key;
            continue;
        }
        auto diagnostic = tree_.fault(key, Fault::contradiction,
                                      fmt::format("'{}' and '{}' cannot both be given", first->scalar, key.scalar),
                                      "keep one of them");
        const auto other = tree_.where(*first);
        diagnostic.other = other.place;
        diagnostic.other_source_line = other.source_line;
        add(std::move(diagnostic));
    }
    return count;
}

bool SchemaCheck::finish() {
    const int unshown = faults_ - kMostFaults;
    if (unshown > 0) {
        auto message = fmt::format("{} more {} not shown", unshown, unshown == 1 ? "fault is" : "faults are");
        diagnostics_.add(file_fault(tree_.file, std::move(message),
                                    "many faults often have one cause: correct the first", Fault::too_large));
    }
    return faults_ == 0;
}

void SchemaCheck::add(Diagnostic diagnostic) {
    if (++faults_ <= kMostFaults) diagnostics_.add(std::move(diagnostic));
}

void SchemaCheck::fault(const YamlNode& node, Fault fault, std::string message, std::string hint) {
    // Counting alone is quick; finding the lines of many thousand faults is not.
    if (faults_ < kMostFaults) return add(tree_.fault(node, fault, std::move(message), std::move(hint)));
    ++faults_;
}

}  // namespace chokepoint::scenario
