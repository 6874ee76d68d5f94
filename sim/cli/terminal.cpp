#include "terminal.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <stdexcept>

namespace chokepoint::cli {

void print(std::string_view text) {
    const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
    if (!written && errno != EPIPE) throw std::runtime_error("cannot write to standard output");
}

void note(std::string_view text) {
    fmt::print(stderr, "chokepoint: {}\n", text);
}

void show_fault(std::string_view message, std::string_view hint) {
    fmt::print(stderr, "chokepoint: error: {}\n", message);
    if (!hint.empty()) fmt::print(stderr, "  hint: {}\n", hint);
}

void show_diagnostics(const std::vector<Diagnostic>& diagnostics) {
    for (const Diagnostic& diagnostic : diagnostics)
        fmt::print(stderr, "{}\n", to_string(diagnostic));
}

void show_progress(std::string_view text) {
    if (isatty(STDERR_FILENO) != 0) fmt::print(stderr, "\r{}\033[K", text);
}

void show_notes(const Scenario& scenario) {
    show_diagnostics(scenario.warnings);
    if (scenario.uncertainty.samples > 1) {
        note(fmt::format("uncertainty.samples is {}, but this version runs the middle of every prior, once",
                         scenario.uncertainty.samples));
    }
}

}  // namespace chokepoint::cli
