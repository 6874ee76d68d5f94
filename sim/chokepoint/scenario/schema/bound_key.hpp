#pragma once

#include <array>
#include <chokepoint/base/date.hpp>
#include <chokepoint/scenario/schema/parameter.hpp>
#include <chokepoint/scenario/schema/schema.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace chokepoint::scenario {

// Records of keys that are bound to the member that holds their value. What a member is decides how it is read: a
// struct is a mapping with keys of its own, a vector a list or a mapping from names.

/// What may cross a border.
inline constexpr std::array<std::string_view, 3> kKinds = {"goods", "software", "licence"};

/// A value with its place, for faults that show only later.
template <class V>
struct Stated {
    V value{};
    Diagnostic where;
};
using StatedText = Stated<std::string>;

/// What people read instead of an id.
struct Words {
    std::string label;    ///< A short name, such as "Ban lifted"; "": made of the id.
    std::string meaning;  ///< A sentence; "" if there is none.
};

/// The label, or the id with its hyphens and underscores as blanks.
std::string label_of(const Words& words, std::string id);

/// A list at a free name.
struct NamedList {
    std::string id;
    std::vector<StatedText> items;
    Diagnostic id_where;
};

void read_value(const AcceptedValue& at, std::string& text);
void read_value(const AcceptedValue& at, double& number);
void read_value(const AcceptedValue& at, int& number);
void read_value(const AcceptedValue& at, std::uint64_t& number);
void read_value(const AcceptedValue& at, bool& flag);
void read_value(const AcceptedValue& at, Date& date);
void read_value(const AcceptedValue& at, Duration& duration);
void read_value(const AcceptedValue& at, Parameter& parameter);
void read_value(const AcceptedValue& at, NamedList& list);

template <class V>
void read_value(const AcceptedValue& at, Stated<V>& stated) {
    stated.where = at.tree.where(at.node);
    read_value(at, stated.value);
}

template <class V>
void read_value(const AcceptedValue& at, std::optional<V>& optional) {
    read_value(at, optional.emplace());
}

template <class Spec>
requires std::is_class_v<Spec>
void read_value(const AcceptedValue& at, Spec& spec) {
    if constexpr (requires { spec.where; }) spec.where = at.tree.where(at.node);
    if (const Key* whole = short_form_of(*at.key.child, at.node))
        return whole->read({at.tree, at.node, *whole, at.path, at.diagnostics}, &spec);
    read_keys(at.tree, at.node, *at.key.child, at.path, &spec, at.diagnostics);
}

template <class V>
void read_value(const AcceptedValue& at, std::vector<V>& list) {
    const auto add = [&](const YamlNode& node, const std::string& name) -> V& {
        V& item = list.emplace_back();
        read_value(AcceptedValue{at.tree, node, at.key, at.path + "." + name, at.diagnostics}, item);
        return item;
    };
    for (const auto& [name, node] : at.node.entries) {
        V& item = add(node, name.scalar);
        if constexpr (requires { item.id; }) item.id = name.scalar;
        if constexpr (requires { item.id_where; }) item.id_where = at.tree.where(name);
    }
    for (const YamlNode* node : at.node.items_or_self())
        add(*node, std::to_string(list.size()));
}

inline void visit_value(Parameter& parameter, const Schema*, const ParameterVisitor& visit) {
    visit(parameter);
}

template <class Spec>
void visit_value(Spec& spec, const Schema* child, const ParameterVisitor& visit) {
    if (child != nullptr) visit_parameters(*child, &spec, visit);
}

template <class V>
void visit_value(std::optional<V>& optional, const Schema* child, const ParameterVisitor& visit) {
    if (optional) visit_value(*optional, child, visit);
}

template <class V>
void visit_value(std::vector<V>& list, const Schema* child, const ParameterVisitor& visit) {
    for (V& item : list)
        visit_value(item, child, visit);
}

/// The record with the member that holds its value.
template <class T, class M>
Key bound(Key key, M T::*member) {
    key.read = [member](const AcceptedValue& at, void* owner) { read_value(at, static_cast<T*>(owner)->*member); };
    key.visit = [member, child = key.child](void* owner, const ParameterVisitor& visit) {
        visit_value(static_cast<T*>(owner)->*member, child, visit);
    };
    return key;
}

