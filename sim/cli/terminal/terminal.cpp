#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chokepoint/base/text/utf8.hpp>
#include <chokepoint/report/files/output_folder.hpp>
#include <chokepoint/report/text/screen.hpp>
#include <cli/terminal/terminal.hpp>
#include <cli/terminal/wrap.hpp>
#include <cstdio>
#include <cstdlib>

namespace chokepoint::cli {

namespace {

constexpr std::size_t kMinWidth = 40;

std::string_view environment(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? std::string_view() : value;
}

/// The width of the terminal behind a file; 0 if it is not a terminal.
std::size_t terminal_width(int file) {
    winsize size{};
    if (isatty(file) == 0) return 0;
    if (ioctl(file, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return kPageWidth;
    return std::max<std::size_t>(size.ws_col, kMinWidth);
}

/// Reads the character encoding as the C library does, but does not set the locale, so numbers look the same
/// everywhere.
bool is_utf8_locale() {
    for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
        const std::string_view locale = environment(name);
        if (locale.empty()) continue;
        std::string code(locale.substr(std::min(locale.find('.'), locale.size())));
        std::transform(code.begin(), code.end(), code.begin(), [](char c) { return c | 0x20; });
        return code.starts_with(".utf-8") || code.starts_with(".utf8");
    }
    return false;
}

char in_ascii(char32_t code) {
    switch (code) {
        case U'├':
        case U'│':
            return '|';
        case U'└':
            return '`';
        case U'─':
        case U'–':
        case U'−':
            return '-';
        case U'’':
            return '\'';
        default:
            return code < 0x80 ? static_cast<char>(code) : '?';
    }
}

/// Replaces each character by exactly one, so that columns stay aligned.
std::string in_locale(std::string_view text) {
    if (is_utf8_locale()) return std::string(text);
    std::string out;
    while (!text.empty()) {
        const Character character = first_character(text);
        out += in_ascii(character.code);
        text.remove_prefix(static_cast<std::size_t>(character.bytes));
    }
    return out;
}

/// Ignores failures: if standard error is closed or full, there is nobody to tell.
void print_error(std::string_view text) {
    const std::string shown = in_locale(text);
    std::fwrite(shown.data(), 1, shown.size(), stderr);
    std::fflush(stderr);
}

bool is_colourful() {
    return isatty(STDERR_FILENO) != 0 && environment("NO_COLOR").empty() && environment("TERM") != "dumb";
}

/// A message with `error` or `warning` on its first line in colour.
std::string coloured(std::string text) {
    constexpr std::pair<std::string_view, std::string_view> kColours[] = {{"error", "31"}, {"warning", "33"}};
    if (!is_colourful()) return text;
    for (const auto& [word, colour] : kColours) {
        const std::size_t at = text.find(word);
        if (at >= text.find('\n') || text.find('[', at) != at + word.size()) continue;
        return text.replace(at, word.size(), fmt::format("\033[{}m{}\033[0m", colour, word));
    }
    return text;
}

}  // namespace

std::size_t screen_width() {
    const std::size_t width = terminal_width(STDOUT_FILENO);
    return width > 0 ? width : kPageWidth;
}

void print(std::string_view text) {
    const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
    if (!written && errno != EPIPE) throw OutputError("cannot write to standard output");
}

void print_text(std::string_view text, std::size_t most) {
    const std::size_t width = std::min(screen_width(), most);
    print(in_locale(wrapped_lines(report::tables_within(text, width), width)));
}

void note(std::string_view text) {
    print_error(coloured(fmt::format("chokepoint: {}\n", text)));
}

void show_fault(std::string_view code, std::string_view message, std::string_view hint) {
    print_error(coloured(fmt::format("chokepoint: error[{}]: {}\n", code, message)));
    if (!hint.empty()) print_error(fmt::format("  hint: {}\n", hint));
}

void show_diagnostics(const std::vector<Diagnostic>& diagnostics) {
    for (const Diagnostic& diagnostic : diagnostics)
        print_error(coloured(fmt::format("{}\n", to_string(diagnostic))));
}

void show_progress(std::string_view text) {
    const std::size_t width = terminal_width(STDERR_FILENO);
    if (width == 0 || environment("TERM") == "dumb") return;
    print_error(fmt::format("\r{}\r{}", std::string(width - 1, ' '), text.substr(0, width - 1)));
}

}  // namespace chokepoint::cli
