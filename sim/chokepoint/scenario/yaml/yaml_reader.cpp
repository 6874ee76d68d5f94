#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <chokepoint/base/text/utf8.hpp>
#include <chokepoint/scenario/yaml/yaml_assembly.hpp>
#include <chokepoint/scenario/yaml/yaml_reader.hpp>
#include <sstream>
#include <utility>

namespace chokepoint::scenario {
namespace {

constexpr std::size_t kMostOpenBrackets = 64;

/// Hands yaml-cpp's events to the assembly, with its marks turned into bytes of the whole text.
class EventAdapter : public YAML::EventHandler {
   public:
    EventAdapter(YamlAssembly& assembly, std::size_t start, std::size_t end)
        : assembly_(assembly), start_(start), end_(end) {}

    std::size_t position(const YAML::Mark& mark) const {
        return mark.pos < 0 ? start_ : std::min(start_ + static_cast<std::size_t>(mark.pos), end_);
    }

    void OnDocumentStart(const YAML::Mark& mark) override { assembly_.begin_document(position(mark)); }
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark& mark, YAML::anchor_t) override { assembly_.add_null(position(mark)); }
    void OnScalar(const YAML::Mark& mark, const std::string&, YAML::anchor_t, const std::string& value) override {
        assembly_.add_scalar(position(mark), value);
    }
    void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t,
                         YAML::EmitterStyle::value) override {
        assembly_.open(position(mark), YamlKind::sequence);
    }
    void OnSequenceEnd() override { assembly_.close(); }
    void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {
        assembly_.open(position(mark), YamlKind::mapping);
    }
    void OnMapEnd() override { assembly_.close(); }
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
        // The same words as for an alias without its anchor, which yaml-cpp refuses by itself.
        assembly_.refuse_syntax(position(mark), YAML::ErrorMsg::UNKNOWN_ANCHOR);
    }
    void OnAnchor(const YAML::Mark& mark, const std::string&) override {
        assembly_.refuse_syntax(position(mark), YAML::ErrorMsg::ANCHOR_NOT_FOUND);
    }

   private:
    YamlAssembly& assembly_;
    std::size_t start_;
    std::size_t end_;
};

bool is_refused_control(std::string_view text, std::size_t i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c == '\r') return i + 1 == text.size() || text[i + 1] != '\n';
    return c == 0x7F || (c < 0x20 && c != '\t' && c != '\n');
}

/// yaml-cpp takes byte 4 for the end of the file and replaces invalid UTF-8, which would shift its marks.
std::optional<Diagnostic> find_refused_byte(const YamlSource& source) {
    const std::string_view all = source.text;
    const auto invalid = std::min(find_invalid_utf8(all), all.size());
    std::size_t at = 0;
    while (at < invalid && !is_refused_control(all, at)) {
        ++at;
    }
    if (at == all.size()) return std::nullopt;
    const YamlText text(source.name, all.substr(0, at));
    auto place = text.place(at);
    const auto line_start = text.line_start(at);
    const bool is_return = all[at] == '\r';
    return Diagnostic{.place = std::move(place),
                      .message = at == invalid ? "invalid UTF-8"
                                 : is_return   ? "carriage return without line feed"
                                               : "control character in the text",
                      .hint = at == invalid ? "save the file as UTF-8"
                              : is_return   ? "end lines with LF or CRLF"
                                            : "remove it",
                      .source_line = line_from(all, line_start),
                      .fault = Fault::bad_syntax};
}

/// Where brackets open one after the other, more than any scenario needs, or npos: yaml-cpp would take long over
/// millions.
std::size_t find_bracket_run(std::string_view text) {
    std::size_t run = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '[' || text[i] == '{') {
            if (++run > kMostOpenBrackets) return i;
        } else if (text[i] != ' ' && text[i] != '\n' && text[i] != '\r' && text[i] != '\t') {
            run = 0;
        }
    }
    return std::string_view::npos;
}

void parse(const YamlText& text, std::size_t start, YamlAssembly& assembly) {
    if (const auto brackets = find_bracket_run(text.text()); brackets != std::string_view::npos) {
        assembly.refuse_depth(brackets);
    }
    EventAdapter events(assembly, start, text.text().size());
    // The final line end makes yaml-cpp report an unclosed quote like any scalar, at its opening.
    std::istringstream stream(std::string(text.text().substr(start)) + "\n");
    try {
        YAML::Parser parser(stream);
        while (parser.HandleNextDocument(events)) {
        }
    } catch (const YAML::Exception& error) {
        assembly.refuse_syntax(events.position(error.mark), error.msg);
    }
}

}  // namespace

std::optional<YamlNode> read_yaml(const YamlSource& source, std::size_t start, int number, Diagnostics& diagnostics) {
    if (auto refused = find_refused_byte(source)) {
        diagnostics.add(std::move(*refused));
        return std::nullopt;
    }
    const YamlText text(source.name, source.text);
    YamlAssembly assembly(text, number, diagnostics);
    try {
        parse(text, start, assembly);
    } catch (const YamlReadingStopped&) {
        return std::nullopt;
    }
    auto root = assembly.take_root();
    return root ? std::move(root) : YamlNode{};
}

}  // namespace chokepoint::scenario
