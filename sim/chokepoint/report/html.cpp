#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chokepoint/report/headline.hpp>
#include <chokepoint/report/html.hpp>
#include <chokepoint/report/screen.hpp>
#include <chokepoint/report/study_tables.hpp>

namespace chokepoint {

namespace {

// Colours of the arms, told apart by the colour-blind (Okabe and Ito 2008).
constexpr std::array<const char*, 6> kColours = {"#999999", "#d55e00", "#0072b2", "#009e73", "#cc79a7", "#e69f00"};

constexpr const char* kHead = R"(<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{0}</title><style>
:root {{ color-scheme: light dark; }}
body {{ font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }}
table {{ border-collapse: collapse; display: block; overflow-x: auto; font-variant-numeric: tabular-nums; }}
th, td {{ padding: .2rem .7rem; text-align: right; border-bottom: 1px solid #8884; white-space: nowrap; }}
th:first-child, td:first-child, td.text {{ text-align: left; }} td.text {{ white-space: normal; }}
svg {{ width: 100%; height: auto; }} figure {{ margin: 1rem 0; }} caption, figcaption {{ text-align: left; padding: .5rem 0; }}
small {{ opacity: .8; }}
</style></head><body><h1>{0}</h1>
)";

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            case '\'':
                out += "&#39;";
                break;
            default:
                out += c;
        }
    }
    return out;
}

/// Output of a company over time, a line per arm; weekly points keep the page small.
std::string output_chart(const Scenario& scenario, const StudyResult& study, std::uint32_t company) {
    constexpr double kWidth = 900.0, kHeight = 300.0, kLeft = 50.0, kBottom = 30.0, kTop = 10.0;
    double highest = 1.0;
    for (const ArmResult& arm : study.arms) {
        for (const double share : arm.companies[company].daily.output_share)
            highest = std::max(highest, share);
    }
    const double days = std::max(1, scenario.days() - 1);
    const auto x = [&](double day) { return kLeft + (kWidth - kLeft - 10.0) * day / days; };
    const auto y = [&](double share) { return kTop + (kHeight - kBottom - kTop) * (1.0 - share / highest); };
    std::string svg = fmt::format(
        "<figure><svg viewBox=\"0 0 {:.0f} {:.0f}\" role=\"img\" aria-label=\"Output of {} by arm\" font-size=\"13\" "
        "fill=\"currentColor\">\n",
        kWidth, kHeight, escaped(scenario.model.companies.name(company)));
    for (const double share : {0.0, 0.25, 0.5, 0.75, 1.0}) {
        svg += fmt::format(
            "<line x1=\"{:.1f}\" x2=\"{:.1f}\" y1=\"{:.1f}\" y2=\"{:.1f}\" stroke=\"#8884\"/>"
            "<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"end\">{:.0f} %</text>\n",
            kLeft, kWidth - 10.0, y(share), y(share), kLeft - 6.0, y(share) + 4.0, 100.0 * share);
    }
    for (const Period& period : study.periods) {
        if (period.label.size() != 4) continue;
        svg += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\">{}</text>\n", x(period.first_day), kHeight - 8.0,
                           period.label);
    }
    for (std::size_t a = 0; a < study.arms.size(); ++a) {
        const std::vector<double>& share = study.arms[a].companies[company].daily.output_share;
        svg += fmt::format("<polyline fill=\"none\" stroke-width=\"2\" stroke=\"{}\" points=\"",
                           kColours[a % kColours.size()]);
        const std::size_t stride = share.size() > 400 ? 3 : 1;
        for (std::size_t t = 0; t < share.size(); t += stride)
            svg += fmt::format("{:.1f},{:.1f} ", x(double(t)), y(share[t]));
        svg += "\"/>\n";
    }
    svg += "</svg><figcaption>Output as a share of baseline. ";
    for (std::size_t a = 0; a < study.arms.size(); ++a) {
        svg += fmt::format("<span style=\"color:{}\">&#9632;</span> {} ", kColours[a % kColours.size()],
                           escaped(study.arms[a].name));
    }
    return svg + "</figcaption></figure>\n";
}

std::string loss_cell(const ShownLoss& loss, double baseline) {
    if (loss.disclosed)
        return fmt::format("<td>{}</td><td>{}</td>", millions(loss.loss_usd), per_cent(loss.loss_usd, baseline));
    return fmt::format("<td>{} to {}</td><td>not disclosed</td>", millions(loss.low_usd), millions(loss.high_usd));
}