template <class T, class M>
Key text(std::string_view name, M T::*member, std::string_view meaning, bool required = false) {
    return bound({name, ValueType::text, meaning, required}, member);
}

/// One text or a list of texts.
template <class T, class V>
Key texts(std::string_view name, std::vector<V> T::*member, std::string_view meaning, bool required = false) {
    return bound({name, ValueType::text_list, meaning, required}, member);
}

/// `label` and `meaning` of what has an id.
template <class T>
std::array<Key, 2> word_keys(Words T::*member) {
    const auto of = [member](std::string_view name, std::string Words::*word, std::string_view default_text,
                             std::string_view meaning) {
        Key key{name, ValueType::text, meaning, false, {}, default_text};
        key.read = [member, word](const AcceptedValue& at, void* owner) {
            read_value(at, static_cast<T*>(owner)->*member.*word);
        };
        return key;
    };
    return {of("label", &Words::label, "the id", "Its name in answers and reports, as short as a column head."),
            of("meaning", &Words::meaning, "none", "What it is, in a sentence.")};
}

/// A list that selects something. It must not be empty, since all is selected without the key.
inline Key at_least_one(Key key) {
    key.min_items = 1;
    return key;
}

template <class V>
inline constexpr bool kIsVector = false;
template <class V>
inline constexpr bool kIsVector<std::vector<V>> = true;

/// One of some words, or a list of them.
template <class T, class M>
Key choice(std::string_view name, M T::*member, std::span<const std::string_view> choices,
           std::string_view default_text, std::string_view meaning) {
    Key key{name, kIsVector<M> ? ValueType::choice_list : ValueType::choice, meaning, false, {}, default_text};
    key.choices = choices;
    return bound(std::move(key), member);
}

template <class V>
inline constexpr ValueType kNumberType = std::is_integral_v<V> ? ValueType::integer : ValueType::number;
template <>
inline constexpr ValueType kNumberType<Parameter> = ValueType::uncertain_number;
template <class V>
inline constexpr ValueType kNumberType<std::optional<V>> = kNumberType<V>;
template <class V>
inline constexpr ValueType kNumberType<Stated<V>> = kNumberType<V>;

/// A number within bounds; a Parameter may have a prior.
template <class T, class M>
Key number(std::string_view name, M T::*member, std::string_view unit, double min, double max,
           std::string_view default_text, std::string_view meaning, bool required = false) {
    return bound({name, kNumberType<M>, meaning, required, unit, default_text, min, max}, member);
}

/// A mapping with keys of its own, a list of them, or a mapping from names to them.
template <class Member>
Key nested(std::string_view name, Member member, ValueType type, const Schema& child, std::string_view meaning,
           bool required = false) {
    Key key{name, type, meaning, required};
    key.child = &child;
    return bound(std::move(key), member);
}

/// A mapping whose keys are members of the same owner.
Key part(std::string_view name, const Schema& child, std::string_view meaning, bool required = false);

/// A key that sets its owner by a function of its own.
template <class T>
Key custom(Key key, void (*read)(const AcceptedValue& at, T& owner)) {
    key.read = [read](const AcceptedValue& at, void* owner) { read(at, *static_cast<T*>(owner)); };
    return key;
}

/// The parameters of a table of records, each in `member` beside its record if the file has it.
template <class T, class Record>
Key recorded(const Record& record, std::vector<std::pair<const Record*, Parameter>> T::*member,
             std::string_view default_text = {}) {
    Key key{record.key, ValueType::uncertain_number, record.meaning, false, record.unit, default_text, record.min,
            record.max};
    key.read = [member, &record](const AcceptedValue& at, void* owner) {
        read_value(at, (static_cast<T*>(owner)->*member).emplace_back(&record, Parameter()).second);
    };
    key.visit = [member, &record](void* owner, const ParameterVisitor& visit) {
        for (auto& [of, parameter] : static_cast<T*>(owner)->*member) {
            if (of == &record) visit(parameter);
        }
    };
    return key;
}

}  // namespace chokepoint::scenario
