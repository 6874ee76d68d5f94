#include <yaml-cpp/exceptions.h>

#include <algorithm>
#include <array>
#include <chokepoint/base/text/utf8.hpp>
#include <chokepoint/scenario/yaml/yaml_reader.hpp>
#include <optional>
#include <utility>

namespace chokepoint::scenario {
namespace {

/// What stands for one or several of yaml-cpp's messages, which are recognised by how they begin.
struct Explanation {
    std::string_view reason;
    std::string_view message;
    std::string_view hint;
    Fault fault = Fault::bad_syntax;
};

namespace reason = YAML::ErrorMsg;

constexpr std::string_view kAnchorMessage = "anchors are not supported";
constexpr std::string_view kAnchorHint = "write the value out, or put a text that begins with '&' in quotes";
constexpr std::string_view kAliasMessage = "aliases are not supported";
constexpr std::string_view kAliasHint = "write the value out, or put a text that begins with '*' in quotes";
constexpr std::string_view kTagMessage = "tags are not supported";
constexpr std::string_view kTagHint = "remove it, or put a text that begins with '!' in quotes";

const std::array kExplanations = {
    Explanation{reason::ANCHOR_NOT_FOUND, kAnchorMessage, kAnchorHint, Fault::unsupported},
    Explanation{reason::CHAR_IN_ANCHOR, kAnchorMessage, kAnchorHint, Fault::unsupported},
    Explanation{reason::MULTIPLE_ANCHORS, kAnchorMessage, kAnchorHint, Fault::unsupported},
    Explanation{reason::UNKNOWN_ANCHOR, kAliasMessage, kAliasHint, Fault::unsupported},
    Explanation{reason::ALIAS_NOT_FOUND, kAliasMessage, kAliasHint, Fault::unsupported},
    Explanation{reason::CHAR_IN_ALIAS, kAliasMessage, kAliasHint, Fault::unsupported},
    Explanation{reason::ALIAS_CONTENT, kAliasMessage, kAliasHint, Fault::unsupported},
    Explanation{reason::CHAR_IN_TAG_HANDLE, kTagMessage, kTagHint, Fault::unsupported},
    Explanation{reason::TAG_WITH_NO_SUFFIX, kTagMessage, kTagHint, Fault::unsupported},
    Explanation{reason::END_OF_VERBATIM_TAG, kTagMessage, kTagHint, Fault::unsupported},
    Explanation{reason::MULTIPLE_TAGS, kTagMessage, kTagHint, Fault::unsupported},
    Explanation{reason::YAML_DIRECTIVE_ARGS, "directives are not supported", "remove the line", Fault::unsupported},
    Explanation{reason::YAML_VERSION, "directives are not supported", "remove the line", Fault::unsupported},
    Explanation{reason::YAML_MAJOR_VERSION, "directives are not supported", "remove the line", Fault::unsupported},
    Explanation{reason::REPEATED_YAML_DIRECTIVE, "directives are not supported", "remove the line", Fault::unsupported},
    Explanation{reason::TAG_DIRECTIVE_ARGS, "directives are not supported", "remove the line", Fault::unsupported},
    Explanation{reason::REPEATED_TAG_DIRECTIVE, "directives are not supported", "remove the line", Fault::unsupported},
    Explanation{reason::TAB_IN_INDENTATION, "tab in the indentation", "indent with spaces"},
    Explanation{reason::DOC_IN_SCALAR, "a document ends inside a quoted text", "close the quote before it"},
    Explanation{reason::EOF_IN_SCALAR, "quote is never closed", "close it"},
    Explanation{reason::BLOCK_ENTRY, "a list cannot begin here", "begin it on a line of its own, or write [a, b]"},
    Explanation{reason::ZERO_INDENT_IN_BLOCK, "a block text cannot have indentation 0", "write | or > alone"},
    Explanation{reason::CHAR_IN_BLOCK, "text behind the sign of a block text", "begin the text on the next line"},
    Explanation{reason::INVALID_HEX, "not a hexadecimal digit in an escape", "put a text with '\\' in single quotes"},
    Explanation{reason::INVALID_UNICODE, "escape is not a character", "put a text with '\\' in single quotes"},
    Explanation{reason::BAD_FILE, "nested deeper than 64 levels", "close brackets that are open, or nest less",
                Fault::too_large},
};

char at(std::string_view text, std::size_t i) {
    return i < text.size() ? text[i] : '\0';
}

bool is_blank(std::string_view text) {
    return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

Diagnostic explain_open_bracket(const YamlText& text, const YamlStop& stop) {
    const char open = at(text.text(), stop.open_at);
    if (open != '[' && open != '{') {
        return text.fault(stop.position, "bracket is never closed", "close it with ']' or '}'");
    }
    return text.fault(stop.open_at, std::string("'") + open + "' is never closed",
                      std::string("close it with '") + (open == '[' ? "]'" : "}'"));
}

Diagnostic explain_stray_bracket(const YamlText& text, const YamlStop& stop) {
    const char close = at(text.text(), stop.position);
    const std::string open = close == ']' ? "'['" : "'{'";
    return text.fault(stop.position, std::string("'") + close + "' without " + open,
                      "remove it, or put the text in quotes");
}

Diagnostic explain_escape(const YamlText& text, const YamlStop& stop) {
    const auto backslash = stop.position >= 2 ? stop.position - 2 : 0;
    const auto escape = text.text().substr(
        backslash, 1 + static_cast<std::size_t>(first_character(text.text().substr(backslash + 1, 4)).bytes));
    return text.fault(backslash, "unknown escape " + in_quotes(escape), "put a text with '\\' in single quotes");
}

/// A ':' where no key can end: a second one on the line, or a key that the line above has swallowed.
Diagnostic explain_colon(const YamlText& text, const YamlStop& stop) {
    const auto start = text.line_start(stop.position);
    const auto before = text.text().substr(start, stop.position - start);
    if (before.find(": ") != std::string_view::npos) {
        return text.fault(stop.position, "a second ':' on the line", "put a text that holds ': ' in quotes");
    }
    const auto first = std::min(before.find_first_not_of(" -"), before.size());
    return text.fault(start + first, "a key cannot stand here", "check its indentation, and the ':' of the line above");
}

/// Something behind a closing quote, or a line whose indentation fits none above.
Diagnostic explain_misfit(const YamlText& text, const YamlStop& stop) {
    const auto start = text.line_start(stop.position);
    const auto before = text.text().substr(start, stop.position - start);
    const bool after_quote = stop.last_quote_end > 0 && stop.last_quote_end <= stop.position &&
                             is_blank(text.text().substr(stop.last_quote_end, stop.position - stop.last_quote_end));
    if (after_quote && !is_blank(before)) {
        auto fault = text.fault(stop.position, "text behind a closing quote",
                                "write a quote inside '...' twice, inside \"...\" as \\\"");
        fault.other = text.place(stop.last_quote);
        fault.other_source_line = text.line_text(fault.other.line);
        fault.other_note = "the quote was opened at";
        return fault;
    }
    if (is_blank(before)) {
        return text.fault(stop.position, "the line fits none of the lists and mappings above", "check its indentation");
    }
    return text.fault(stop.position, "this does not continue what stands before it", "check indentation and quotes");
}

Diagnostic explain_token(const YamlText& text, const YamlStop& stop) {
    return text.fault(stop.position, "a text cannot begin with " + in_quotes(text.text().substr(stop.position, 1)),
                      "put it in quotes");
}

}  // namespace

Diagnostic explain_yaml_stop(const YamlText& text, const YamlStop& stop) {
    const auto start = text.line_start(stop.position);
    const auto indentation = text.text().substr(start, stop.position - start);
    const auto tab = indentation.find('\t');
    if (is_blank(indentation) && tab != std::string_view::npos) {
        return text.fault(start + tab, "tab in the indentation", "indent with spaces");
    }
    const auto begins = [&](std::string_view reason) { return stop.reason.starts_with(reason); };
    if (begins(reason::END_OF_MAP_FLOW) || begins(reason::END_OF_SEQ_FLOW)) return explain_open_bracket(text, stop);
    if (begins(reason::FLOW_END)) return explain_stray_bracket(text, stop);
    if (begins(reason::INVALID_ESCAPE)) return explain_escape(text, stop);
    if (begins(reason::MAP_VALUE) || begins(reason::MAP_KEY)) return explain_colon(text, stop);
    if (begins(reason::END_OF_MAP) || begins(reason::END_OF_SEQ)) return explain_misfit(text, stop);
    if (begins(reason::UNKNOWN_TOKEN)) return explain_token(text, stop);
    const auto known = std::find_if(kExplanations.begin(), kExplanations.end(),
                                    [&](const Explanation& one) { return begins(one.reason); });
    if (known == kExplanations.end())
        return text.fault(stop.position, "this is not valid YAML", "check indentation, quotes and brackets");
    return text.fault(stop.position, std::string(known->message), std::string(known->hint), known->fault);
}

}  // namespace chokepoint::scenario
