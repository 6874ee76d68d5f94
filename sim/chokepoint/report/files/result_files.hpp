#pragma once

#include <chokepoint/report/files/output_folder.hpp>
#include <chokepoint/study/ensemble.hpp>
#include <string>
#include <utility>
#include <vector>

namespace chokepoint::report {

/// What the manifest says of how a result came about. Nothing in it depends on the machine, the time or the number of
/// threads.
struct RunRecord {
    std::string command;                 ///< As typed, less options that do not change results.
    scenario::Overrides overrides = {};  ///< Of the command, for runs that vary it.
    std::string interrupted = {};        ///< Of a run that did not end: what it holds, as `37 of 128 samples`.
};

/// The files that a scenario was read from, by name, with the SHA-256 of what was read of each, the scenario first.
std::vector<std::pair<std::string, std::string>> input_hashes(const scenario::Scenario& scenario);

/// Throws InputError if a file of a scenario that was loaded again has other bytes than before. Both were loaded with
/// hashes, or neither.
void require_same_inputs(const scenario::Scenario& scenario, const scenario::Scenario& again);

/// summary.json: title, arms with milestones and the impacts of the report's companies.
std::string summary_json(const scenario::Scenario& scenario, const study::StudyResult& study);

/// manifest.json: version, command, seed, resolved scenario, SHA-256 of every input file.
std::string manifest_json(const scenario::Scenario& scenario, const RunRecord& record);

/// Whether tables are CSV files, or all in results.nc.
enum class TableFiles { csv, netcdf };

/// Writes all result files of a study, and of its samples if there are any, into the draft folder; their making is
/// shared by `threads` (0: as many as there are).
void write_result_files(const scenario::Scenario& scenario, const study::StudyResult& study,
                        const study::Ensemble* ensemble, const RunRecord& record, OutputFolder& folder,
                        TableFiles tables, unsigned threads);

}  // namespace chokepoint::report
