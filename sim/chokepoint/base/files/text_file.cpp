#include <fmt/format.h>

#include <chokepoint/base/diagnostic.hpp>
#include <chokepoint/base/files/binary_format.hpp>
#include <chokepoint/base/files/text_file.hpp>
#include <utility>

namespace chokepoint {
namespace {

constexpr std::size_t kLongestLine = 10000;

void check_text(const std::string& name, std::string_view text) {
    if (auto format = recognise_binary(name, text))
        refuse_file(name, fmt::format("the file is {}", format->name), std::move(format->remedy));
}

}  // namespace

TextFile::TextFile(const std::filesystem::path& path, std::size_t max_bytes) : file_(path, max_bytes) {
    file_.expect_one_pass();
    check_text(name(), file_.bytes());
    text_ = file_.bytes();
    if (text_.starts_with("\xEF\xBB\xBF")) text_.remove_prefix(3);
}

TextFile::TextFile(std::string name, std::string_view text) : file_(std::move(name), text), text_(text) {
    check_text(this->name(), text);
}

std::string line_of(std::string_view text, int line) {
    std::size_t start = 0;
    for (int i = 1; i < line; ++i) {
        const auto end = text.find('\n', start);
        if (end == std::string_view::npos) return {};
        start = end + 1;
    }
    return line_from(text, start);
}

std::string line_from(std::string_view text, std::size_t start) {
    if (start >= text.size()) return {};
    auto line = text.substr(start, kLongestLine);
    const auto end = line.find('\n');
    if (end != std::string_view::npos) {
        line = line.substr(0, end);
    } else if (start + kLongestLine < text.size()) {
        // Do not cut in the middle of a character.
        while (!line.empty() && (static_cast<unsigned char>(text[start + line.size()]) & 0xC0U) == 0x80U) {
            line.remove_suffix(1);
        }
    }
    if (line.ends_with('\r')) line.remove_suffix(1);
    return std::string(line);
}

}  // namespace chokepoint
