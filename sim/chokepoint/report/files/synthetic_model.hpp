#pragma once

#include <chokepoint/network/network_moments.hpp>
#include <chokepoint/network/synthetic/generator.hpp>
#include <chokepoint/report/data/table.hpp>
#include <chokepoint/report/files/csv_rows.hpp>
#include <string>

namespace chokepoint::report {

/// The moments beside their targets: moment, value, low, high, inside, meaning, source.
Table moments_table(const network::NetworkMoments& moments);

/// The command that generates the same network again.
std::string generate_command(const network::GeneratorSettings& settings);

/// Writes firms.csv, links.csv, README.md and manifest.json of a model folder; `progress` is told what is written and
/// the share of its rows that are done, and may be empty. Throws std::runtime_error when the disk does not take it.
void write_synthetic_model(const network::GeneratedNetwork& network, const network::GeneratorSettings& settings,
                           const network::NetworkMoments& moments, OutputFolder& folder,
                           const WritingProgress& progress);

}  // namespace chokepoint::report
