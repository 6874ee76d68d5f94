#pragma once

#include <chokepoint/report/data/table.hpp>
#include <chokepoint/study/attribution/explanation.hpp>
#include <string>

namespace chokepoint::report {

/// The explanation as a tree of sentences.
std::string explanation_text(const scenario::Scenario& scenario, const study::Explanation& explanation,
                             std::size_t period);

/// The same as rows.
Table explanation_table(const scenario::Scenario& scenario, const study::Explanation& explanation, std::size_t period);
std::vector<Variable> explanation_variables();

/// The same as one nested JSON object.
std::string explanation_json(const scenario::Scenario& scenario, const study::Explanation& explanation,
                             std::size_t period);

}  // namespace chokepoint::report
