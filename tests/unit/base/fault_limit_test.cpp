#include <doctest/doctest.h>

#include <chokepoint/base/fault_limit.hpp>

using namespace chokepoint;

namespace {

/// Counts the faults reported out of `faults`, and returns the text of the final diagnostic.
std::pair<int, std::string> report_faults(int faults, Severity severity) {
    Diagnostics diagnostics;
    FaultLimit limit("a.csv", severity, diagnostics);
    int count = 0;
    for (int k = 0; k < faults; ++k)
        count += limit.tells_next();
    limit.finish();
    limit.finish();
    std::string rest;
    for (const Diagnostic& diagnostic : diagnostics.sorted())
        rest += to_string(diagnostic);
    return {count, rest};
}

}  // namespace

TEST_CASE("twenty faults are reported, and the number of the others is reported once") {
    CHECK(report_faults(20, Severity::error) == std::pair<int, std::string>{20, ""});
    CHECK(report_faults(21, Severity::error) ==
          std::pair<int, std::string>{20,
                                      "a.csv: error[invalid-value]: 1 more fault is not shown\n"
                                      "  hint: many faults often have one cause: correct the first"});
    CHECK(report_faults(1'000'000, Severity::warning)
              .second.starts_with("a.csv: warning[invalid-value]: 999980 more warnings are not shown"));
}
