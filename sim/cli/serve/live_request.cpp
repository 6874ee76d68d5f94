#include <algorithm>
#include <cli/serve/live_request.hpp>
#include <nlohmann/json.hpp>

namespace chokepoint::cli {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kMostItems = 256;
constexpr std::size_t kLongestText = 200;
constexpr int kMostSamples = 4096;

std::string text_at(const Json& json, const char* key) {
    const std::string text = json.value(key, std::string());
    if (text.size() > kLongestText) throw BadRequest("a text is too long");
    return text;
}

std::vector<std::string> texts_at(const Json& json, const char* key) {
    std::vector<std::string> texts;
    if (!json.contains(key)) return texts;
    if (!json.at(key).is_array() || json.at(key).size() > kMostItems) throw BadRequest("a list is too long");
    for (const Json& item : json.at(key))
        texts.push_back(item.get<std::string>());
    return texts;
}

/// Whether YAML reads the text as one scalar without quotes, and not as a mapping with keys of its own.
bool is_scalar(std::string_view text) {
    return !text.empty() && text.size() <= 40 && std::ranges::all_of(text, [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '-' ||
               c == '+';
    });
}

}  // namespace

LiveRequest read_request(const std::string& body, const std::vector<study::LiveControl>& controls) try {
    const Json json = Json::parse(body);
    if (!json.is_object()) throw BadRequest("the body is not an object");
    LiveRequest request;
    request.tab = text_at(json, "tab");
    request.version = json.value("version", 0LL);
    request.samples = json.value("samples", 0);
    if (request.samples < 0 || request.samples > kMostSamples) throw BadRequest("there are at most 4096 samples");
    request.name = text_at(json, "name");
    request.parts = texts_at(json, "parts");
    request.change.arms = texts_at(json, "arms");
    if (!json.contains("set")) return request;
    if (!json.at("set").is_object() || json.at("set").size() > kMostItems) throw BadRequest("'set' is not an object");
    for (const auto& [key, value] : json.at("set").items()) {
        const std::string text = value.get<std::string>();
        if (text.size() > kLongestText) throw BadRequest("a text is too long");
        if (std::ranges::find(controls, key, &study::LiveControl::key) == controls.end())
            throw BadRequest("there is no control for '" + key + "'");
        // In quotes it stays one scalar, of which the engine says what is wrong.
        request.change.set.emplace_back(key, is_scalar(text) ? text : Json(text).dump(-1, ' ', true));
    }
    return request;
} catch (const nlohmann::json::exception&) {
    throw BadRequest("the body is not the JSON that the page sends");
}

}  // namespace chokepoint::cli
