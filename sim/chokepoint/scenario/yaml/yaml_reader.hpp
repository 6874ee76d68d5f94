#pragma once

#include <chokepoint/base/diagnostic.hpp>
#include <chokepoint/scenario/yaml/yaml_tree.hpp>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chokepoint::scenario {

/// A text with its line starts, for turning byte positions into places; the text must be valid UTF-8.
class YamlText {
   public:
    YamlText(std::string_view name, std::string_view text);

    std::string name() const { return std::string(name_); }
    std::string_view text() const { return text_; }
    Place place(std::size_t position) const;
    /// The byte at which the line that holds `position` begins.
    std::size_t line_start(std::size_t position) const;
    std::string line_text(int line) const;
    Diagnostic fault(std::size_t position, std::string message, std::string hint,
                     Fault fault = Fault::bad_syntax) const;

   private:
    /// A position whose place is known, from which later ones are counted; makes reading in order linear.
    struct Cursor {
        std::size_t position = 0;
        int line = 1;
        int column = 1;
    };

    std::string_view name_;
    std::string_view text_;
    std::vector<std::size_t> line_starts_;
    mutable Cursor cursor_;
};

/// What is known when yaml-cpp gives up: where it stood, and what was open.
struct YamlStop {
    std::string_view reason;         ///< Its own message.
    std::size_t position = 0;        ///< Byte of the text.
    std::size_t open_at = 0;         ///< Where the innermost unfinished list or mapping begins.
    std::size_t last_quote = 0;      ///< Where the last quoted scalar begins, if last_quote_end > 0.
    std::size_t last_quote_end = 0;  ///< Behind its closing quote.
};

/// The fault of `text` in a person's words.
Diagnostic explain_yaml_stop(const YamlText& text, const YamlStop& stop);

/// Reads the YAML document that begins at byte `start` of `source.text`: a null node if there is none, nothing if a
/// fault ended the reading. `number` is put into the nodes as their source.
std::optional<YamlNode> read_yaml(const YamlSource& source, std::size_t start, int number, Diagnostics& diagnostics);

}  // namespace chokepoint::scenario
