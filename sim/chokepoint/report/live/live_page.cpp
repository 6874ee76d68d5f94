#include <fmt/format.h>

#include <array>
#include <chokepoint/report/live/live_page.hpp>
#include <chokepoint/report/page/page.hpp>
#include <chokepoint/report/page/page_assets.hpp>
#include <nlohmann/json.hpp>

namespace chokepoint::report {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::array kGroups = {"dates", "shares", "amounts", "stock", "substitutability"};

std::string dumped(const Json& json) {
    return json.dump(-1, ' ', true, Json::error_handler_t::replace);
}

/// JSON for a script element, which nothing in it may end.
std::string inlined(const Json& json) {
    std::string text;
    for (const char c : dumped(json)) {
        if (c == '<' || c == '>' || c == '&') {
            text += fmt::format("\\u{:04x}", c);
        } else {
            text += c;
        }
    }
    return text;
}

Json data_of(const LivePage& page) {
    Json controls = Json::array();
    for (const study::LiveControl& one : page.controls)
        controls.push_back({{"key", one.key},
                            {"owner", one.owner},
                            {"name", one.name},
                            {"meaning", one.meaning},
                            {"group", kGroups[static_cast<std::size_t>(one.group)]},
                            {"unit", one.unit},
                            {"min", one.min},
                            {"max", one.max},
                            {"value", one.value},
                            {"prior", one.prior}});
    Json arms = Json::array();
    for (const auto& [id, label] : page.arms)
        arms.push_back({{"id", id}, {"label", label}});
    return {
        {"controls", std::move(controls)}, {"arms", std::move(arms)}, {"samples", page.samples}, {"shown", page.shown},
        {"command", page.command},         {"folder", page.folder},   {"warning", page.warning}};
}

}  // namespace

std::string live_page(const RunResults& results, const RunRecord& record, const LivePage& page) {
    PageExtras extras{std::string(page_asset("serve.css")), "", ""};
    for (const char* file : {"serve_parts.js", "serve_panel.js", "serve.js"})
        extras.script += page_asset(file);
    extras.body = fmt::format(
        "<aside id=\"what-if\" aria-label=\"What if\"></aside>\n"
        "<script type=\"application/json\" id=\"what-if-data\">{}</script>\n",
        inlined(data_of(page)));
    return page_html(results, record, page_parts(results, record), extras);
}

std::string figures_json(const std::vector<LiveFigure>& figures) {
    Json list = Json::array();
    for (const LiveFigure& one : figures)
        list.push_back({{"name", one.name},
                        {"amount", one.amount},
                        {"share", one.share},
                        {"before", one.before},
                        {"change", one.change}});
    return dumped(list);
}

}  // namespace chokepoint::report
