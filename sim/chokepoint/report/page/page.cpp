#include <fmt/format.h>
#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <chokepoint/base/version.hpp>
#include <chokepoint/report/page/page.hpp>
#include <chokepoint/report/page/page_assets.hpp>
#include <chokepoint/report/page/page_glossary.hpp>
#include <chokepoint/report/page/page_sections.hpp>
#include <chokepoint/report/page/page_text.hpp>
#include <chokepoint/scenario/model/stated_value.hpp>
#include <chokepoint/study/answer/headline.hpp>
#include <map>

namespace chokepoint::report {

std::string date_of(const PageInput& input, int day) {
    return day < 0 ? "-" : format_date_long(input.scenario.start + std::chrono::days(day));
}

namespace {

using Parts = std::map<std::string_view, std::string>;

/// SHA-256 in base 64, as a content-security policy names what may run.
std::string policy_hash(std::string_view text) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int length = 0;
    EVP_Digest(text.data(), text.size(), digest.data(), &length, EVP_sha256(), nullptr);
    std::array<unsigned char, 2 * EVP_MAX_MD_SIZE> encoded{};
    const int size = EVP_EncodeBlock(encoded.data(), digest.data(), static_cast<int>(length));
    return fmt::format("'sha256-{}'",
                       std::string_view(reinterpret_cast<const char*>(encoded.data()), static_cast<std::size_t>(size)));
}

/// The page's own scripts as one. look.js comes first, since the others use it, and page.js last, since it uses them.
std::string own_script() {
    std::string script;
    for (const char* file :
         {"look.js", "lines.js", "bars.js", "ranks.js", "network.js", "flows.js", "export.js", "tables.js", "page.js"})
        script += page_asset(file);
    return script;
}

/// The template with each {part} filled in. The parts themselves are not searched.
std::string filled(std::string_view text, const Parts& parts) {
    std::string html;
    while (!text.empty()) {
        const std::size_t open = text.find('{');
        html += text.substr(0, open);
        if (open == std::string_view::npos) break;
        const std::size_t close = text.find('}', open);
        html += parts.at(text.substr(open + 1, close - open - 1));
        text.remove_prefix(close + 1);
    }
    return html;
}

PageInput page_input(const RunResults& results, const RunRecord& record) {
    const scenario::Scenario& scenario = results.scenario;
    PageInput input{results, record, study::make_answer(scenario, results.ensemble), {}, {}, {}, {}, {}};
    input.words = answer_words(scenario, results.ensemble, input.answer);
    input.arms = input.answer.arms;
    input.periods = study::headline_periods(scenario, results.ensemble);
    if (!input.arms.empty()) input.denied = study::denied_flows(scenario, input.arms.front());
    input.sells_to_targets = input.answer.sells_to_targets;
    return input;
}

/// What a saved chart says of its origin.
std::string source_words(const PageInput& input) {
    const auto& as_of = input.scenario.model_spec.as_of;
    return fmt::format("Model: {}{}. chokepoint {}", shortened(input.scenario.model.title, 80),
                       as_of ? " (as of " + format_date_long(*as_of) + ")" : "", kVersion);
}

/// The parts of the page in their order, by id.
constexpr std::pair<std::string_view, std::string (*)(const PageInput&)> kSections[] = {
    {"brief", brief_section},
    {"time", time_section},
    {"losses", loss_section},
    {"groups", group_section},
    {"saving", saving_section},
    {"attribution", attribution_section},
    {"flows", flow_section},
    {"network", network_section},
    {"delay", delay_section},
    {"sensitivity", sensitivity_section},
    {"single-run", single_run_section},
    {"sources", source_section},
    {"card", card_section},
    {"reproduction", reproduction_section}};

}  // namespace

std::vector<PagePart> page_parts(const RunResults& results, const RunRecord& record,
                                 const std::vector<std::string>& ids) {
    const PageInput input = page_input(results, record);
    std::vector<PagePart> parts;
    for (const auto& [id, section] : kSections) {
        if (ids.empty() || std::ranges::count(ids, id) > 0) parts.push_back({id, link_words(section(input))});
    }
    return parts;
}

std::string page_html(const RunResults& results, const RunRecord& record, const std::vector<PagePart>& parts,
                      const PageExtras& extras) {
    const PageInput input = page_input(results, record);
    std::string brief;
    std::string main;
    for (const PagePart& part : parts)
        (part.id == "brief" ? brief : main) +=
            extras.body.empty() ? part.html
                                : fmt::format("<div class=\"part\" data-part=\"{}\">{}</div>", part.id, part.html);
    main += glossary_section(brief + main);
    const std::string script = own_script() + extras.script;
    const std::string_view echarts = page_asset("echarts.min.js");
    const std::string style = std::string(page_asset("page.css")) + extras.style;
    const std::string policy =
        fmt::format("default-src 'none'; script-src {} {}; style-src {}; base-uri 'none'; form-action 'none'{}",
                    policy_hash(echarts), policy_hash(script), policy_hash(style),
                    extras.body.empty() ? "" : "; connect-src 'self'");
    return filled(
        page_asset("page.html"),
        {{"policy", policy},
         {"title", escaped(shortened(input.scenario.title, 120))},
         {"style", style},
         {"source", escaped(source_words(input))},
         {"brief", brief},
         {"main", main},
         {"footer",
          fmt::format(
              "chokepoint {}. Charts by Apache ECharts 6.1.0, Apache License 2.0, Copyright 2017-2026 "
              "The Apache Software Foundation; parts of it from d3, BSD 3-Clause, Copyright 2010-2016 Mike Bostock.",
              kVersion)},
         {"extras", extras.body},
         {"echarts", std::string(echarts)},
         {"script", script}});
}

std::string report_html(const RunResults& results, const RunRecord& record) {
    return page_html(results, record, page_parts(results, record), {});
}

}  // namespace chokepoint::report
