#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/report/brief/brief.hpp>
#include <chokepoint/report/page/page_loss.hpp>
#include <chokepoint/report/page/page_text.hpp>
#include <chokepoint/report/page/page_timeline.hpp>

namespace chokepoint::report {

namespace {

std::string kicker(const PageInput& input) {
    const auto& as_of = input.scenario.model_spec.as_of;
    return fmt::format("<p class=\"kicker\">{}{}. {} to {}.</p>\n", name_html(input.scenario.model.title),
                       as_of ? fmt::format(" (as of {})", format_date_long(*as_of)) : "",
                       format_date_long(input.scenario.start), format_date_long(input.scenario.end));
}

/// The sentence with the label of the arm that it begins with in bold.
std::string sentence_html(const PageInput& input, const std::string& sentence) {
    for (const std::size_t arm : input.arms) {
        const std::string& label = arm_label(input, arm);
        if (sentence.starts_with(label + ":"))
            return fmt::format("<p><b>{}</b>{}</p>\n", escaped(label), escaped(sentence.substr(label.size())));
    }
    return fmt::format("<p>{}</p>\n", escaped(sentence));
}

std::string sentences(const PageInput& input) {
    std::string html = "<div class=\"sentences\">\n";
    for (const std::string& sentence : {input.words.target, input.words.home, input.words.saving})
        html += sentence.empty() ? "" : sentence_html(input, sentence);
    return html + "</div>\n";
}

std::string figures_html(const std::vector<KeyFigure>& figures) {
    std::string html;
    for (const KeyFigure& figure : figures) {
        const std::string range =
            figure.range.empty() ? "" : fmt::format("<span class=\"range\">{}</span>", escaped(figure.range));
        html += fmt::format("<div><dt>{}</dt><dd><b>{}</b>{}</dd></div>\n", name_html(figure.label),
                            escaped(figure.number), range);
    }
    return html.empty() ? "" : "<dl class=\"figures\">\n" + html + "</dl>\n";
}

std::string cautions(const PageInput& input) {
    std::string html;
    for (const std::string& warning : input.words.warnings)
        html += fmt::format("<p class=\"caution\"><b>Caution:</b> {}.</p>\n", escaped(warning));
    return html;
}

/// Switches that hide arms in all charts, which are the charts' legend as well.
std::string arm_switches(const PageInput& input) {
    std::string html = "<fieldset class=\"arms\" hidden><legend>Show</legend>\n";
    for (std::size_t a = 0; a < input.scenario.arms.size(); ++a)
        html += fmt::format(
            "<label title=\"{2}\"><input type=\"checkbox\" checked data-arm=\"{0}\"><svg data-arm=\"{0}\" "
            "aria-hidden=\"true\"></svg>{1}</label>\n",
            arm_style(input, a), name_html(arm_label(input, a)), escaped(input.scenario.arms[a].meaning));
    return html + "</fieldset>\n";
}

/// What arms mean whose label does not say it.
std::string meanings(const PageInput& input) {
    std::string html;
    for (const std::size_t arm : input.arms) {
        const std::string& meaning = input.scenario.arms[arm].meaning;
        if (!meaning.empty()) html += fmt::format("{}: {} ", arm_html(input, arm), escaped(meaning));
    }
    return html.empty() ? "" : fmt::format("<p class=\"soft\">{}</p>\n", html);
}

/// A sentence that begins with a capital, whatever the words begin with.
std::string capital(std::string words) {
    if (!words.empty() && words[0] >= 'a' && words[0] <= 'z') words[0] = static_cast<char>(words[0] - 'a' + 'A');
    return words;
}

std::string foot(const PageInput& input) {
    std::string html = "<div class=\"brief brief-foot\">\n<div>" + meanings(input);
    if (!input.words.others.empty()) html += fmt::format("<p class=\"soft\">{}</p>\n", escaped(input.words.others));
    if (!input.words.drivers.empty())
        html += fmt::format("<p class=\"soft\"><b>What drives it:</b> {}</p>\n", escaped(capital(input.words.drivers)));
    html += "</div>\n<div>";
    html += fmt::format("<p class=\"soft\"><b>How certain:</b> {}</p>\n", escaped(capital(input.words.certainty)));
    return html + "</div></div>\n";
}

}  // namespace

std::string brief_section(const PageInput& input) {
    std::string html =
        fmt::format("<header class=\"brief\">\n{}<h1>{}</h1>\n", kicker(input), name_html(input.scenario.title));
    html += cautions(input) + "<div class=\"answer\">\n" + sentences(input) + figures_html(key_figures(input)) +
            "</div>\n</header>\n" + arm_switches(input);
    std::string charts;
    const std::vector<std::size_t> drawn = drawn_targets(input);
    if (!drawn.empty()) charts += timeline_figure(input, drawn.front(), true);
    charts += winners_figure(input);
    if (!charts.empty()) html += "<div class=\"brief charts\">\n" + charts + "</div>\n";
    return html + foot(input);
}

}  // namespace chokepoint::report
