#pragma once

#include <chokepoint/study/attribution/node_loss.hpp>
#include <span>
#include <vector>

namespace chokepoint::study {

/// The actions of an arm that may be behind a loss: those that close links, take capacity or build stocks.
std::vector<std::uint32_t> root_actions(const scenario::Scenario& scenario, const scenario::Arm& arm);

/// Follows each day's losses along the links that caused them to the root actions of an arm.
///
/// It keeps compositions of every followed node and slot: shares by root that add up to 1. The last share is 1 as long
/// as no root is known. The causes of nodes that are not followed are unknown.
class Attribution {
   public:
    /// For one lane, whose model and schedule outlive it.
    Attribution(const scenario::Model& model, const policy::OpennessSchedule& schedule,
                std::vector<std::uint32_t> roots, std::span<const std::uint32_t> companies, unsigned lane = 0);

    /// Reads what policy changed on the day that `step` has just done; before attribute().
    void begin_day(const dynamics::DayStep& step);
    /// Adds the parts of a node's loss to `parts`, by (channel, root); each followed node once a day.
    void attribute(std::uint32_t node, const NodeLoss<dynamics::Single>& loss, const dynamics::DayStep& step,
                   std::span<double> parts);
    /// Carries the causes over to tomorrow; after attribute() of all nodes.
    void end_day(const dynamics::DayStep& step);

   private:
    using Shares = std::span<const double>;

    /// A composition each of a number of things.
    struct Compositions {
        std::size_t width = 1;
        std::vector<double> shares;
        std::span<double> of(std::size_t k) { return {shares.data() + k * width, width}; }
        Shares of(std::size_t k) const { return {shares.data() + k * width, width}; }
    };

    Compositions unknown(std::size_t count) const;
    std::uint32_t number_of(std::uint32_t action) const;
    static void mix(std::span<double> into, double before, Shares added, double amount);
    void add(std::span<double> parts, std::uint32_t channel, double amount, Shares shares);
    Shares whole_today(std::uint32_t place);
    Shares first_known(Shares a, Shares b) const { return a.back() < 1.0 ? a : b; }
    Shares cause_of(std::uint32_t node) const;
    double closed_flow(std::uint32_t supplier, std::uint32_t slot) const;
    std::size_t number_of_slot(std::uint32_t slot) const;
    /// Where the lane's number of an entry of the day's state stands.
    std::size_t at(const dynamics::DayStep& step, std::size_t entry) const {
        return entry * step.batch().lanes() + lane_;
    }
    void recount_denied();
    void attribute_demand(std::uint32_t node, double demand, const dynamics::DayStep& step, std::span<double> parts);
    void hold(std::uint32_t node, double held, const dynamics::DayStep& step, std::span<double> parts);
    void follow_slot(std::uint32_t slot, const dynamics::DayStep& step);
    void follow_markets(const dynamics::DayStep& step);

    const scenario::Model& model_;
    const network::SupplyNetwork& network_;
    const policy::OpennessSchedule& schedule_;
    const std::vector<std::uint32_t> roots_;
    const unsigned lane_;
    std::vector<std::uint32_t> nodes_;
    std::vector<std::uint32_t> place_;  ///< By node, in nodes_; kNone: not followed.
    Compositions single_;               ///< By root: all of it; the last is unknown.
    // By place of a node.
    Compositions whole_, next_whole_;  ///< Of all that it loses.
    Compositions held_;                ///< Of what last held its output.
    Compositions denied_;
    Compositions goodwill_;
    std::vector<double> last_goodwill_;
    std::vector<double> lost_demand_;  ///< Of today, USD.
    std::vector<std::uint32_t> market_of_;
    std::vector<std::size_t> first_slot_, first_sale_;
    std::vector<double> closed_sale_;  ///< By sale of a followed node: flow that policy closes, USD a day.
    Compositions market_;              ///< By market.
    // By slot of a followed node, as number_of_slot() counts them.
    Compositions missing_;                         ///< Of what is missing in stock.
    std::vector<double> last_cover_, last_order_;  ///< Of yesterday evening.
    // By link of the schedule.
    std::vector<double> openness_;
    std::vector<std::uint32_t> closed_by_;  ///< Root; kNone: open.
    std::size_t next_change_ = 0, next_closure_ = 0;
    // Of the node at hand.
    double least_ = 0.0;      ///< USD a day; what is below tells no cause.
    Shares cause_;            ///< Composition of its parts so far, where all have one.
    double cause_usd_ = 0.0;  ///< Of these parts, whatever their sign.
    bool mixed_ = false;      ///< They have several, and their weights by root are in `weight_`.
    std::vector<double> weight_;
};

}  // namespace chokepoint::study
