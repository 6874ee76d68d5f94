#pragma once

#include <chokepoint/scenario/model/model_spec.hpp>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string_view>
#include <vector>

namespace chokepoint::scenario {

// A model in one file of columns: the text of model.yaml, the columns of firms.csv (or those of nodes.csv, balanced, as
// if they were) by row, and either the links by row or, where every row is a node and nothing is reconstructed, the
// network itself, numbered and built. A run then takes the network from the mapped file as it is; and since a flow of a
// day leads back to the yearly value, the links do not stand there twice.

/// What the name of such a file ends with.
inline constexpr std::string_view kModelFileSuffix = ".network";

/// Whether `path` is a file that is a model, by its name or its first bytes.
bool is_model_file(const std::filesystem::path& path);

/// Reads `spec.folder`, which is a file, into `spec`: text and tables.
void read_model_file(ModelSpec& spec, const LoadSettings& settings, Diagnostics& diagnostics);

/// Checks a model as a run does, and hands its file to `sink` piece by piece, `all` bytes in total. The bytes depend on
/// the model alone. Faults go to `diagnostics`; if one is an error, nothing is written.
void write_model_file(ModelSpec spec, unsigned threads, Diagnostics& diagnostics,
                      const std::function<void(std::string_view piece, std::uint64_t all)>& sink);

/// The slots of a network in the order in which its links are rows: those of the first product come first, so that
/// products that no firm sells as its own are met in the order of their numbers.
std::vector<std::uint32_t> slots_by_product(const network::SupplyNetwork& network);

}  // namespace chokepoint::scenario
