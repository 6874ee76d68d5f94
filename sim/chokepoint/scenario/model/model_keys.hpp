#pragma once

#include <chokepoint/scenario/schema/schema.hpp>

namespace chokepoint::scenario {

/// The keys of model.yaml, which are read into a ModelSpec.
const Schema& model_schema();

}  // namespace chokepoint::scenario
