#pragma once

#include <chokepoint/report/data/table.hpp>
#include <filesystem>
#include <string>
#include <vector>

namespace chokepoint::report {

/// Differences between the impacts of two result folders: of one arm of each if two are named, else of every arm that
/// both have. Throws InputError if a folder is not one of results.
Table compare_folders(const std::filesystem::path& folder_a, const std::filesystem::path& folder_b,
                      const std::vector<std::string>& arms);

/// A table of differences for tables_within(): every company in the whole run, and by year where there are
/// few.
std::string difference_text(const Table& table, const std::string& title, const std::string& currency);

/// The currency of the money in folders of results, as their summary.json has it; throws InputError where they differ.
std::string currency_of_results(const std::vector<std::string>& folders);

}  // namespace chokepoint::report
