#include <algorithm>
#include <chokepoint/base/number.hpp>
#include <chokepoint/study/live/scenario_text.hpp>
#include <nlohmann/json.hpp>
#include <set>

namespace chokepoint::study {

namespace {

using Json = nlohmann::ordered_json;
using std::filesystem::path;

constexpr std::size_t kLineWidth = 110;

/// Whether YAML reads the text as itself without quotes, in a list as well.
bool is_plain(const std::string& text) {
    if (text.empty() || parse_number(text) || text.front() == ' ' || text.back() == ' ') return false;
    const auto is_safe = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == ' ' || c == '_' ||
               c == '-' || c == '.' || c == '/';
    };
    static const std::set<std::string_view> words = {"true", "false", "null", "yes", "no"};
    const bool starts = (text.front() >= 'a' && text.front() <= 'z') || (text.front() >= 'A' && text.front() <= 'Z') ||
                        (text.front() >= '0' && text.front() <= '9') || text.starts_with("../");
    return starts && std::ranges::all_of(text, is_safe) && !words.contains(text);
}

std::string scalar_text(const Json& value) {
    if (!value.is_string()) return value.dump();
    const std::string text = value.get<std::string>();
    return is_plain(text) ? text : value.dump();
}

/// In one line, as `{country: US}`.
std::string flow_text(const Json& value) {
    if (!value.is_structured()) return scalar_text(value);
    std::string text;
    for (const auto& [key, item] : value.items()) {
        text += text.empty() ? "" : ", ";
        text += value.is_object() ? scalar_text(key) + ": " + flow_text(item) : flow_text(item);
    }
    return value.is_object() ? "{" + text + "}" : "[" + text + "]";
}

/// Line by line where one line would be too long, or at the top.
void write_block(std::string& text, const Json& mapping, std::size_t indent) {
    for (const auto& [key, value] : mapping.items()) {
        const std::string head = std::string(indent, ' ') + scalar_text(key) + ":";
        const std::string flow = flow_text(value);
        const bool is_long = head.size() + 1 + flow.size() > kLineWidth || indent == 0;
        if (value.is_object() && !value.empty() && is_long) {
            text += head + "\n";
            write_block(text, value, indent + 2);
        } else if (value.is_array() && !value.empty() && is_long && value.front().is_object()) {
            text += head + "\n";
            for (const Json& item : value)
                text += std::string(indent + 2, ' ') + "- " + flow_text(item) + "\n";
        } else {
            text.append(head).append(" ").append(flow).append("\n");
        }
    }
}

/// `given`, which starts from `from`, as it starts from `to`.
std::string moved(const std::string& given, const path& from, const path& to) {
    const path target = std::filesystem::absolute(from / given).lexically_normal();
    return target.lexically_proximate(std::filesystem::absolute(to).lexically_normal()).string();
}

/// Lists of denied parties stand beside their scenario.
void move_lists(Json& value, const path& from, const path& to) {
    if (!value.is_structured()) return;
    for (const auto& [key, item] : value.items()) {
        if (value.is_object() && key == "target" && item.is_object() && item.contains("list")) {
            Json& file = item["list"].is_object() ? item["list"]["file"] : item["list"];
            file = moved(file.get<std::string>(), from, to);
        } else {
            move_lists(item, from, to);
        }
    }
}

void leave_out_arms(Json& arms, const scenario::Scenario& scenario, const std::vector<std::string>& shown) {
    if (shown.empty()) return;
    std::set<std::string> kept(shown.begin(), shown.end());
    for (const scenario::Evidence& evidence : scenario.evidence)
        kept.insert(scenario.arms[evidence.arm].name);
    if (scenario.spec.forecast) {
        for (const scenario::StatedText& arm : scenario.spec.forecast->arms)
            kept.insert(arm.value);
    }
    for (const scenario::Arm& arm : scenario.arms) {
        if (!kept.contains(arm.name)) arms.erase(arm.name);
    }
}

}  // namespace

std::string scenario_text(const scenario::Scenario& scenario, const path& folder,
                          const std::vector<std::string>& arms) {
    Json json = Json::parse(scenario.resolved);
    const path home = scenario.file.parent_path();
    json["model"] = moved(json.at("model").get<std::string>(), home, folder);
    move_lists(json["actions"], home, folder);
    if (json["actions"].empty()) json.erase("actions");
    leave_out_arms(json["arms"], scenario, arms);
    std::string text;
    for (const auto& [key, value] : json.items()) {
        if (value.is_structured() && !text.empty()) text += '\n';
        write_block(text, {{key, value}}, 0);
    }
    return text;
}

scenario::Overrides model_overrides(const scenario::Scenario& scenario) {
    scenario::Overrides overrides;
    for (const auto& [key, value] : scenario.overrides) {
        if (!key.starts_with("model.")) continue;
        std::erase_if(overrides, [&name = key](const auto& earlier) { return earlier.first == name; });
        overrides.emplace_back(key, value);
    }
    return overrides;
}

}  // namespace chokepoint::study
