#include <chokepoint/base/number.hpp>
#include <chokepoint/base/text/suggest.hpp>
#include <chokepoint/base/text/utf8.hpp>
#include <chokepoint/scenario/yaml/yaml_reader.hpp>
#include <chokepoint/scenario/yaml/yaml_tree.hpp>
#include <utility>

namespace chokepoint::scenario {
namespace {

constexpr std::size_t kDeepestPath = 16;

/// One step of a dotted path, with its byte in the path.
struct PathStep {
    std::string_view name;
    std::size_t at = 0;
};

std::vector<PathStep> split_path(std::string_view path) {
    std::vector<PathStep> steps;
    std::size_t at = 0;
    for (auto dot = path.find('.'); dot != std::string_view::npos; dot = path.find('.', at)) {
        steps.push_back({path.substr(at, dot - at), at});
        at = dot + 1;
    }
    steps.push_back({path.substr(at), at});
    return steps;
}

/// Walks along a path and reports where it leads nowhere.
class PathWalk {
   public:
    PathWalk(const YamlText& text, int number, Diagnostics& diagnostics)
        : text_(text), number_(number), diagnostics_(diagnostics) {}

    /// The node one step below `node`, which is added if missing; nullptr after a fault. Where the path `goes_on`, a
    /// name that is missing and near to another is taken for a slip.
    YamlNode* step(YamlNode& node, const PathStep& step, bool goes_on) {
        if (step.name.empty())
            return fail(step, Fault::bad_syntax, "a name is missing in the path",
                        "write it as in dynamics.order_adjust_days");
        if (node.kind == YamlKind::sequence) return step_into_sequence(node, step);
        if (node.kind == YamlKind::scalar) {
            return fail(step, Fault::unknown_key, "there is no key " + in_quotes(step.name) + " below a single value",
                        "shorten the path");
        }
        node.kind = YamlKind::mapping;
        for (auto& [key, value] : node.entries) {
            if (key.scalar == step.name) return &value;
        }
        const std::string near = goes_on ? near_key(node, step.name) : "";
        if (!near.empty()) {
            return fail(step, Fault::unknown_key, "there is no " + in_quotes(step.name) + " here",
                        "did you mean '" + near + "'? Something new is given whole, in braces");
        }
        auto key = new_node(step, YamlKind::scalar);
        key.scalar = step.name;
        node.entries.emplace_back(std::move(key), new_node(step, YamlKind::null));
        return &node.entries.back().second;
    }

    YamlNode* fail(const PathStep& step, Fault fault, std::string message, std::string hint) {
        diagnostics_.add(text_.fault(step.at, std::move(message), std::move(hint), fault));
        return nullptr;
    }

   private:
    static std::string near_key(const YamlNode& node, std::string_view name) {
        std::vector<std::string_view> keys;
        for (const auto& [key, value] : node.entries)
            keys.push_back(key.scalar);
        return std::string(nearest_word(name, keys));
    }

    YamlNode* step_into_sequence(YamlNode& node, const PathStep& step) {
        const auto index = parse_integer(step.name);
        const auto size = static_cast<std::int64_t>(node.items.size());
        if (!index || *index < 0 || *index > size) {
            return fail(step, Fault::out_of_range,
                        in_quotes(step.name) + " is no place in a list of " + std::to_string(size),
                        "write 0 for the first item, " + std::to_string(size) + " to add one");
        }
        if (*index == size) node.items.push_back(new_node(step, YamlKind::null));
        return &node.items[static_cast<std::size_t>(*index)];
    }

    YamlNode new_node(const PathStep& step, YamlKind kind) const {
        const auto place = text_.place(step.at);
        YamlNode node;
        node.kind = kind;
        node.line = place.line;
        node.column = place.column;
        node.source = number_;
        return node;
    }

    const YamlText& text_;
    int number_;
    Diagnostics& diagnostics_;
};

}  // namespace

void set_yaml_value(YamlTree& tree, std::string_view path, std::string_view value, Diagnostics& diagnostics,
                    int shown_number, std::string_view prefix) {
    const int number = static_cast<int>(tree.overrides.size()) + 1;
    if (shown_number == 0) shown_number = number;
    const auto& source =
        tree.overrides.emplace_back(YamlSource{"<--set " + std::to_string(shown_number) + ">",
                                               std::string(prefix) + std::string(path) + "=" + std::string(value)});
    if (find_invalid_utf8(source.text) != std::string_view::npos || source.text.find('\n') != std::string::npos) {
        diagnostics.add(
            file_fault(source.name, "not a single line of UTF-8 text", "write key=value", Fault::bad_syntax));
        return;
    }
    const YamlText text(source.name, source.text);
    PathWalk walk(text, number, diagnostics);
    auto steps = split_path(path);
    for (PathStep& step : steps)
        step.at += prefix.size();
    if (steps.size() > kDeepestPath) {
        walk.fail(steps[kDeepestPath], Fault::too_large, "path has more than 16 names", "shorten the path");
        return;
    }
    auto node = read_yaml(source, prefix.size() + path.size() + 1, number, diagnostics);
    if (!node) return;
    if (node->kind == YamlKind::null) {
        walk.fail({{}, prefix.size() + path.size() + 1}, Fault::empty, "a value is missing behind '='",
                  "write key=value");
        return;
    }
    // On a copy, so that a fault halfway leaves the tree as it was.
    auto root = tree.root;
    YamlNode* target = &root;
    for (const auto& step : steps) {
        target = walk.step(*target, step, &step != &steps.back());
        if (target == nullptr) return;
    }
    *target = std::move(*node);
    tree.root = std::move(root);
}

YamlNode* find_path(YamlNode& root, std::string_view path) {
    YamlNode* node = &root;
    for (const PathStep& step : split_path(path)) {
        YamlNode* next = nullptr;
        const auto index = parse_integer(step.name);
        if (node->kind == YamlKind::sequence && index && *index >= 0 &&
            static_cast<std::size_t>(*index) < node->items.size()) {
            next = &node->items[static_cast<std::size_t>(*index)];
        }
        for (auto& [key, value] : node->entries) {
            if (key.scalar == step.name) next = &value;
        }
        if (next == nullptr) return nullptr;
        node = next;
    }
    return node;
}

}  // namespace chokepoint::scenario
