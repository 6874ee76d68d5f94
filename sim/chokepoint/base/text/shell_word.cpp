#include <algorithm>
#include <chokepoint/base/text/shell_word.hpp>

namespace chokepoint {

std::string shell_word(std::string_view text) {
    const auto is_plain = [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || byte >= 0x80 ||
               std::string_view("._-/+,:@%=").find(c) != std::string_view::npos;
    };
    if (!text.empty() && text.front() != '-' && std::all_of(text.begin(), text.end(), is_plain))
        return std::string(text);
    // A command would take a word that begins with '-' for an option.
    std::string word = text.starts_with('-') ? "./" : "";
    word += "'";
    for (const char c : text)
        word += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return word + "'";
}

}  // namespace chokepoint
