#pragma once

#include <chokepoint/cascade/cascade_rules.hpp>
#include <chokepoint/cascade/cascade_run.hpp>
#include <chokepoint/scenario/model/model.hpp>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace chokepoint::study {

/// Firms that fail together in one scenario of a ranking.
enum class RankBy : std::uint8_t { firm, company, country, sector };

/// Firms by numbers of the Directory; an empty list means "any".
struct FirmFilter {
    std::string text;  ///< As the user wrote it.
    std::vector<std::uint32_t> countries;
    std::vector<std::uint32_t> products;
    std::vector<std::uint32_t> companies;
};

struct RankSettings {
    RankBy by = RankBy::firm;
    FirmFilter only;                 ///< Firms that fail; the others are part of the network, but not ranked.
    std::vector<FirmFilter> groups;  ///< If there are any, only these are ranked, each as a whole.
    cascade::CascadeRules rules;
    bool by_revenue = true;  ///< Losses are shares of revenue, final demand included; false: of sales to firms.
    unsigned threads = 0;    ///< 0: as many as the machine has.
};

/// A scenario of a ranking and its outcome. A number of the Directory is kNone where the nodes differ.
struct RankedEntry {
    std::string name;
    std::vector<std::uint32_t> nodes;
    std::uint32_t company = 0;
    std::uint32_t country = 0;
    std::uint32_t product = 0;
    std::uint32_t tier = 0;  ///< The lowest of its nodes; 0: none has one.
    cascade::CascadeResult result;
};

struct Ranking {
    std::vector<RankedEntry> entries;  ///< Highest index first, then by name; only finished ones.
    std::size_t scenarios = 0;         ///< How many were to run.
    double value_usd = 0.0;            ///< What an index of 1 stands for, USD a year.
};

/// A model's cascade inputs: inputs are essential by their dependence, markets are products, and the rule of an empty
/// market is in USD a year, as the tables are.
cascade::CascadeInputs cascade_inputs(const scenario::Model& model, bool by_revenue);

/// Whether some node of the model passes a filter.
bool matches_any(const scenario::Model& model, const FirmFilter& filter);

/// Fails every firm (or company, country, sector, group) in turn. Bytes do not depend on the number of threads.
Ranking rank_model(const scenario::Model& model, const RankSettings& settings, const RunControl& control = {});

/// Memory that rank_model() needs beyond the model's own, in bytes, to within about a tenth.
std::size_t ranking_bytes(const scenario::Model& model, const RankSettings& settings);

}  // namespace chokepoint::study
