#include "terminal.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <chokepoint/report/output_folder.hpp>
#include <cstdio>

namespace chokepoint::cli {

namespace {

/// Standard error may be closed or full; then there is nobody to tell.
void print_error(std::string_view text) {
    std::fwrite(text.data(), 1, text.size(), stderr);
    std::fflush(stderr);
}

}  // namespace

void print(std::string_view text) {
    const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
    if (!written && errno != EPIPE) throw OutputError("cannot write to standard output");
}

void note(std::string_view text) {
    print_error(fmt::format("chokepoint: {}\n", text));
}

void show_fault(std::string_view message, std::string_view hint) {
    print_error(fmt::format("chokepoint: error: {}\n", message));
    if (!hint.empty()) print_error(fmt::format("  hint: {}\n", hint));
}

void show_diagnostics(const std::vector<Diagnostic>& diagnostics) {
    for (const Diagnostic& diagnostic : diagnostics)
        print_error(fmt::format("{}\n", to_string(diagnostic)));
}

void show_progress(std::string_view text) {
    if (isatty(STDERR_FILENO) != 0) print_error(fmt::format("\r{}\033[K", text));
}

}  // namespace chokepoint::cli
