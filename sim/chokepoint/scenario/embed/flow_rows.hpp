#pragma once

#include <chokepoint/scenario/embed/carve.hpp>
#include <cstddef>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

namespace chokepoint::scenario {

/// Amounts by seller and buyer.
using PairSums = std::map<std::pair<std::uint32_t, std::uint32_t>, double>;

/// The flows of a table in rows, in ascending order of customers, that can grow.
class FlowRows {
   public:
    using Row = std::vector<std::pair<std::uint32_t, double>>;  ///< Customers with their flows.

    explicit FlowRows(const BaseFlows& base);

    const Row& row(std::uint32_t k) const { return rows_[k]; }
    double at(std::uint32_t a, std::uint32_t b) const;

    /// Moves `amount` to the flow from a to b and keeps the sums of rows and columns, without touching what is stated
    /// of other flows; false if they have too little.
    bool move_to(std::uint32_t a, std::uint32_t b, double amount, const PairSums& stated);

   private:
    void add(std::uint32_t k, const Row& more, double scale);

    std::vector<Row> rows_;
};

}  // namespace chokepoint::scenario
