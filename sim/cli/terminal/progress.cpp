#include <fmt/format.h>

#include <cli/terminal/interruption.hpp>
#include <cli/terminal/progress.hpp>
#include <cli/terminal/terminal.hpp>

namespace chokepoint::cli {

ProgressLine::ProgressLine(bool quiet) : wanted_(!quiet), begin_(std::chrono::steady_clock::now()), last_(begin_) {}

ProgressLine::~ProgressLine() {
    if (shown_) show_progress("");
}

RunControl ProgressLine::control(std::string unit) {
    return {[this, unit = std::move(unit)](long long done, long long all) { show(done, all, unit); },
            &catch_interruption()};
}

void ProgressLine::show(long long done, long long all, const std::string& unit) {
    if (!wanted_ || done <= 0) return;
    const auto now = std::chrono::steady_clock::now();
    const double seconds = std::chrono::duration<double>(now - begin_).count();
    if (seconds < 0.5 || now - last_ < std::chrono::milliseconds(100)) return;
    last_ = now;
    shown_ = true;
    const double rate = static_cast<double>(done) / seconds;
    show_progress(fmt::format("{:3.0f} %  {:.0f} {}/s  {:.0f} s left",
                              100.0 * static_cast<double>(done) / static_cast<double>(all), rate, unit,
                              static_cast<double>(all - done) / rate));
}

}  // namespace chokepoint::cli
