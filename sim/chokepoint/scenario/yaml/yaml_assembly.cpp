#include <chokepoint/base/text/utf8.hpp>
#include <chokepoint/scenario/yaml/yaml_assembly.hpp>
#include <utility>

namespace chokepoint::scenario {
namespace {

constexpr std::size_t kDeepest = 64;
constexpr int kMostNodes = 200000;

bool is_one_of(std::string_view text, std::size_t at, std::string_view characters) {
    return at < text.size() && characters.find(text[at]) != std::string_view::npos;
}

/// Behind the closing quote of the quoted scalar at `open`, or npos.
std::size_t end_of_quoted(std::string_view text, std::size_t open) {
    const char quote = text[open];
    for (std::size_t i = open + 1; i < text.size(); ++i) {
        if (quote == '"' && text[i] == '\\') {
            ++i;
        } else if (text[i] == quote) {
            if (quote == '"' || i + 1 == text.size() || text[i + 1] != quote) return i + 1;
            ++i;
        }
    }
    return std::string_view::npos;
}

/// Whether the bracket at `open` has no counterpart; comments are taken for text.
bool is_never_closed(std::string_view text, std::size_t open) {
    int depth = 0;
    for (std::size_t i = open; i < text.size(); ++i) {
        const bool begins_scalar = i > 0 && is_one_of(text, i - 1, " \t\n[{,");
        if (begins_scalar && is_one_of(text, i, "'\"")) {
            const auto end = end_of_quoted(text, i);
            if (end == std::string_view::npos) return true;
            i = end - 1;
        } else if (is_one_of(text, i, "[{")) {
            ++depth;
        } else if (is_one_of(text, i, "]}") && --depth == 0) {
            return false;
        }
    }
    return true;
}

}  // namespace

YamlAssembly::YamlAssembly(const YamlText& text, int number, Diagnostics& diagnostics)
    : text_(text), number_(number), diagnostics_(diagnostics) {}

void YamlAssembly::begin_document(std::size_t at) {
    if (++documents_ == 1) return;
    const auto before = text_.text().substr(0, at);
    const bool marked = text_.text().substr(at, 3) == "---" || before.ends_with("...\n") || before.ends_with("...\r\n");
    if (marked) refuse(at, "a second document begins here", "keep one document per file", Fault::unsupported);
    refuse(at, "this does not continue what stands before it", "check indentation and quotes");
}

void YamlAssembly::add_null(std::size_t at) {
    auto node = new_node(at, YamlKind::null);
    move_null(node, at);
    attach(std::move(node));
}

void YamlAssembly::add_scalar(std::size_t at, std::string value) {
    auto node = new_node(at, YamlKind::scalar);
    node.scalar = std::move(value);
    node.quoted = is_one_of(text_.text(), at, "'\"|>");
    if (is_one_of(text_.text(), at, "'\"")) note_quote(at);
    attach(std::move(node));
}

void YamlAssembly::open(std::size_t at, YamlKind kind) {
    auto node = new_node(at, kind);
    if (!frames_.empty() && frames_.back().node.kind == YamlKind::mapping && !frames_.back().key) {
        // The parser takes a bracket that is still open at the end of the text for a key.
        const bool is_open = is_one_of(text_.text(), at, "[{") && is_never_closed(text_.text(), at);
        if (is_open && text_.text()[at] == '[') refuse(at, "'[' is never closed", "close it with ']'");
        if (is_open) refuse(at, "'{' is never closed", "close it with '}'");
        refuse(at, "a key cannot be a list or a mapping", "put a text that begins with '[' or '{' in quotes");
    }
    if (frames_.size() == kDeepest) refuse_depth(at);
    frames_.push_back({.node = std::move(node), .at = at});
}

void YamlAssembly::close() {
    auto node = std::move(frames_.back().node);
    frames_.pop_back();
    attach(std::move(node));
}

std::optional<YamlNode> YamlAssembly::take_root() {
    return std::move(root_);
}

void YamlAssembly::refuse(std::size_t at, std::string message, std::string hint, Fault fault) {
    diagnostics_.add(text_.fault(at, std::move(message), std::move(hint), fault));
    throw YamlReadingStopped();
}

void YamlAssembly::refuse_depth(std::size_t at) {
    refuse(at, "nested deeper than 64 levels", "close brackets that are open, or nest less", Fault::too_large);
}

void YamlAssembly::refuse_syntax(std::size_t at, std::string_view reason) {
    diagnostics_.add(explain_yaml_stop(text_, {.reason = reason,
                                               .position = at,
                                               .open_at = frames_.empty() ? 0 : frames_.back().at,
                                               .last_quote = last_quote_,
                                               .last_quote_end = last_quote_end_}));
    throw YamlReadingStopped();
}

YamlNode YamlAssembly::new_node(std::size_t at, YamlKind kind) {
    const auto text = text_.text();
    if (is_one_of(text, at, "!"))
        refuse(at, "tags are not supported", "remove it, or put a text that begins with '!' in quotes",
               Fault::unsupported);
    const auto line_start = text_.line_start(at);
    const auto indentation = text.substr(line_start, at - line_start);
    if (indentation.find_first_not_of(" \t") == std::string_view::npos) {
        const auto tab = indentation.find('\t');
        if (tab != std::string_view::npos) refuse(line_start + tab, "tab in the indentation", "indent with spaces");
    }
    if (++nodes_ > kMostNodes)
        refuse(at, "more than 200,000 values", "put large tables into CSV files", Fault::too_large);
    const auto place = text_.place(at);
    YamlNode node;
    node.kind = kind;
    node.line = place.line;
    node.column = place.column;
    node.source = number_;
    return node;
}

/// The parser meets an empty value where the next token begins; it is moved back to its key or dash.
void YamlAssembly::move_null(YamlNode& node, std::size_t at) const {
    if (frames_.empty()) return;
    const auto& frame = frames_.back();
    if (frame.key) {
        node.line = frame.key->line;
        node.column = frame.key->column;
        return;
    }
    const auto dash = text_.text().substr(0, at).rfind('-');
    const bool is_written = is_one_of(text_.text(), at, ",]~nN");
    if (is_written || frame.node.kind != YamlKind::sequence || dash == std::string_view::npos) return;
    const auto place = text_.place(dash);
    node.line = place.line;
    node.column = place.column;
}

void YamlAssembly::note_quote(std::size_t at) {
    last_quote_ = at;
    last_quote_end_ = end_of_quoted(text_.text(), at);
    if (last_quote_end_ != std::string_view::npos) return;
    refuse(at, "quote is never closed", std::string("close it with ") + text_.text()[at]);
}

void YamlAssembly::attach(YamlNode node) {
    if (frames_.empty()) {
        root_ = std::move(node);
        return;
    }
    auto& frame = frames_.back();
    if (frame.node.kind == YamlKind::sequence) {
        frame.node.items.push_back(std::move(node));
    } else if (!frame.key) {
        take_key(frame, std::move(node));
    } else {
        if (!frame.duplicate) frame.node.entries.emplace_back(std::move(*frame.key), std::move(node));
        frame.key.reset();
    }
}

void YamlAssembly::take_key(Frame& frame, YamlNode key) {
    const bool is_merge = key.scalar == "<<" && !key.quoted;
    if (is_merge || key.kind == YamlKind::null) {
        diagnostics_.add(is_merge
                             ? key_fault(key, "merge keys are not supported", "write the keys out", Fault::unsupported)
                             : key_fault(key, "key is missing before ':'", "name it, in quotes if it is null or ~",
                                         Fault::bad_syntax));
        throw YamlReadingStopped();
    }
    const auto [first, is_new] = frame.keys.try_emplace(key.scalar, Place{{}, key.line, key.column});
    frame.duplicate = !is_new;
    if (frame.duplicate) {
        auto diagnostic =
            key_fault(key, "duplicate key " + in_quotes(key.scalar), "remove or rename one of them", Fault::duplicate);
        diagnostic.other = {text_.name(), first->second.line, first->second.column};
        diagnostic.other_source_line = text_.line_text(first->second.line);
        diagnostic.other_note = "first given at";
        diagnostics_.add(std::move(diagnostic));
    }
    frame.key = std::move(key);
}

Diagnostic YamlAssembly::key_fault(const YamlNode& key, std::string message, std::string hint, Fault fault) const {
    return {.place = {text_.name(), key.line, key.column},
            .message = std::move(message),
            .hint = std::move(hint),
            .source_line = text_.line_text(key.line),
            .fault = fault};
}

}  // namespace chokepoint::scenario
