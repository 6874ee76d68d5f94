#pragma once

#include <chokepoint/scenario/scenario.hpp>
#include <string>

namespace chokepoint::report {

/// Of each content rule of the scenario's arms, what third countries sell to its targets: the controlled content, the
/// threshold, and whether the rule catches it. A row is all flows of an exporter to a customer of one product.
std::string content_text(const scenario::Scenario& scenario);

}  // namespace chokepoint::report
