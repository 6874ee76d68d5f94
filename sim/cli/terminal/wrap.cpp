#include <algorithm>
#include <chokepoint/base/text/utf8.hpp>
#include <cli/terminal/wrap.hpp>

namespace chokepoint::cli {

namespace {

constexpr std::size_t kEarlierWidth = 96;    ///< A line whose next word would pass this was broken, not ended.
constexpr std::size_t kWidestColumn = 24;    ///< What a first column of names may take.
constexpr std::size_t kDeepestItem = 6;      ///< Indent up to which a line's rest goes in by two more.
constexpr std::string_view kBars = "│ ├─└";  ///< Of a tree, with the blanks between them.

/// What stands before the text of the lines after the first: blanks, and the bars of branches that go on.
std::string hanging(std::string_view line) {
    std::string indent;
    bool is_tree = false;
    while (!line.empty()) {
        const std::string_view character = line.substr(0, static_cast<std::size_t>(first_character(line).bytes));
        if (kBars.find(character) == std::string_view::npos) break;
        indent += character == "│" || character == "├" ? "│" : " ";
        is_tree = is_tree || character != " ";
        line.remove_prefix(character.size());
    }
    const std::size_t gap = line.find("  ");
    const std::size_t text = gap == std::string_view::npos ? gap : line.find_first_not_of(' ', gap);
    if (text < kWidestColumn) return indent + std::string(text, ' ');
    const bool is_item = !indent.empty() && indent.size() <= kDeepestItem && !is_tree;
    return is_item ? indent + "  " : indent;
}

void append_wrapped(std::string& out, std::string line, std::size_t width) {
    const std::string indent = hanging(line);
    const bool command = line.find_first_not_of(' ') == line.find("chokepoint ") && line.starts_with("  ");
    const std::size_t most = command ? width - 2 : width;
    while (count_characters(line) > width) {
        const std::size_t end = leading_characters(line, most + 1).size();
        const std::size_t blank = line.rfind(' ', end - 1);
        if (blank == std::string::npos || blank <= indent.size()) break;
        out += line.substr(0, line.find_last_not_of(' ', blank) + 1) + (command ? " \\\n" : "\n");
        line = indent + line.substr(blank + 1);
    }
    out += line + '\n';
}

/// Calls `use` with every line of a text, without its end.
template <class Use>
void for_lines(std::string_view text, const Use& use) {
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        use(text.substr(begin, end - begin));
        begin = end + 1;
    }
}

}  // namespace

std::string wrapped_lines(std::string_view text, std::size_t width) {
    std::string out;
    for_lines(text, [&](std::string_view line) { append_wrapped(out, std::string(line), width); });
    return out;
}

std::string joined_lines(std::string_view text) {
    std::string out;
    std::string indent;
    std::size_t length = 0;  // of the line before, as it stands in `text`
    for_lines(text, [&](std::string_view line) {
        const std::size_t begin = std::min(line.find_first_not_of(' '), line.size());
        const std::size_t word = std::min(line.find(' ', begin), line.size()) - begin;
        const bool broken = length + 1 + word > kEarlierWidth && begin == indent.size() && begin < line.size();
        if (broken) {
            out.back() = ' ';
            out += line.substr(begin);
        } else {
            out += line;
            indent = hanging(line);
        }
        out += '\n';
        length = line.size();
    });
    return out;
}

}  // namespace chokepoint::cli
