#pragma once

#include <array>
#include <chokepoint/scenario/schema/schema.hpp>

namespace chokepoint::scenario {

/// What may cross a border.
inline constexpr std::array<std::string_view, 3> kKinds = {"goods", "software", "licence"};

/// Keys as the scenario's schemas write them.
inline Key plain(std::string_view name, ValueType type, std::string_view meaning, bool required = false) {
    return Key{name, type, meaning, required};
}

inline Key nested(std::string_view name, ValueType type, const Schema& child, std::string_view meaning,
                  bool required = false) {
    Key key{name, type, meaning, required};
    key.child = &child;
    return key;
}

inline Key bounded(std::string_view name, ValueType type, std::string_view unit, double min, double max,
                   std::string_view default_text, std::string_view meaning) {
    return Key{name, type, meaning, false, unit, default_text, min, max};
}

inline Key choice(std::string_view name, ValueType type, std::span<const std::string_view> choices,
                  std::string_view default_text, std::string_view meaning) {
    Key key{name, type, meaning, false, {}, default_text};
    key.choices = choices;
    return key;
}

}  // namespace chokepoint::scenario
