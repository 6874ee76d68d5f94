#pragma once

#include <chokepoint/scenario/model/model.hpp>

namespace chokepoint::scenario {

/// The profile of a company from its observed quarters; no quarters, no profile.
Profile make_profile(const CompanySpec& company, Diagnostics& diagnostics);

}  // namespace chokepoint::scenario
