#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/scenario/schema/schema_check.hpp>
#include <cmath>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

namespace chokepoint::scenario {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kDatePattern = "^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$";
constexpr const char* kDurationPattern = "^([1-9][0-9]{0,3}|10000) (year|month|week|day)s?$";

Json bounded_number(const char* type, const Key& key) {
    Json json = {{"type", type}};
    if (std::isfinite(key.min)) json[key.min_open ? "exclusiveMinimum" : "minimum"] = key.min;
    if (std::isfinite(key.max)) json["maximum"] = key.max;
    return json;
}

Json scalar_text() {
    // A YAML reader hands texts such as 2018 or true to the schema as numbers and booleans.
    return {{"type", Json::array({"string", "number", "boolean"})}};
}

Json choice_of(const Key& key) {
    Json names = Json::array();
    for (const auto name : key.choices) {
        names.push_back(name);
    }
    return {{"enum", std::move(names)}};
}

Json date() {
    return {{"type", "string"}, {"format", "date"}, {"pattern", kDatePattern}};
}

Json list_of(Json item) {
    return {{"type", "array"}, {"items", std::move(item)}};
}

Json one_or_list_of(const Key& key, const Json& item) {
    auto list = list_of(item);
    if (key.min_items > 0) list["minItems"] = key.min_items;
    return {{"anyOf", Json::array({item, std::move(list)})}};
}

Json map_of(Json item) {
    return {{"type", "object"}, {"additionalProperties", std::move(item)}};
}

Json number_list_of(const Key& key) {
    auto json = list_of(bounded_number("number", key));
    if (key.min_items > 0) json["minItems"] = key.min_items;
    if (key.max_items > 0) json["maxItems"] = key.max_items;
    return json;
}

/// Writes schemas; a child becomes a definition of its own, so that schemas may contain themselves.
class JsonWriter {
   public:
    Json write_root(const Schema& schema, std::string_view title) {
        Json root = {{"$schema", "https://json-schema.org/draft/2020-12/schema"}, {"title", title}};
        root.update(write_mapping(schema));
        // Definitions are found while others are written.
        Json definitions = Json::object();
        for (std::size_t i = 0; i < definitions_.size(); ++i) {
            const auto [child, name] = definitions_[i];
            definitions[name] = write_mapping(*child);
        }
        if (!definitions.empty()) root["$defs"] = std::move(definitions);
        return root;
    }

   private:
    Json write_mapping(const Schema& schema) {
        Json properties = Json::object();
        Json required = Json::array();
        for (const auto& key : schema.keys) {
            properties[std::string(key.name)] = write_key(key);
            if (key.required) required.push_back(key.name);
        }
        Json json = {{"type", "object"}};
        if (!schema.meaning.empty()) json["description"] = schema.meaning;
        json["properties"] = std::move(properties);
        json["additionalProperties"] = false;
        if (!required.empty()) json["required"] = std::move(required);
        if (auto groups = write_groups(schema); !groups.empty()) json["allOf"] = std::move(groups);
        return json;
    }

    Json write_groups(const Schema& schema) {
        Json groups = Json::array();
        for (const auto group : split_words(schema.one_of, ' ')) {
            Json one_of = Json::array();
            for (const auto name : split_words(group, '|')) {
                one_of.push_back({{"required", Json::array({name})}});
            }
            groups.push_back({{"oneOf", std::move(one_of)}});
        }
        for (const auto group : split_words(schema.exclusive, ' ')) {
            const auto names = split_words(group, '|');
            for (std::size_t i = 0; i < names.size(); ++i) {
                for (std::size_t j = i + 1; j < names.size(); ++j) {
                    groups.push_back({{"not", {{"required", Json::array({names[i], names[j]})}}}});
                }
            }
        }
        return groups;
    }

    Json write_key(const Key& key) {
        auto json = write_type(key);
        auto description = std::string(key.meaning);
        if (!key.unit.empty()) description += fmt::format("{}Unit: {}.", description.empty() ? "" : " ", key.unit);
        if (!key.default_text.empty())
            description += fmt::format("{}Default: {}.", description.empty() ? "" : " ", key.default_text);
        if (!description.empty()) json["description"] = std::move(description);
        return json;
    }

    Json write_type(const Key& key) {
        switch (key.type) {
            case ValueType::text:
                return scalar_text();
            case ValueType::number:
                return bounded_number("number", key);
            case ValueType::integer:
                return bounded_number("integer", key);
            case ValueType::boolean:
                return {{"type", "boolean"}};
            case ValueType::date:
                return date();
            case ValueType::date_list:
                return list_of(date());
            case ValueType::uncertain_date:
                return {{"anyOf", Json::array({date(), reference(date_schema())})}};
            case ValueType::duration:
                return {{"type", "string"}, {"pattern", kDurationPattern}};
            case ValueType::choice:
                return choice_of(key);
            case ValueType::text_list:
                return one_or_list_of(key, scalar_text());
            case ValueType::choice_list:
                return one_or_list_of(key, choice_of(key));
            case ValueType::object:
                return write_object(*key.child);
            case ValueType::object_list:
                return list_of(write_object(*key.child));
            case ValueType::object_map:
                return map_of(write_object(*key.child));
            case ValueType::text_list_map:
                return map_of(one_or_list_of(key, scalar_text()));
            case ValueType::uncertain_number:
                return write_uncertain_number(key);
            case ValueType::number_list:
                return number_list_of(key);
        }
        return Json::object();
    }

    /// The bounds of the key hold for every number of the prior, but not for a sigma.
    Json write_uncertain_number(const Key& key) {
        const auto number = bounded_number("number", key);
        auto positive = Json{{"type", "number"}, {"exclusiveMinimum", 0}};
        Json bounds = Json::object();
        bounds["value"] = number;
        for (const auto* shape : {"uniform", "triangular", "choice"}) {
            bounds[shape] = {{"items", number}};
        }
        auto median = Json{{"allOf", Json::array({number, positive})}};
        bounds["lognormal"] = {{"prefixItems", Json::array({std::move(median), std::move(positive)})}};
        Json prior = {{"allOf", Json::array({reference(number_schema()), Json{{"properties", std::move(bounds)}}})}};
        return {{"anyOf", Json::array({number, std::move(prior)})}};
    }

    Json write_object(const Schema& schema) {
        if (schema.short_form.empty()) return reference(schema);
        return {{"anyOf", Json::array({write_type(*find_key(schema, schema.short_form)), reference(schema)})}};
    }

    Json reference(const Schema& schema) { return {{"$ref", "#/$defs/" + definition_name(schema)}}; }

    std::string definition_name(const Schema& schema) {
        for (const auto& [known, name] : definitions_) {
            if (known == &schema) return name;
        }
        std::string name(schema.name);
        std::replace_if(
            name.begin(), name.end(), [](unsigned char c) { return !std::isalnum(c) && c != '.' && c != '_'; }, '-');
        auto unique = name;
        for (int i = 2; !names_.insert(unique).second; ++i) {
            unique = fmt::format("{}-{}", name, i);
        }
        definitions_.emplace_back(&schema, unique);
        return unique;
    }

    std::vector<std::pair<const Schema*, std::string>> definitions_;
    std::set<std::string> names_;
};

}  // namespace

std::string json_schema(const Schema& schema, std::string_view title) {
    return JsonWriter().write_root(schema, title).dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace chokepoint::scenario
