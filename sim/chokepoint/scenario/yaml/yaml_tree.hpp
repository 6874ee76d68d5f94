#pragma once

#include <chokepoint/base/diagnostic.hpp>
#include <chokepoint/base/files/text_file.hpp>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace chokepoint::scenario {

/// The largest YAML file that is read; larger tables belong into CSV files.
inline constexpr std::size_t kMaxYamlBytes = 4 * 1024 * 1024;

enum class YamlKind { null, scalar, sequence, mapping };

struct YamlEntry;

/// A node of a YAML document with its place. Keys keep their order; they are unique.
struct YamlNode {
    YamlKind kind = YamlKind::null;
    std::string scalar;
    bool quoted = false;             ///< 'x' or "x" or a block scalar: text even if it looks like a number.
    int line = 0;                    ///< From 1. An empty value stands where its key or its '-' does.
    int column = 0;                  ///< From 1, in characters.
    int source = 0;                  ///< 0 for the file, N for the N-th value that set_yaml_value has set.
    std::vector<YamlNode> items;     ///< Of a sequence.
    std::vector<YamlEntry> entries;  ///< Of a mapping.

    /// The value at `key`, or nullptr.
    const YamlNode* find(std::string_view key) const;
    /// The items of the list at `key`; a single scalar counts as a list of one, no such key as an empty list.
    std::vector<const YamlNode*> items_at(std::string_view key) const;
    /// The same of this node itself.
    std::vector<const YamlNode*> items_or_self() const;
};

/// A key of a mapping, which is a scalar, and its value.
struct YamlEntry {
    YamlNode first;
    YamlNode second;

    YamlEntry(YamlNode key, YamlNode value) : first(std::move(key)), second(std::move(value)) {}
};

/// The number that validate() has found at a scalar; 0 where there is none.
double number_at(const YamlNode& node);

/// A text that YAML was read from, by its name in messages.
struct YamlSource {
    std::string name;
    std::string text;
};

/// A parsed YAML file; `text` stays for the excerpts.
struct YamlTree {
    std::string file;
    std::string text;
    YamlNode root;
    std::vector<YamlSource>
        overrides;  ///< What set_yaml_value was given, as `path=value`; source N is overrides[N - 1].

    /// The place of `node` with its source line; a fault without words.
    Diagnostic where(const YamlNode& node) const;
    /// An error or a warning at `node`.
    Diagnostic fault(const YamlNode& node, Fault fault, std::string message, std::string hint) const;
    Diagnostic warning(const YamlNode& node, Fault fault, std::string message, std::string hint) const;
};

/// Reads one YAML document (at most 4 MiB, 64 levels, 200,000 nodes). Refused, each at its place and with a remedy:
/// anchors, aliases, tags, a second document, merge keys `<<`, duplicate keys, keys that are not scalars, an unclosed
/// quote, tabs and other syntax errors, an empty document. Duplicate keys are all reported; the others end the reading
/// of the file. Throws InputError only for what TextFile throws; everything else goes to `diagnostics`, and the tree is
/// what could be read.
YamlTree parse_yaml(const TextFile& file, Diagnostics& diagnostics);
/// The same of a text that is not a file of its own; `name` is for messages.
YamlTree parse_yaml(std::string name, std::string_view text, Diagnostics& diagnostics);

/// Replaces or adds the value at a dotted path (`dynamics.order_adjust_days`, `arms.ban.0`), as `--set key=value` does:
/// the value is parsed as one line of YAML; mappings on the way that are missing are added, and a sequence grows by
/// one. Faults are placed at `<--set N>` (file name), line 1, where N is `number` or else counts the calls; so are
/// later faults of the value. `prefix` is what the user wrote before the path.
void set_yaml_value(YamlTree& tree, std::string_view path, std::string_view value, Diagnostics& diagnostics,
                    int number = 0, std::string_view prefix = {});

/// The value at a dotted path, or nullptr.
YamlNode* find_path(YamlNode& root, std::string_view path);

}  // namespace chokepoint::scenario
