#pragma once

#include <chokepoint/study/study.hpp>
#include <string>

namespace chokepoint {

/// report.html: one self-contained page, no script, with the headline, output over time by arm, losses, what drove
/// them, and the sources and assumptions of every figure of the model.
std::string report_html(const Scenario& scenario, const StudyResult& study);

}  // namespace chokepoint
