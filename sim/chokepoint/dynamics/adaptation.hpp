#pragma once

#include <chokepoint/dynamics/day_context.hpp>
#include <cstdint>
#include <span>
#include <vector>

namespace chokepoint::dynamics {

/// Steps 11 to 14: how final demand reacts to the day. Customers leave and come back, orders wait, rivals gain, and
/// suppliers with denied sales look for other buyers. Each reaction has its own switch in Rules::adaptations. Nodes at
/// rest in every lane cost nothing.
class FinalDemand {
   public:
    explicit FinalDemand(const Batch& batch);

    /// Adapts after a day that evaluated the nodes in `worked`. With `all_worked` the day evaluated every node, and
    /// the list holds only those that production marked as unsettled.
    void adapt(const LinkControl& links, std::span<const std::uint32_t> worked, bool all_worked, DayState& state);
    /// Nodes whose demand the last adapt() changed, each once.
    std::span<const std::uint32_t> changed() const { return moving_; }

   private:
    /// Parameters by product and lane.
    struct Rates {
        std::vector<double> switch_days, return_days, backlog_share, patience_days, rivals_share, redeployed_share;
        std::vector<double> redeployment;  ///< 1 − 2^(−1/h).
    };

    std::size_t at(std::size_t entry) const { return entry * lanes_; }
    // V holds the lanes that are processed together.
    template <class V>
    V normal(std::uint32_t node, unsigned lane) const;
    template <class V>
    void adapt_all(const LinkControl& links, std::span<const std::uint32_t> worked, bool all_worked, DayState& state);
    template <class V>
    bool keep_customers(std::uint32_t node, unsigned lane, DayState& state);
    template <class V>
    bool share_among_rivals(const std::vector<std::uint32_t>& market, DayState& state);
    template <class V>
    void find_other_buyers(const LinkControl& links, DayState& state);
    template <class V>
    void renew(std::uint32_t node, DayState& state);
    void note_market(std::uint32_t node, bool moved);
    void note_moving(std::uint32_t node);
    template <class V>
    void set(std::uint32_t node, double* place, const V& value);

    const Batch& batch_;
    const unsigned lanes_;

    Rates rates_;
    std::vector<double> lost_sales_;        ///< Final demand lost for good today, by node and lane.
    std::vector<std::uint32_t> market_of_;  ///< By node; kNone if it is in no market.
    std::vector<std::uint8_t> market_moved_;
    std::vector<std::uint8_t> market_active_;  ///< Has lost sales to share out.
    std::vector<std::uint8_t> content_;        ///< By node: its customers stay as long as all are served in full.
    std::vector<std::uint8_t> moved_;          ///< By node: is in moving_.
    std::vector<std::uint32_t> moving_;        ///< Nodes whose state the last adapt() changed.
    std::vector<std::uint32_t> candidates_;
    std::vector<double> served_, offers_, sums_;  ///< For the current market and lanes, by member.
};

}  // namespace chokepoint::dynamics
