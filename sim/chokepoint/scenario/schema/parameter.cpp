#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chokepoint/base/number.hpp>
#include <chokepoint/scenario/schema/parameter.hpp>
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

/// The parameter without its number.
Parameter placed_parameter(const AcceptedValue& at) {
    Parameter parameter;
    parameter.where = at.tree.where(at.node);
    parameter.path = at.path;
    parameter.key = at.key.name;
    parameter.source = text_at(at.node, "source");
    parameter.quote = text_at(at.node, "quote");
    parameter.assumption = text_at(at.node, "assumption");
    parameter.note = text_at(at.node, "note");
    parameter.unit = text_at(at.node, "unit");
    return parameter;
}

double chances_quantile(const std::vector<double>& arguments, double u) {
    std::vector<double> chances;
    for (std::size_t k = 1; k < arguments.size(); k += 2)
        chances.push_back(arguments[k]);
    const std::size_t k = uncertainty::chance_index(chances, u);
    return k < chances.size() ? arguments[2 * k] : never();
}

}  // namespace

Parameter read_parameter(const AcceptedValue& at) {
    Parameter parameter = placed_parameter(at);
    parameter.low = at.key.min;
    parameter.high = at.key.max;
    if (at.node.kind == YamlKind::scalar) {
        parameter.value = number_at(at.node);
        return parameter;
    }
    if (const YamlNode* value = at.node.find("value")) parameter.value = number_at(*value);
    for (const auto& [name, shape] : kShapeNames) {
        const YamlNode* list = at.node.find(name);
        if (list == nullptr) continue;
        for (const YamlNode& item : list->items)
            parameter.arguments.push_back(number_at(item));
        parameter.shape = shape;
        parameter.value = middle_of(shape, parameter.arguments);
    }
    return parameter;
}

Parameter read_date_parameter(const AcceptedValue& at) {
    Parameter parameter = placed_parameter(at);
    parameter.is_date = true;
    if (at.node.kind == YamlKind::scalar) {
        parameter.value = day_at(at.node);
        return parameter;
    }
    for (const auto& [key, shape] : kShapeNames) {
        const YamlNode* prior = at.node.find(key);
        if (prior == nullptr) continue;
        parameter.shape = shape;
        if (shape == PriorShape::hazard)
            parameter.arguments = {day_at(*prior->find("from")), number_at(*prior->find("per_day"))};
        for (const YamlNode& item : prior->items) {
            parameter.arguments.push_back(day_at(shape == PriorShape::chances ? *item.find("on") : item));
            if (shape == PriorShape::chances) parameter.arguments.push_back(number_at(*item.find("chance")));
        }
    }
    parameter.value = quantile(parameter, 0.5);
    return parameter;
}

Date date_of(const Parameter& parameter) {
    return date_of(parameter.value);
}

double quantile(const Parameter& parameter, double u) {
    const std::vector<double>& a = parameter.arguments;
    switch (parameter.shape) {
        case PriorShape::uniform:
            return parameter.is_date ? std::floor(uncertainty::uniform_quantile(a[0], a[1] + 1.0 - 1e-9, u))
                                     : uncertainty::uniform_quantile(a[0], a[1], u);
        case PriorShape::triangular:
            return uncertainty::triangular_quantile(a[0], a[1], a[2], u);
        case PriorShape::lognormal:
            return uncertainty::lognormal_quantile(a[0], a[1], parameter.low, parameter.high, u);
        case PriorShape::choice:
            return a[uncertainty::choice_index(a.size(), u)];
        case PriorShape::hazard:
            return a[0] + uncertainty::hazard_days(a[1], u, static_cast<int>(never() - a[0]));
        case PriorShape::chances:
            return chances_quantile(a, u);
        case PriorShape::fixed:
            break;
    }
    return parameter.value;
}

std::string format_value(const Parameter& parameter, double value) {
    return parameter.is_date ? format_date(date_of(value)) : format_number(value);
}

std::string describe_prior(const Parameter& parameter) {
    const std::vector<double>& a = parameter.arguments;
    if (parameter.shape == PriorShape::fixed) return format_value(parameter, parameter.value);
    if (parameter.shape == PriorShape::hazard)
        return fmt::format("{} a day from {} on", format_number(a[1]), format_value(parameter, a[0]));
    std::string list;
    if (parameter.shape == PriorShape::chances) {
        for (std::size_t k = 0; k + 1 < a.size(); k += 2)
            list +=
                fmt::format("{}{} on {}", k == 0 ? "" : ", ", format_number(a[k + 1]), format_value(parameter, a[k]));
        return list;
    }
    for (const double argument : a) {
        if (!list.empty()) list += parameter.shape == PriorShape::uniform ? " to " : ", ";
        list += format_value(parameter, argument);
    }
    for (const auto& [key, shape] : kShapeNames) {
        if (shape == parameter.shape) return fmt::format("{} {}", key, list);
    }
    return list;
}

}  // namespace chokepoint::scenario
