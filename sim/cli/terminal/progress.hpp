#pragma once

#include <chokepoint/base/run_control.hpp>
#include <chrono>
#include <string>

namespace chokepoint::cli {

/// A line on standard error with a run's progress, rate and remaining time. It appears only on a terminal and after
/// half a second, and is cleared by the destructor.
class ProgressLine {
   public:
    explicit ProgressLine(bool quiet);
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;
    ~ProgressLine();

    /// Shows a run's progress in units such as "days" and stops it on Ctrl-C. The line must outlive the run.
    RunControl control(std::string unit);

   private:
    void show(long long done, long long all, const std::string& unit);

    bool wanted_;
    bool shown_ = false;
    std::chrono::steady_clock::time_point begin_;
    std::chrono::steady_clock::time_point last_;
};

}  // namespace chokepoint::cli
