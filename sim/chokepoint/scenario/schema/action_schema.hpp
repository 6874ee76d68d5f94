#pragma once

#include <chokepoint/scenario/schema/schema.hpp>

namespace chokepoint::scenario {

/// An entry of a scenario's `actions:`.
const Schema& action_schema();

}  // namespace chokepoint::scenario
