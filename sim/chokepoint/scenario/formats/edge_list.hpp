#pragma once

#include <chokepoint/scenario/foreign/file_set.hpp>
#include <chokepoint/scenario/model/model_spec.hpp>
#include <cstddef>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace chokepoint::scenario {

/// How a list of edges is read.
struct EdgeOptions {
    /// Columns by role (supplier, customer, value, product), by name or, of a file without header, by number from 1.
    /// Without a column for value every line counts 1.
    std::vector<std::pair<std::string, std::string>> columns;
    char separator = '\0';  ///< 0: told by the first line.
    std::string unit = "USD";
    bool merge_duplicates = false;  ///< Add up lines of one supplier, customer and product.
    bool drop_self_loops = false;
    bool drop_isolated = false;  ///< Leave out firms whose edges are all dropped.
};

/// What was read, and what was done with it.
struct EdgeReport {
    std::vector<std::pair<std::string, std::string>> columns;  ///< As used.
    std::size_t lines = 0;
    std::size_t merged = 0;         ///< Lines that were added to an earlier one.
    std::size_t self_loops = 0;     ///< Dropped.
    std::size_t without_value = 0;  ///< Lines with a value of 0, dropped.
    std::size_t isolated = 0;       ///< Firms dropped.
};

/// Reads a list of edges with any column names into a model whose firms are those of the edges, of no known country
/// (`XX`) and, without a column for it, of one product, `goods`. Throws InputError for repeated edges and self-loops
/// that are not to be merged or dropped, with the place of the first.
ModelSpec read_edge_list(const std::filesystem::path& path, const EdgeOptions& options, EdgeReport& report);

/// The columns of a list of edges as far as its header tells them; empty if supplier or customer is not among them.
std::vector<std::pair<std::string, std::string>> guess_edge_columns(const FileSet& files, const std::string& name);

/// The firms of a links.csv that has no firms.csv beside it.
FirmTable firms_of_links(const TextFile& links);

}  // namespace chokepoint::scenario
