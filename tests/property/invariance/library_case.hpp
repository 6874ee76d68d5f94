#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "../random_case.hpp"

namespace chokepoint {

/// The cells of a CSV file as they stand in it.
struct CsvTable {
    std::vector<std::string> header;
    std::vector<std::vector<std::string>> rows;

    std::size_t column(std::string_view name) const;  ///< header.size() if there is none.
};

/// A scenario of the library and its model as texts that can be changed and written to another folder.
class LibraryCase {
   public:
    explicit LibraryCase(const std::filesystem::path& scenario);

    /// Reorders the rows of both tables.
    void shuffle_rows(Dice& dice);
    /// Renames every firm, in the tables and wherever YAML names it.
    void rename_ids();
    /// Multiplies every amount of money.
    void scale_money(double factor);
    /// Splits the firms for which `select(id, market)` holds into two halves of one company.
    void split_firms(const std::function<bool(std::string_view id, std::string_view market)>& select);
    /// Shifts every date of the scenario.
    void shift_dates(int days);

    /// Writes scenario and model into `folder`; returns the scenario's file.
    std::filesystem::path write(const std::filesystem::path& folder) const;

    /// The name before rename_ids() of the company called `name` in the results.
    const std::string& name_before(const std::string& name) const;
    /// The number of firms that split_firms() has split.
    std::size_t split_count() const { return split_count_; }

   private:
    std::string scenario_;
    std::string model_;  ///< model.yaml; empty: none.
    CsvTable firms_;
    CsvTable links_;
    std::map<std::string, std::string> before_;  ///< Old ids by new ids.
    std::size_t split_count_ = 0;
};

}  // namespace chokepoint
