#pragma once

#include "options.hpp"

namespace chokepoint::cli {

/// `run --models`: the scenario under several models, side by side.
int run_models_command(const Arguments& arguments);

}  // namespace chokepoint::cli
