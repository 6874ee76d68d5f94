#pragma once

#include <chokepoint/report/data/run_results.hpp>
#include <chokepoint/report/files/output_folder.hpp>
#include <string>

namespace chokepoint::report {

/// summary.json: title, arms with milestones and the impacts of the report's companies and of groups.
std::string summary_json(const RunResults& results);

/// manifest.json: version, command, seed, resolved scenario, SHA-256 of every input file.
std::string manifest_json(const scenario::Scenario& scenario, const RunRecord& record);

/// Whether tables are CSV files, or all in results.nc.
enum class TableFiles { csv, netcdf };

/// Writes all result files of a run into the draft folder. `threads` share the work (0: as many as the machine has).
void write_result_files(const RunResults& results, const RunRecord& record, OutputFolder& folder, TableFiles tables,
                        unsigned threads);

}  // namespace chokepoint::report
