#pragma once

#include <chokepoint/report/data/table.hpp>
#include <chokepoint/study/sensitivity.hpp>
#include <string>

namespace chokepoint::report {

/// Indices and what they belong to; `period` is a label, `scenario` the one that was run.
struct SensitivityReport {
    const scenario::Scenario& scenario;
    const study::Sensitivity& sensitivity;
    std::string period;
};

/// One row per parameter or group, the largest total index first: first-order and total index with the bounds of their
/// 95 % intervals, and both from a half and a quarter of the rows.
Table sensitivity_table(const SensitivityReport& report);
std::vector<Variable> sensitivity_variables();

/// For tables_within(): what explains most, in sentences; then the indices, to a tenth of a per cent.
std::string sensitivity_text(const SensitivityReport& report, bool detail);

}  // namespace chokepoint::report
