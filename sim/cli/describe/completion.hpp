#pragma once

#include <string>
#include <vector>

namespace chokepoint::cli {

/// The shells that completion supports.
std::vector<std::string> completed_shells();

/// The script with which a shell of completed_shells() completes commands, options, their choices, and files.
std::string completion_script(const std::string& shell);

}  // namespace chokepoint::cli
