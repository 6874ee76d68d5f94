#include <fmt/format.h>

#include <chokepoint/base/fault_limit.hpp>

namespace chokepoint {

void FaultLimit::finish() {
    if (count_ <= kMost) return;
    const std::size_t more = count_ - kMost;
    const std::string_view what = severity_ == Severity::error ? "fault" : "warning";
    Diagnostic rest = file_fault(file_, fmt::format("{} more {}{} not shown", more, what, more == 1 ? " is" : "s are"),
                                 "many faults often have one cause: correct the first", Fault::invalid_value);
    rest.severity = severity_;
    diagnostics_.add(std::move(rest));
    count_ = kMost;
}

}  // namespace chokepoint
