#pragma once

#include <chokepoint/report/data/run_results.hpp>
#include <string>

namespace chokepoint::report {

/// results.nc: what the CSV files of a run hold, to the last bit, on the dimensions arm, firm, period, time and so on;
/// names and attributes by the CF conventions 1.10. NaN is what is not disclosed, or not there. `manifest` is that of
/// the run. Throws OutputError.
std::string results_netcdf(const RunResults& results, const std::string& manifest);

}  // namespace chokepoint::report
