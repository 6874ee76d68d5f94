#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chokepoint/base/diagnostic.hpp>
#include <chokepoint/base/text/utf8.hpp>
#include <cstddef>
#include <tuple>
#include <utility>

namespace chokepoint {
namespace {

constexpr std::size_t kExcerptCharacters = 76;
constexpr std::string_view kCut = "...";

/// The part of a line that is shown, and the number of characters before the caret.
struct Excerpt {
    std::string text;
    std::size_t indent = 0;
};

/// The byte offset of each character of `line`, followed by the size of `line`.
std::vector<std::size_t> character_starts(std::string_view line) {
    std::vector<std::size_t> starts;
    for (std::size_t i = 0; i < line.size();) {
        starts.push_back(i);
        i += static_cast<std::size_t>(first_character(line.substr(i, 4)).bytes);
    }
    starts.push_back(line.size());
    return starts;
}

/// The whole line if it is short, otherwise a window with the caret near its middle.
Excerpt excerpt_around(std::string_view line, std::size_t caret) {
    const auto starts = character_starts(line);
    const std::size_t characters = starts.size() - 1;
    if (characters <= kExcerptCharacters) return {printable(line), caret};
    const std::size_t half = kExcerptCharacters / 2;
    const std::size_t first = std::min(caret > half ? caret - half : 0, characters - kExcerptCharacters);
    const std::size_t last = first + kExcerptCharacters;
    const bool cut_left = first > 0;
    const bool cut_right = last < characters;
    const std::size_t from = first + (cut_left ? kCut.size() : 0);
    const std::size_t to = last - (cut_right ? kCut.size() : 0);
    const auto shown = printable(line.substr(starts[from], starts[to] - starts[from]));
    return {fmt::format("{}{}{}", cut_left ? kCut : "", shown, cut_right ? kCut : ""), caret - first};
}

/// Appends the line and a caret under `place`, unless `place` lies beyond `line`, which is cut if it is very long.
void append_excerpt(std::string& out, const Place& place, std::string_view line) {
    if (line.empty() || place.column < 1) return;
    const auto caret = static_cast<std::size_t>(place.column - 1);
    if (caret > count_characters(line)) return;
    const auto number = std::to_string(place.line);
    const auto excerpt = excerpt_around(line, caret);
    out += fmt::format("\n  {} | {}", number, excerpt.text);
    out += fmt::format("\n  {:{}} | {:{}}^", "", number.size(), "", excerpt.indent);
}

/// The first line of a hint is a sentence. The others are commands, one per line so that they can be copied.
void append_hint(std::string& out, std::string_view hint) {
    std::string_view lead = "\n  hint: ";
    while (!hint.empty()) {
        const auto end = std::min(hint.find('\n'), hint.size());
        out += fmt::format("{}{}", lead, printable(hint.substr(0, end)));
        hint.remove_prefix(std::min(end + 1, hint.size()));
        lead = "\n    ";
    }
}

std::string position(const Place& place) {
    auto text = printable(place.file);
    if (place.line > 0) text += fmt::format(":{}", place.line);
    if (place.line > 0 && place.column > 0) text += fmt::format(":{}", place.column);
    return text;
}

std::string joined(const std::vector<Diagnostic>& diagnostics) {
    std::string text;
    for (const auto& diagnostic : diagnostics) {
        if (!text.empty()) text += "\n\n";
        text += to_string(diagnostic);
    }
    return text;
}

}  // namespace

std::string_view code(Fault fault) {
    static constexpr auto names = std::to_array<std::string_view>(
        {"invalid-value", "out-of-range", "wrong-type",  "bad-number",   "bad-date",       "bad-unit",
         "bad-syntax",    "unknown-key",  "missing-key", "unknown-name", "duplicate",      "look-alike",
         "contradiction", "unbalanced",   "empty",       "unlikely",     "without-effect", "unsupported",
         "no-file",       "unreadable",   "damaged",     "exists",       "unwritable",     "too-large"});
    static_assert(names.size() == static_cast<std::size_t>(Fault::too_large) + 1);
    return names[static_cast<std::size_t>(fault)];
}

Diagnostic file_fault(std::string file, std::string message, std::string hint, Fault fault) {
    Diagnostic diagnostic;
    diagnostic.place.file = std::move(file);
    diagnostic.message = std::move(message);
    diagnostic.hint = std::move(hint);
    diagnostic.fault = fault;
    return diagnostic;
}

void refuse_file(std::string file, std::string message, std::string hint, Fault fault) {
    throw InputError({file_fault(std::move(file), std::move(message), std::move(hint), fault)});
}

std::string to_string(const Diagnostic& diagnostic) {
    const auto severity = diagnostic.severity == Severity::error ? "error" : "warning";
    auto out = fmt::format("{}: {}[{}]: {}", position(diagnostic.place), severity, code(diagnostic.fault),
                           printable(diagnostic.message));
    if (diagnostic.place.line > 0) append_excerpt(out, diagnostic.place, diagnostic.source_line);
    if (diagnostic.other.line > 0) {
        out += fmt::format("\n  note: {} {}", diagnostic.other_note, position(diagnostic.other));
        append_excerpt(out, diagnostic.other, diagnostic.other_source_line);
    }
    append_hint(out, diagnostic.hint);
    return out;
}

InputError::InputError(std::vector<Diagnostic> diagnostics)
    : std::runtime_error(joined(diagnostics)), diagnostics_(std::move(diagnostics)) {}

void Diagnostics::add(Diagnostic diagnostic) {
    diagnostics_.push_back(std::move(diagnostic));
}

bool Diagnostics::has_errors() const {
    return std::any_of(diagnostics_.begin(), diagnostics_.end(),
                       [](const Diagnostic& one) { return one.severity == Severity::error; });
}

std::vector<Diagnostic> Diagnostics::sorted() const {
    std::vector<std::string_view> files;
    std::vector<std::pair<std::size_t, const Diagnostic*>> order;
    for (const auto& one : diagnostics_) {
        const auto found = std::find(files.begin(), files.end(), one.place.file);
        order.emplace_back(static_cast<std::size_t>(found - files.begin()), &one);
        if (found == files.end()) files.emplace_back(one.place.file);
    }
    std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
        const auto key = [](const auto& entry) {
            const Place& place = entry.second->place;
            // Values from the command line come first, in the order given.
            const bool in_file = !place.file.starts_with("<--set ");
            const std::string_view set = in_file ? std::string_view() : std::string_view(place.file);
            return std::tuple(in_file, set.size(), set, entry.first, place.line == 0, place.line, place.column);
        };
        return key(a) < key(b);
    });
    std::vector<Diagnostic> result;
    result.reserve(order.size());
    for (const auto& entry : order) {
        result.push_back(*entry.second);
    }
    return result;
}

void Diagnostics::throw_if_errors() const {
    if (has_errors()) throw InputError(sorted());
}

}  // namespace chokepoint
