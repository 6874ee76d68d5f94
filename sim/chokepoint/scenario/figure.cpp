#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chokepoint/base/number.hpp>
#include <chokepoint/scenario/figure.hpp>
#include <utility>

namespace chokepoint {

namespace {

constexpr std::array<std::pair<std::string_view, PriorShape>, 4> kShapes = {{{"uniform", PriorShape::uniform},
                                                                             {"triangular", PriorShape::triangular},
                                                                             {"lognormal", PriorShape::lognormal},
                                                                             {"choice", PriorShape::choice}}};

double middle_of(PriorShape shape, const std::vector<double>& arguments) {
    if (shape == PriorShape::uniform) return 0.5 * (arguments[0] + arguments[1]);
    if (shape == PriorShape::triangular) return arguments[1];
    if (shape == PriorShape::lognormal) return arguments[0];
    std::vector<double> sorted = arguments;
    std::sort(sorted.begin(), sorted.end());
    return sorted[(sorted.size() - 1) / 2];
}

std::string text_at(const YamlNode& node, std::string_view key) {
    const YamlNode* value = node.find(key);
    return value == nullptr ? std::string() : value->scalar;
}

}  // namespace

Figure read_figure(const YamlTree& tree, const YamlNode& node, std::string path) {
    Figure figure;
    figure.where = tree.fault(node, {});
    figure.path = std::move(path);
    if (node.kind == YamlKind::scalar) {
        figure.value = parse_number(node.scalar).value_or(0.0);
        return figure;
    }
    if (const YamlNode* value = node.find("value")) figure.value = parse_number(value->scalar).value_or(0.0);
    for (const auto& [key, shape] : kShapes) {
        const YamlNode* list = node.find(key);
        if (list == nullptr) continue;
        for (const YamlNode& item : list->items)
            figure.arguments.push_back(parse_number(item.scalar).value_or(0.0));
        figure.shape = shape;
        figure.value = middle_of(shape, figure.arguments);
    }
    figure.source = text_at(node, "source");
    figure.quote = text_at(node, "quote");
    figure.assumption = text_at(node, "assumption");
    figure.note = text_at(node, "note");
    return figure;
}

std::string describe_prior(const Figure& figure) {
    if (figure.shape == PriorShape::fixed) return format_number(figure.value);
    std::string list;
    for (const double argument : figure.arguments) {
        if (!list.empty()) list += figure.shape == PriorShape::uniform ? " to " : ", ";
        list += format_number(argument);
    }
    for (const auto& [key, shape] : kShapes) {
        if (shape == figure.shape) return fmt::format("{} {}", key, list);
    }
    return list;
}

}  // namespace chokepoint
