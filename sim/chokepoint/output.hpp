#pragma once

#include <chokepoint/results.hpp>
#include <filesystem>
#include <stdexcept>
#include <string>

namespace chokepoint {

/// How results are written.
struct WriteOptions {
    bool replace = false;  ///< Replace a folder of earlier results; other folders are never replaced.
    bool netcdf = false;   ///< One file results.nc in place of CSV tables.
    std::string command = "chokepoint::write_results";  ///< What manifest.json says of how the results came about.
    unsigned threads = 0;                               ///< 0: as many as the machine has.
};

/// Writes what `chokepoint run --out` writes: tables, summary.json, manifest.json and report.html. The folder appears
/// whole or not at all. Throws InputError where the folder exists, and OutputError where the disk does not take it.
void write_results(const Results& results, const std::filesystem::path& folder, const WriteOptions& options = {});

}  // namespace chokepoint
