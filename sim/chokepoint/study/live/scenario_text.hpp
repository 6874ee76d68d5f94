#pragma once

#include <chokepoint/scenario/scenario.hpp>
#include <filesystem>
#include <string>
#include <vector>

namespace chokepoint::study {

/// A loaded scenario as a scenario file with its overrides in place, for the folder `folder`: its paths start there.
/// Comments of the original file are lost. Of arms, those in `arms` stay (none: all), and those that evidence or the
/// forecast names. Changes of the model are not in it; see model_overrides().
std::string scenario_text(const scenario::Scenario& scenario, const std::filesystem::path& folder,
                          const std::vector<std::string>& arms);

/// The overrides that a scenario file cannot hold, since they belong to the model's.
scenario::Overrides model_overrides(const scenario::Scenario& scenario);

}  // namespace chokepoint::study
