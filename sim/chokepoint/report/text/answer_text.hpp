#pragma once

#include <chokepoint/study/answer/answer.hpp>
#include <cstddef>
#include <string>

namespace chokepoint::report {

/// The lines that an answer takes at 100 columns, at most.
inline constexpr std::size_t kAnswerLines = 25;

/// The short answer of a run for tables_within(): three sentences, one table, what drives the result, how certain it is
/// and `more`, the line on where to find more. Companies leave the table from its end if it would be too long.
std::string answer_text(const scenario::Scenario& scenario, const study::Ensemble& ensemble,
                        const study::Answer& answer, const std::string& more);

/// Amounts in million, rounded to three digits: `11,200 (10,100..11,800)`; a range alone as `65..304`.
std::string amount_cell(const study::Spread& usd);

/// A share in per cent: `64 (58..68)`; a range alone as `0.4..0.5`.
std::string share_cell(const study::Spread& share);

}  // namespace chokepoint::report
