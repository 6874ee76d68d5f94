#pragma once

#include <chokepoint/dynamics/production.hpp>
#include <cstdint>
#include <span>
#include <vector>

namespace chokepoint {

/// Step 10 of the day: what final demand learns of it. Customers leave and come back, orders wait, rivals gain, denied
/// sellers look for other buyers. Each follows its own switch in Rules::adaptations. Nodes at rest cost nothing. It
/// works on one lane of a batch.
class FinalDemand {
   public:
    FinalDemand(const Batch& batch, unsigned lane);

    /// Adapts after a day in which the nodes of `worked` were evaluated; with `all_worked`, all were, and the list
    /// holds those that production called unsettled.
    void adapt(const DayContext& context, std::span<const std::uint32_t> worked, bool all_worked, DayState& state);
    /// Nodes whose demand the last adapt() has changed, each once.
    std::span<const std::uint32_t> changed() const { return moving_; }

   private:
    std::size_t at(std::size_t node) const { return node * lanes_ + lane_; }
    void keep_customers(const DayContext& context, std::uint32_t node, DayState& state);
    bool share_among_rivals(const DayContext& context, const std::vector<std::uint32_t>& market, DayState& state);
    void find_other_buyers(const DayContext& context, DayState& state);
    void note_market(std::uint32_t node, bool moved);
    void set(std::uint32_t node, double& place, double value);

    const unsigned lanes_;
    const unsigned lane_;

    std::vector<double> lost_sales_;         ///< Final demand lost for good on the day, by node.
    std::vector<double> redeployment_rate_;  ///< 1 − 2^(−1/h), by product.
    std::vector<std::uint32_t> market_of_;   ///< By node; kNone outside all markets.
    std::vector<std::uint8_t> market_moved_;
    std::vector<std::uint8_t> market_active_;  ///< Has lost sales to share out.
    std::vector<std::uint8_t> moved_;          ///< By node: stands in moving_.
    std::vector<std::uint32_t> moving_;        ///< Nodes whose state the last adapt() has changed.
    std::vector<std::uint32_t> candidates_;
    std::vector<double> served_, others_, offers_;  ///< Of the market at hand, by member.
};

/// Books a day of every cash account in every lane: revenue less purchases, other variable cost and fixed cost.
void book_cash(const DayContext& context, DayState& state);

}  // namespace chokepoint
