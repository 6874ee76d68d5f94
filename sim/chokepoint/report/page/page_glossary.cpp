#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chokepoint/report/page/page_glossary.hpp>
#include <chokepoint/report/page/page_text.hpp>
#include <functional>
#include <set>
#include <string_view>
#include <vector>

namespace chokepoint::report {

namespace {

/// A word, its id, and the forms of it that prose has; the longest form first.
struct Word {
    std::string_view id;
    std::string_view title;
    std::string_view meaning;
    std::vector<std::string_view> forms;
};

const std::vector<Word>& words() {
    static const std::vector<Word> kGlossary = {
        {"arm",
         "Arm",
         "One course of policy. All arms see the same world and differ only in their actions.",
         {"arms", "arm"}},
        {"effective-samples",
         "Effective samples",
         "How many samples of equal weight would be worth as much as the weighted ones. A small number means that the "
         "evidence contradicts most samples, and that ranges are rough.",
         {"effective samples", "worth of samples"}},
        {"sample",
         "Sample",
         "One run with its own values for everything uncertain. All arms of a sample share these values.",
         {"samples", "sample"}},
        {"median",
         "Median",
         "The middle value: half of the samples lie above it. Medians of differences need not add up.",
         {"medians", "median"}},
        {"range",
         "Range",
         "From the 5th to the 95th percentile: nine samples in ten lie in it.",
         {"90 % range", "ranges", "range"}},
        {"evidence",
         "Evidence",
         "What was observed. Samples that agree with it count more than samples that do not.",
         {"evidence"}},
        {"prior",
         "Prior",
         "The values that an uncertain parameter may have, and how likely each is.",
         {"priors", "prior"}},
        {"variance",
         "Share of the variance",
         "How much less a result would vary if this parameter were known. Shares of parameters that act together do "
         "not add up to 100 %.",
         {"share of the variance", "variance"}},
        {"goodwill",
         "Goodwill",
         "Customers who left while a firm could not deliver, and who return slowly or never.",
         {"goodwill"}},
        {"safety-stock",
         "Safety stock",
         "Days of normal use that a firm keeps of an input. It works on from stock when deliveries stop.",
         {"safety stock", "days of stock", "days of use"}},
        {"rationing",
         "Rationing",
         "A supplier that cannot fill all orders gives every customer the same part.",
         {"rationing", "rationed"}},
        {"tier",
         "Tier",
         "Distance from the target along the chain: a supplier's supplier is two tiers away.",
         {"tiers", "tier"}},
        {"de-minimis",
         "De minimis",
         "A rule that covers foreign goods once their controlled content reaches a share of their value.",
         {"de minimis"}},
        {"undisclosed",
         "Undisclosed sales",
         "Where sales to the target are not public, the page shows a range: from the least to the most that the "
         "documents allow.",
         {"undisclosed", "not public"}}};
    return kGlossary;
}

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           static_cast<unsigned char>(c) >= 0x80;
}

/// Where a form stands as a whole word, with a small or a capital first letter.
std::size_t find_form(std::string_view text, std::string_view form) {
    for (std::size_t at = text.find(form.substr(1), 1); at != std::string_view::npos;
         at = text.find(form.substr(1), at + 1)) {
        const std::size_t begin = at - 1;
        const std::size_t end = begin + form.size();
        const bool first = text[begin] == form[0] || text[begin] == form[0] - 'a' + 'A';
        if (first && (begin == 0 || !is_letter(text[begin - 1])) && (end == text.size() || !is_letter(text[end])))
            return begin;
    }
    return std::string_view::npos;
}

/// A piece of prose in which each word that `seen` lacks is linked once, and then added to it.
std::string linked(std::string_view text, std::set<std::string_view>& seen) {
    for (const Word& word : words()) {
        if (seen.contains(word.id)) continue;
        for (const std::string_view form : word.forms) {
            const std::size_t at = find_form(text, form);
            if (at == std::string_view::npos) continue;
            seen.insert(word.id);
            const std::string before = linked(text.substr(0, at), seen);
            return before +
                   fmt::format("<a class=\"term\" href=\"#word-{}\" title=\"{}\">{}</a>", word.id,
                               escaped(word.meaning), text.substr(at, form.size())) +
                   linked(text.substr(at + form.size()), seen);
        }
    }
    return std::string(text);
}

/// The elements whose text is prose, and those within them whose text is not.
constexpr std::array<std::string_view, 3> kProse = {"p", "li", "dd"};
constexpr std::array<std::string_view, 10> kOther = {"a",       "bdi",     "code", "pre",   "button",
                                                     "summary", "caption", "b",    "table", "script"};

std::string_view tag_name(std::string_view tag) {
    const std::size_t begin = tag.starts_with("</") ? 2 : 1;
    return tag.substr(begin, tag.find_first_of(" >\n", begin) - begin);
}

/// Hands every piece of HTML to `use`, with whether it is prose.
void for_pieces(std::string_view html, const std::function<void(std::string_view piece, bool prose)>& use) {
    int prose = 0;
    int other = 0;
    while (!html.empty()) {
        const std::size_t open = html.find('<');
        use(html.substr(0, open), prose > 0 && other == 0);
        if (open == std::string_view::npos) return;
        html.remove_prefix(open);
        const std::string_view tag = html.substr(0, html.find('>') + 1);
        const int step = tag.starts_with("</") ? -1 : 1;
        prose += std::ranges::count(kProse, tag_name(tag)) > 0 ? step : 0;
        other += std::ranges::count(kOther, tag_name(tag)) > 0 ? step : 0;
        use(tag, false);
        html.remove_prefix(tag.size());
    }
}

}  // namespace

std::string link_words(const std::string& html) {
    std::string out;
    std::set<std::string_view> seen;
    for_pieces(html,
               [&](std::string_view piece, bool prose) { out += prose ? linked(piece, seen) : std::string(piece); });
    return out;
}

std::string glossary_section(const std::string& page) {
    std::string html;
    for (const Word& word : words()) {
        if (page.find(fmt::format("href=\"#word-{}\"", word.id)) == std::string::npos) continue;
        html += fmt::format("<dt id=\"word-{}\">{}</dt><dd>{}</dd>\n", word.id, word.title, escaped(word.meaning));
    }
    if (html.empty()) return "";
    return section_html({"glossary", "Glossary", "Words that this page uses in a narrow sense."},
                        "<dl>\n" + html + "</dl>\n");
}

}  // namespace chokepoint::report
