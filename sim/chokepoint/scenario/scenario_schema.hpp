#pragma once

#include <chokepoint/scenario/schema.hpp>

namespace chokepoint {

/// The keys of a scenario file.
const Schema& scenario_schema();

}  // namespace chokepoint
