#pragma once

#include <doctest/doctest.h>

#include <chokepoint/scenario/yaml/yaml_tree.hpp>
#include <string>
#include <string_view>

#include "../temporary_file.hpp"

namespace chokepoint::testing {

/// A tree, and the faults as text.
struct Reading {
    scenario::YamlTree tree;
    std::string faults;
};

inline std::string as_text(const Diagnostics& diagnostics) {
    std::string text;
    for (const auto& one : diagnostics.sorted()) {
        text += to_string(one) + "\n";
    }
    return text;
}

inline Reading read(std::string_view content) {
    const TemporaryFolder folder;
    const TextFile file(folder.write("s.yaml", content), std::size_t{1} << 30);
    Diagnostics diagnostics;
    Reading reading;
    reading.tree = scenario::parse_yaml(file, diagnostics);
    reading.tree.file = "s.yaml";
    reading.faults = replaced(as_text(diagnostics), folder.path().string() + "/", "");
    return reading;
}

/// The one fault of `content`, without the excerpt: `LINE:COLUMN: MESSAGE (HINT)`.
inline std::string yaml_fault_of(std::string_view content) {
    const TemporaryFolder folder;
    const TextFile file(folder.write("s.yaml", content), std::size_t{1} << 30);
    Diagnostics diagnostics;
    scenario::parse_yaml(file, diagnostics);
    const auto faults = diagnostics.sorted();
    if (faults.empty()) return "none";
    REQUIRE(faults.size() == 1);
    const auto& one = faults.front();
    return std::to_string(one.place.line) + ":" + std::to_string(one.place.column) + ": " + one.message + " (" +
           one.hint + ")";
}

/// A tree in one line: `{key@line:column: value@line:column}`, quoted scalars in double quotes.
inline std::string shape(const scenario::YamlNode& node) {
    std::string text;
    if (node.kind == scenario::YamlKind::null) text = "null";
    if (node.kind == scenario::YamlKind::scalar) text = node.scalar;
    if (node.quoted) text = '"' + text + '"';
    for (const auto& item : node.items) {
        if (!text.empty()) text += ", ";
        text += shape(item);
    }
    for (const auto& [key, value] : node.entries) {
        if (!text.empty()) text += ", ";
        text += shape(key) + ": " + shape(value);
    }
    if (node.kind == scenario::YamlKind::sequence) text = '[' + text + ']';
    if (node.kind == scenario::YamlKind::mapping) text = '{' + text + '}';
    return text + '@' + std::to_string(node.line) + ':' + std::to_string(node.column);
}

inline std::string shape_of(std::string_view content) {
    const auto reading = read(content);
    CHECK(reading.faults == "");
    return shape(reading.tree.root);
}

}  // namespace chokepoint::testing
