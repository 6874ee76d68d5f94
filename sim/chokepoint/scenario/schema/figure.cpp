#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chokepoint/base/number.hpp>
#include <chokepoint/scenario/schema/figure.hpp>
#include <chokepoint/scenario/schema/schema.hpp>
#include <chokepoint/uncertainty/prior.hpp>
#include <cmath>
#include <utility>

namespace chokepoint::scenario {

namespace {

constexpr std::array<std::pair<std::string_view, PriorShape>, 6> kShapeNames = {{{"uniform", PriorShape::uniform},
                                                                                 {"triangular", PriorShape::triangular},
                                                                                 {"lognormal", PriorShape::lognormal},
                                                                                 {"choice", PriorShape::choice},
                                                                                 {"hazard", PriorShape::hazard},
                                                                                 {"chances", PriorShape::chances}}};

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

double day_at(const YamlNode& node) {
    const auto date = parse_date(node.scalar);
    return date ? static_cast<double>(date->time_since_epoch().count()) : 0.0;
}

double never() {
    return static_cast<double>(kLastDate.time_since_epoch().count());
}

Date date_of(double days) {
    return Date(std::chrono::days(static_cast<int>(days)));
}

void read_provenance(const YamlNode& node, Figure& figure) {
    figure.source = text_at(node, "source");
    figure.quote = text_at(node, "quote");
    figure.assumption = text_at(node, "assumption");
    figure.note = text_at(node, "note");
    figure.unit = text_at(node, "unit");
}

double chances_quantile(const std::vector<double>& arguments, double u) {
    std::vector<double> chances;
    for (std::size_t k = 1; k < arguments.size(); k += 2)
        chances.push_back(arguments[k]);
    const std::size_t k = uncertainty::chance_index(chances, u);
    return k < chances.size() ? arguments[2 * k] : never();
}

}  // namespace

Figure read_figure(const YamlTree& tree, const YamlNode& node, const Key& key, std::string path) {
    Figure figure;
    figure.low = key.min;
    figure.high = key.max;
    figure.where = tree.where(node);
    figure.path = std::move(path);
    if (node.kind == YamlKind::scalar) {
        figure.value = number_at(node);
        return figure;
    }
    if (const YamlNode* value = node.find("value")) figure.value = number_at(*value);
    for (const auto& [name, shape] : kShapeNames) {
        const YamlNode* list = node.find(name);
        if (list == nullptr) continue;
        for (const YamlNode& item : list->items)
            figure.arguments.push_back(number_at(item));
        figure.shape = shape;
        figure.value = middle_of(shape, figure.arguments);
    }
    read_provenance(node, figure);
    return figure;
}

Figure read_date_figure(const YamlTree& tree, const YamlNode& node, std::string path) {
    Figure figure;
    figure.where = tree.where(node);
    figure.path = std::move(path);
    figure.is_date = true;
    for (const auto& [key, shape] : kShapeNames) {
        const YamlNode* prior = node.find(key);
        if (prior == nullptr) continue;
        figure.shape = shape;
        if (shape == PriorShape::hazard)
            figure.arguments = {day_at(*prior->find("from")), number_at(*prior->find("per_day"))};
        for (const YamlNode& item : prior->items) {
            figure.arguments.push_back(day_at(shape == PriorShape::chances ? *item.find("on") : item));
            if (shape == PriorShape::chances) figure.arguments.push_back(number_at(*item.find("chance")));
        }
    }
    figure.value = quantile(figure, 0.5);
    read_provenance(node, figure);
    return figure;
}

double quantile(const Figure& figure, double u) {
    const std::vector<double>& a = figure.arguments;
    switch (figure.shape) {
        case PriorShape::uniform:
            return figure.is_date ? std::floor(uncertainty::uniform_quantile(a[0], a[1] + 1.0 - 1e-9, u))
                                  : uncertainty::uniform_quantile(a[0], a[1], u);
        case PriorShape::triangular:
            return uncertainty::triangular_quantile(a[0], a[1], a[2], u);
        case PriorShape::lognormal:
            return uncertainty::lognormal_quantile(a[0], a[1], figure.low, figure.high, u);
        case PriorShape::choice:
            return a[uncertainty::choice_index(a.size(), u)];
        case PriorShape::hazard:
            return a[0] + uncertainty::hazard_days(a[1], u, static_cast<int>(never() - a[0]));
        case PriorShape::chances:
            return chances_quantile(a, u);
        case PriorShape::fixed:
            break;
    }
    return figure.value;
}

std::string format_value(const Figure& figure, double value) {
    return figure.is_date ? format_date(date_of(value)) : format_number(value);
}

std::string describe_prior(const Figure& figure) {
    const std::vector<double>& a = figure.arguments;
    if (figure.shape == PriorShape::fixed) return format_value(figure, figure.value);
    if (figure.shape == PriorShape::hazard)
        return fmt::format("{} a day from {} on", format_number(a[1]), format_value(figure, a[0]));
    std::string list;
    if (figure.shape == PriorShape::chances) {
        for (std::size_t k = 0; k + 1 < a.size(); k += 2)
            list += fmt::format("{}{} on {}", k == 0 ? "" : ", ", format_number(a[k + 1]), format_value(figure, a[k]));
        return list;
    }
    for (const double argument : a) {
        if (!list.empty()) list += figure.shape == PriorShape::uniform ? " to " : ", ";
        list += format_value(figure, argument);
    }
    for (const auto& [key, shape] : kShapeNames) {
        if (shape == figure.shape) return fmt::format("{} {}", key, list);
    }
    return list;
}

}  // namespace chokepoint::scenario
