#pragma once

#include <chokepoint/base/run_control.hpp>
#include <chrono>
#include <string>

namespace chokepoint::cli {

/// A line on standard error that says how far a run is, at what rate, and what is left; only on a terminal, only once
/// half a second has passed, and wiped when the object goes.
class ProgressLine {
   public:
    explicit ProgressLine(bool quiet);
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;
    ~ProgressLine();

    /// A run shows its progress here, in units with a name in the plural, as in "days", and is stopped by Ctrl-C. The
    /// line outlives it.
    RunControl control(std::string unit);

   private:
    void show(long long done, long long all, const std::string& unit);

    bool wanted_;
    bool shown_ = false;
    std::chrono::steady_clock::time_point begin_;
    std::chrono::steady_clock::time_point last_;
};

}  // namespace chokepoint::cli
