#include <algorithm>
#include <chokepoint/base/fault_at.hpp>
#include <chokepoint/base/number.hpp>
#include <chokepoint/scenario/yaml/yaml_reader.hpp>
#include <chokepoint/scenario/yaml/yaml_tree.hpp>
#include <utility>

namespace chokepoint::scenario {

const YamlNode* YamlNode::find(std::string_view key) const {
    const auto found =
        std::find_if(entries.begin(), entries.end(), [&](const auto& entry) { return entry.first.scalar == key; });
    return found == entries.end() ? nullptr : &found->second;
}

std::vector<const YamlNode*> YamlNode::items_or_self() const {
    if (kind == YamlKind::scalar) return {this};
    std::vector<const YamlNode*> list;
    for (const YamlNode& item : items)
        list.push_back(&item);
    return list;
}

std::vector<const YamlNode*> YamlNode::items_at(std::string_view key) const {
    const YamlNode* list = find(key);
    return list == nullptr ? std::vector<const YamlNode*>() : list->items_or_self();
}

double number_at(const YamlNode& node) {
    return parse_number(node.scalar).value_or(0.0);
}

Diagnostic YamlTree::where(const YamlNode& node) const {
    const bool in_file = node.source == 0;
    const auto number = static_cast<std::size_t>(node.source);
    return {.place = {in_file ? file : overrides[number - 1].name, node.line, node.column},
            .source_line = line_of(in_file ? text : overrides[number - 1].text, node.line)};
}

Diagnostic YamlTree::fault(const YamlNode& node, Fault fault, std::string message, std::string hint) const {
    return fault_at(where(node), fault, std::move(message), std::move(hint));
}

Diagnostic YamlTree::warning(const YamlNode& node, Fault fault, std::string message, std::string hint) const {
    return warning_at(where(node), fault, std::move(message), std::move(hint));
}

YamlTree parse_yaml(const TextFile& file, Diagnostics& diagnostics) {
    return parse_yaml(file.name(), file.text(), diagnostics);
}

YamlTree parse_yaml(std::string name, std::string_view text, Diagnostics& diagnostics) {
    YamlTree tree;
    tree.file = name;
    if (text.size() > kMaxYamlBytes) {
        diagnostics.add(
            file_fault(name, "file is larger than 4 MiB", "put large tables into CSV files", Fault::too_large));
        return tree;
    }
    YamlSource source{std::move(name), std::string(text)};
    auto root = read_yaml(source, 0, 0, diagnostics);
    if (root && root->kind == YamlKind::null) {
        diagnostics.add(file_fault(tree.file, "file is empty",
                                   "write 'key: value' lines; `chokepoint describe` lists the keys", Fault::empty));
    }
    if (root) tree.root = std::move(*root);
    tree.text = std::move(source.text);
    return tree;
}

}  // namespace chokepoint::scenario
