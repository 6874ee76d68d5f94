#pragma once

#include <chokepoint/report/files/csv_rows.hpp>
#include <chokepoint/scenario/model/model_spec.hpp>
#include <string>

namespace chokepoint::report {

/// Writes model.yaml (if there is one), firms.csv or nodes.csv, links.csv and a manifest.json into the draft folder:
/// the model whose file `spec` was loaded from, with all columns. A value of at most 15 digits comes back as it was.
/// `command` is what the manifest says of how the folder came about; `threads` 0: as many as the machine has.
void write_model_folder(const scenario::ModelSpec& spec, const std::string& command, unsigned threads,
                        OutputFolder& folder, const WritingProgress& progress);

}  // namespace chokepoint::report
