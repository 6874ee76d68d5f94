#pragma once

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

    /// `unit` in the plural, as in "days".
    void show(long long done, long long all, const char* unit);

   private:
    bool wanted_;
    bool shown_ = false;
    std::chrono::steady_clock::time_point begin_;
    std::chrono::steady_clock::time_point last_;
};

}  // namespace chokepoint::cli
