#include <algorithm>
#include <chokepoint/base/text/utf8.hpp>
#include <cli/terminal/wrap.hpp>

namespace chokepoint::cli {

namespace {

constexpr std::size_t kWidestColumn = 30;    ///< Of names, with the blanks after it.
constexpr std::size_t kDeepestItem = 6;      ///< Up to this indent, the rest of a line is indented by two more.
constexpr std::string_view kBars = "│ ├─└";  ///< The bars of a tree and the blanks between them.

/// The start of a wrapped line's later lines: blanks, and the bars of the branches that continue.
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

}  // namespace

std::string wrapped_lines(std::string_view text, std::size_t width) {
    std::string out;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        append_wrapped(out, std::string(text.substr(begin, end - begin)), width);
        begin = end + 1;
    }
    return out;
}

}  // namespace chokepoint::cli
