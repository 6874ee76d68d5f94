#pragma once

#include <chokepoint/base/diagnostic.hpp>
#include <chokepoint/base/files/input_file.hpp>
#include <chokepoint/dynamics/behaviour.hpp>
#include <chokepoint/network/directory.hpp>
#include <chokepoint/network/supply_network.hpp>
#include <chokepoint/scenario/schema/bound_key.hpp>
#include <chokepoint/scenario/tables/rating_tables.hpp>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace chokepoint::scenario {

/// What model.yaml says of ratings, and the tables it names.
struct RatingsSpec {
    std::string file;
    std::string stock_file;  ///< "": days of stock stay as they are.
    std::string source;
    std::string assumption;
    std::vector<NamedList> map;  ///< By sector (product) of the model, the sectors of the files; default: itself.
    Diagnostic where;
    RatingTable table;
    StockTable stocks;
};

/// Reads the tables, whose names are relative to `folder`; each file that was read is added to `files`, with its
/// SHA-256 if `hash`.
void read_rating_files(const std::filesystem::path& folder, bool hash, RatingsSpec& ratings,
                       std::vector<InputFile>& files, Diagnostics& diagnostics);

/// Checks the mapping against the model's products and the tables.
void check_ratings(const RatingsSpec& ratings, const network::NameTable& products, Diagnostics& diagnostics);

/// What of the ratings is to be used; a scenario's number for every product goes before them.
struct RatingsUse {
    bool dependence = true;
    bool stock_days = true;
};

/// Sets the dependence of every slot whose product is rated for its buyer's, and the days of stock of every slot whose
/// buyer's product has them. Sectors that stand for one sector of the model count alike: it gets the mean, which is the
/// share of its output that needs the input if they are of one size. Warns of sectors that are not rated, which keep
/// what they have, and of blank cells.
void apply_ratings(const RatingsSpec& ratings, const network::NameTable& products,
                   const network::SupplyNetwork& network, RatingsUse use, dynamics::Behaviour& behaviour,
                   Diagnostics& diagnostics);

}  // namespace chokepoint::scenario
