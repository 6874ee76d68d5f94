#include <fmt/format.h>

#include <chokepoint/base/text/utf8.hpp>
#include <chokepoint/report/page/page_text.hpp>

namespace chokepoint::report {

namespace {

constexpr std::size_t kLongName = 80;

std::string_view entity(char32_t code) {
    switch (code) {
        case U'&':
            return "&amp;";
        case U'<':
            return "&lt;";
        case U'>':
            return "&gt;";
        case U'"':
            return "&quot;";
        case U'\'':
            return "&#39;";
        default:
            return code < 0x20 && code != U'\n' && code != U'\t' ? "\ufffd" : "";
    }
}

}  // namespace

std::string escaped(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const Character character = first_character(text);
        const std::string_view replaced = character.valid ? entity(character.code) : "\ufffd";
        out += replaced.empty() ? text.substr(0, static_cast<std::size_t>(character.bytes)) : replaced;
        text.remove_prefix(static_cast<std::size_t>(character.bytes));
    }
    return out;
}

std::string shortened(std::string_view name, std::size_t most) {
    if (count_characters(name) <= most) return std::string(name);
    return std::string(leading_characters(name, most - 1)) + "…";
}

std::string name_html(std::string_view name) {
    const std::string shown = shortened(name, kLongName);
    if (shown == name) return "<bdi>" + escaped(name) + "</bdi>";
    return fmt::format("<bdi title=\"{}\">{}</bdi>", escaped(name), escaped(shown));
}

std::string parameter_anchor(std::string_view path) {
    std::string anchor = "parameter-";
    for (const char c : path) {
        const bool plain =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
        anchor += plain ? std::string(1, c) : fmt::format("_{:02x}", static_cast<unsigned char>(c));
    }
    return anchor;
}

std::string table_html(const PageTable& table) {
    const char* words = table.of_words ? " class=\"words\"" : "";
    std::string html = fmt::format("<div class=\"table\"><table{}><caption>{}</caption>\n<thead><tr>",
                                   table.keys.empty() ? "" : " class=\"keyed\"", table.caption);
    for (const std::string& heading : table.head)
        html += fmt::format("<th scope=\"col\"{}>{}</th>", words, name_html(heading));
    html += "</tr></thead>\n<tbody>\n";
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        const std::vector<std::string>& row = table.rows[r];
        const bool named = r < table.ids.size() && !table.ids[r].empty();
        html += named ? fmt::format("<tr id=\"{}\">", table.ids[r]) : "<tr>";
        html += fmt::format("<th scope=\"row\">{}</th>", row.front());
        for (std::size_t c = 1; c < row.size(); ++c) {
            const char* key = table.keys.contains(c) ? " class=\"key\"" : "";
            html += fmt::format("<td{} data-label=\"{}\">{}</td>", table.of_words ? words : key,
                                escaped(shortened(table.head[c], kLongName)), row[c]);
        }
        html += "</tr>\n";
    }
    return html + "</tbody></table></div>\n";
}

std::string details_html(std::string_view summary, const std::string& content) {
    return fmt::format("<details><summary>{}</summary>\n{}</details>\n", escaped(summary), content);
}

std::string section_html(const PageSection& section, const std::string& content) {
    const std::string teaser =
        section.teaser.empty() ? "" : fmt::format("<span class=\"teaser\">{}</span>", section.teaser);
    return fmt::format(
        "<section id=\"{0}\" aria-labelledby=\"{0}-title\"><details><summary><h2 id=\"{0}-title\">{1}</h2>{2}"
        "</summary>\n<div class=\"content\">\n{3}</div></details></section>\n",
        section.id, escaped(section.title), teaser, content);
}

}  // namespace chokepoint::report
