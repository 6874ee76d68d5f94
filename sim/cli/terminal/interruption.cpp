#include <fmt/format.h>

#include <cli/terminal/interruption.hpp>
#include <cli/terminal/terminal.hpp>
#include <csignal>

namespace chokepoint::cli {

namespace {

std::atomic<bool> interrupted{false};

void on_signal(int signal) {
    interrupted = true;
    std::signal(signal, SIG_DFL);
}

}  // namespace

const std::atomic<bool>& catch_interruption() {
    std::signal(SIGINT, on_signal);
    std::signal(SIGTERM, on_signal);
    return interrupted;
}

std::string unfinished(std::size_t done, std::size_t all, std::string_view what) {
    return done < all ? fmt::format("{} of {} {}", done, all, what) : "";
}

void note_unfinished(std::size_t done, std::size_t all, std::string_view what) {
    if (done < all) note(fmt::format("interrupted: {} done", unfinished(done, all, what)));
}

}  // namespace chokepoint::cli
