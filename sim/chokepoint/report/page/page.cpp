#include <fmt/format.h>
#include <openssl/evp.h>

#include <array>
#include <chokepoint/base/version.hpp>
#include <chokepoint/report/page/page.hpp>
#include <chokepoint/report/page/page_assets.hpp>
#include <chokepoint/report/page/page_sections.hpp>
#include <chokepoint/report/page/page_text.hpp>
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
    for (const char* file : {"look.js", "lines.js", "bars.js", "network.js", "flows.js", "page.js"})
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

/// Links to the sections of the page, by their ids and headings.
std::string contents_of(std::string_view main) {
    std::string html = "<nav aria-label=\"Sections\"><ul>";
    constexpr std::string_view kStart = "<section id=\"";
    for (std::size_t at = main.find(kStart); at != std::string_view::npos; at = main.find(kStart, at + 1)) {
        const std::string_view id =
            main.substr(at + kStart.size(), main.find('"', at + kStart.size()) - at - kStart.size());
        const std::size_t title = main.find("-title\">", main.find("<h2", at)) + 8;
        html +=
            fmt::format("<li><a href=\"#{}\">{}</a></li>", id, main.substr(title, main.find("</h2>", title) - title));
    }
    return html + "</ul></nav>\n";
}

}  // namespace

std::string report_html(const RunResults& results, const RunRecord& record) {
    PageInput input{results,
                    record,
                    study::policy_arms(results.scenario),
                    study::headline_periods(results.scenario, results.ensemble),
                    {}};
    if (!input.arms.empty()) input.denied = study::denied_flows(results.scenario, input.arms.front());
    std::string main;
    for (const auto& section :
         {time_section, saving_section, loss_section, network_section, flow_section, attribution_section, stock_section,
          sensitivity_section, delay_section, source_section, card_section, reproduction_section})
        main += section(input);
    const std::string script = own_script();
    const std::string_view echarts = page_asset("echarts.min.js");
    const std::string_view style = page_asset("page.css");
    const std::string policy =
        fmt::format("default-src 'none'; script-src {} {}; style-src {}; base-uri 'none'; form-action 'none'",
                    policy_hash(echarts), policy_hash(script), policy_hash(style));
    return filled(
        page_asset("page.html"),
        {{"policy", policy},
         {"title", escaped(shortened(input.scenario.title, 120))},
         {"style", std::string(style)},
         {"header", header_section(input) + contents_of(main)},
         {"main", main},
         {"footer",
          fmt::format(
              "chokepoint {}. Charts by Apache ECharts 6.1.0, Apache License 2.0, Copyright 2017-2026 "
              "The Apache Software Foundation; parts of it from d3, BSD 3-Clause, Copyright 2010-2016 Mike Bostock.",
              kVersion)},
         {"echarts", std::string(echarts)},
         {"script", script}});
}

}  // namespace chokepoint::report
