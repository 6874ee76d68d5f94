#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "../random_case.hpp"

namespace chokepoint {

/// A CSV file as it stands, cell by cell.
struct CsvTable {
    std::vector<std::string> header;
    std::vector<std::vector<std::string>> rows;

    std::size_t column(std::string_view name) const;  ///< header.size() if there is none.
};

/// A scenario of the library and its model as texts, to be changed and written to another folder.
class LibraryCase {
   public:
    explicit LibraryCase(const std::filesystem::path& scenario);

    /// Puts the rows of both tables in another order.
    void shuffle_rows(Dice& dice);
    /// Gives every firm another id, in the tables and wherever YAML names it.
    void rename_ids();
    /// Multiplies every amount of money.
    void scale_money(double factor);
    /// Splits firms for which `select(id, market)` holds into two of one company that have half of everything.
    void split_firms(const std::function<bool(std::string_view id, std::string_view market)>& select);
    /// Moves every date of the scenario.
    void move_dates(int days);

    /// Writes scenario and model into `folder`; returns the scenario's file.
    std::filesystem::path write(const std::filesystem::path& folder) const;

    /// The company that goes by `name` in the results, by its name before rename_ids().
    const std::string& name_before(const std::string& name) const;
    /// How many firms split_firms() has split.
    std::size_t split_count() const { return split_count_; }

   private:
    std::string scenario_;
    std::string model_;  ///< model.yaml; empty: none.
    CsvTable firms_;
    CsvTable links_;
    std::map<std::string, std::string> before_;  ///< Ids by their new ones.
    std::size_t split_count_ = 0;
};

}  // namespace chokepoint