std::string loss_table(const Scenario& scenario, const StudyResult& study, std::size_t period) {
    const Period& span = study.periods[period];
    std::string html = fmt::format(
        "<table><caption>Revenue lost, {} to {}, million USD and per cent of the baseline</caption><tr><th></th>",
        format_date_long(scenario.start + std::chrono::days(span.first_day)),
        format_date_long(scenario.start + std::chrono::days(span.last_day)));
    const std::vector<std::size_t> arms = policy_arms(scenario);
    for (const std::size_t a : arms)
        html += fmt::format("<th colspan=\"2\">{}</th>", escaped(study.arms[a].name));
    html += "</tr>\n";
    for (const std::uint32_t company : scenario.report_companies) {
        html += fmt::format("<tr><td>{}</td>", escaped(scenario.model.companies.name(company)));
        for (const std::size_t a : arms) {
            html += loss_cell(shown_loss(scenario, study, a, company, period), study.baseline_usd[company][period]);
        }
        html += "</tr>\n";
    }
    return html + "</table>\n";
}

std::string attribution_block(const Scenario& scenario, const StudyResult& study, std::uint32_t company) {
    std::string html =
        fmt::format("<table><caption>Where the revenue of {} went in the whole run, million USD</caption><tr><th></th>",
                    escaped(scenario.model.companies.name(company)));
    for (const ArmResult& arm : study.arms)
        html += fmt::format("<th>{}</th>", escaped(arm.name));
    html += "</tr>\n";
    const std::size_t channels = study.arms[0].companies[company].channels.back().size();
    for (std::uint32_t c = 0; c < channels; ++c) {
        std::string row;
        bool any = false;
        for (const ArmResult& arm : study.arms) {
            const double loss = arm.companies[company].channels.back()[c];
            any = any || std::abs(loss) >= 5e4;
            row += fmt::format("<td>{}</td>", millions(loss));
        }
        if (any)
            html += fmt::format("<tr><td>{}</td>{}</tr>\n", escaped(channel_name(c, scenario.model.directory)), row);
    }
    return html + "</table>\n";
}

std::string figure_table(const ModelSpec& spec) {
    std::string html =
        "<h2>Every figure of the model</h2>\n<table><tr><th>figure</th><th>value or prior</th><th>source or "
        "assumption</th></tr>\n";
    for (const Figure* figure : figures_of(spec)) {
        const std::string origin = figure->source.empty() ? "assumption: " + figure->assumption
                                                          : figure->source + ": \"" + figure->quote + "\"";
        const std::string note = figure->note.empty() ? "" : " (" + figure->note + ")";
        html += fmt::format("<tr><td>{}</td><td>{}</td><td class=\"text\">{}</td></tr>\n", escaped(figure->path),
                            escaped(describe_prior(*figure)), escaped(origin + note));
    }
    html += "</table>\n<table><caption>Sources</caption>\n";
    for (const SourceSpec& source : spec.sources) {
        html += fmt::format("<tr><td>{}</td><td class=\"text\">{}</td><td class=\"text\">{}</td></tr>\n",
                            escaped(source.id), escaped(source.title), escaped(source.reference));
    }
    return html + "</table>\n";
}

}  // namespace

std::string report_html(const Scenario& scenario, const StudyResult& study) {
    std::string html = fmt::format(kHead, escaped(scenario.title));
    const std::vector<std::uint32_t> targets = target_companies(scenario);
    for (const std::uint32_t company : targets) {
        if (study.arms[0].companies[company].daily.output_share.empty()) continue;
        html += "<ul>\n";
        for (std::size_t a = 0; a < study.arms.size(); ++a) {
            if (scenario.arms[a].actions.empty()) continue;
            html += fmt::format("<li><b>{}</b>: {}</li>\n", escaped(study.arms[a].name),
                                escaped(milestone_sentence(scenario, study, a, company)));
        }
        html += "</ul>\n" + output_chart(scenario, study, company);
    }
    for (std::size_t p = 0; p < study.periods.size(); ++p) {
        if (study.periods[p].label.size() == 4 || p + 1 == study.periods.size()) html += loss_table(scenario, study, p);
    }
    html += "<h2>What drives it</h2>\n";
    for (const std::uint32_t company : targets) {
        if (!study.arms[0].companies[company].channels.empty()) html += attribution_block(scenario, study, company);
    }
    if (scenario.model_spec.has_yaml) html += figure_table(scenario.model_spec);
    return html +
           fmt::format(
               "<p><small>Model: {}. The numbers stand in the CSV files beside this page.</small></p></body></html>\n",
               escaped(scenario.model.title));
}

}  // namespace chokepoint
