#pragma once

#include <chokepoint/study/ensemble.hpp>
#include <string>

namespace chokepoint::report {

/// results.nc: what the CSV files of a run hold, to the last bit, on the dimensions arm, firm, period, time and so on;
/// names and attributes by the CF conventions 1.10. NaN is what is not disclosed, or not there. `manifest` is that of
/// the run. Throws OutputError.
std::string results_netcdf(const scenario::Scenario& scenario, const study::StudyResult& study,
                           const study::Ensemble* ensemble, const std::string& manifest);

}  // namespace chokepoint::report
