#include <algorithm>
#include <chokepoint/scenario/yaml/yaml_reader.hpp>
#include <utility>

namespace chokepoint::scenario {

YamlText::YamlText(std::string_view name, std::string_view text) : name_(name), text_(text), line_starts_{0} {
    for (auto end = text.find('\n'); end != std::string_view::npos; end = text.find('\n', end + 1)) {
        line_starts_.push_back(end + 1);
    }
}

Place YamlText::place(std::size_t position) const {
    position = std::min(position, text_.size());
    if (position < cursor_.position) {
        const auto line = std::upper_bound(line_starts_.begin(), line_starts_.end(), position) - line_starts_.begin();
        cursor_ = {line_starts_[static_cast<std::size_t>(line - 1)], static_cast<int>(line), 1};
    }
    for (; cursor_.position < position; ++cursor_.position) {
        const auto c = static_cast<unsigned char>(text_[cursor_.position]);
        if (c == '\n') {
            ++cursor_.line;
            cursor_.column = 1;
        } else if ((c & 0xC0U) != 0x80U) {
            ++cursor_.column;
        }
    }
    return {std::string(name_), cursor_.line, cursor_.column};
}

std::size_t YamlText::line_start(std::size_t position) const {
    return *std::prev(std::upper_bound(line_starts_.begin(), line_starts_.end(), position));
}

std::string YamlText::line_text(int line) const {
    return line_from(text_, line_starts_[static_cast<std::size_t>(line - 1)]);
}

Diagnostic YamlText::fault(std::size_t position, std::string message, std::string hint, Fault fault) const {
    auto where = place(position);
    auto line = line_text(where.line);
    return {.place = std::move(where),
            .message = std::move(message),
            .hint = std::move(hint),
            .source_line = std::move(line),
            .fault = fault};
}

}  // namespace chokepoint::scenario
