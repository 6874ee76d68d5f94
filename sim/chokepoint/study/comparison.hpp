#pragma once

#include <chokepoint/study/spread.hpp>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace chokepoint::study {

/// The revenue of a company in a period under arm b against that under arm a. A number that one of them does not have
/// is empty, and so is one that is not disclosed.
struct Difference {
    std::string arm_a, arm_b, firm, name, period;
    std::optional<double> baseline_usd = {}, revenue_a_usd = {}, revenue_b_usd = {};
    std::optional<double> difference_usd = {};          ///< Revenue of b less that of a.
    std::optional<double> difference_share = {};        ///< Of the baseline.
    std::string exposure = {};                          ///< disclosure_name()
    std::optional<double> low_usd = {}, high_usd = {};  ///< Where sales are not disclosed: what the sums allow.
    Spread saved = {};                                  ///< What b saves of the baseline, over samples.
};

/// Every company and period of a run, for one pair of arms, or for every pair. Of samples each number is a median.
std::vector<Difference> compare_arms(const scenario::Scenario& scenario, const Ensemble& ensemble,
                                     std::optional<std::pair<std::size_t, std::size_t>> pair = std::nullopt);

/// Differences between two result folders: between one arm of each if two are named, else between the arms of the same
/// name. Throws InputError if a folder does not hold results.
std::vector<Difference> compare_folders(const std::filesystem::path& folder_a, const std::filesystem::path& folder_b,
                                        const std::vector<std::string>& arms);

/// The currency of the money in result folders, by their summary.json. Throws InputError where they differ.
std::string currency_of_results(const std::vector<std::string>& folders);

}  // namespace chokepoint::study
