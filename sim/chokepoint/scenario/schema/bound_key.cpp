#include <algorithm>
#include <chokepoint/base/number.hpp>
#include <chokepoint/scenario/schema/bound_key.hpp>

namespace chokepoint::scenario {

std::string label_of(const Words& words, std::string id) {
    if (!words.label.empty()) return words.label;
    std::ranges::replace_if(
        id, [](char c) { return c == '-' || c == '_'; }, ' ');
    return id;
}

void read_value(const AcceptedValue& at, std::string& text) {
    text = at.node.scalar;
}

void read_value(const AcceptedValue& at, double& number) {
    number = number_at(at.node);
}

void read_value(const AcceptedValue& at, int& number) {
    number = static_cast<int>(number_at(at.node));
}

void read_value(const AcceptedValue& at, std::uint64_t& number) {
    number = static_cast<std::uint64_t>(number_at(at.node));
}

void read_value(const AcceptedValue& at, bool& flag) {
    flag = at.node.scalar == "true";
}

void read_value(const AcceptedValue& at, Date& date) {
    date = *parse_date(at.node.scalar);
}

void read_value(const AcceptedValue& at, Duration& duration) {
    duration = *parse_duration(at.node.scalar);
}

void read_value(const AcceptedValue& at, Parameter& parameter) {
    parameter = at.key.type == ValueType::uncertain_date ? read_date_parameter(at) : read_parameter(at);
}

void read_value(const AcceptedValue& at, NamedList& list) {
    read_value(at, list.items);
}

Key part(std::string_view name, const Schema& child, std::string_view meaning, bool required) {
    Key key{name, ValueType::object, meaning, required};
    key.child = &child;
    key.read = [](const AcceptedValue& at, void* owner) {
        read_keys(at.tree, at.node, *at.key.child, at.path, owner, at.diagnostics);
    };
    key.visit = [&child](void* owner, const ParameterVisitor& visit) { visit_parameters(child, owner, visit); };
    return key;
}

}  // namespace chokepoint::scenario
