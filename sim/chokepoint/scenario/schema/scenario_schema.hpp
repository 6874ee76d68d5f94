#pragma once

#include <chokepoint/scenario/schema/schema.hpp>

namespace chokepoint::scenario {

/// The keys of a scenario file.
const Schema& scenario_schema();

}  // namespace chokepoint::scenario
