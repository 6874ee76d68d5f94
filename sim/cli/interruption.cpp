#include "interruption.hpp"

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

}  // namespace chokepoint::cli
