#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace chokepoint::scenario {

/// An input-output table by selling industry: the flows of industry k are [begins[k], begins[k + 1]). Output is the sum
/// of an industry's flows and its final demand.
struct BaseFlows {
    std::vector<std::size_t> begins;
    std::vector<std::uint32_t> customer;  ///< Ascending within an industry.
    std::vector<double> flow;             ///< Above zero, in the unit of the firms.
    std::vector<double> output;

    std::size_t size() const { return output.size(); }
};

/// A firm that is carved out of an industry.
struct CarvedFirm {
    std::uint32_t industry = 0;
    double output = 0.0;
    double final_demand = -1.0;  ///< Negative: of what it sells to no named customer, the industry's share.
    double most_purchases = std::numeric_limits<double>::infinity();  ///< What its own accounts leave for purchases.
};

/// A sale between two firms that is stated.
struct StatedFlow {
    std::uint32_t supplier = 0;
    std::uint32_t customer = 0;
    double flow = 0.0;
};

/// Why a carving is impossible, with the amount and what there is of it.
struct CarvingFault {
    enum class Kind : std::uint8_t {
        firms_too_large,  ///< Firms of `industry` sell more than it does.
        sales_too_large,  ///< A firm's stated sales and final demand exceed its output.
        pair_too_large,   ///< Stated sales from `industry` to `other` exceed what all flows could give up.
        demand_too_large  ///< Firms of `industry` state more final demand than it has.
    };
    Kind kind = Kind::firms_too_large;
    std::uint32_t industry = 0;
    std::uint32_t other = 0;  ///< Industry that buys, of pair_too_large.
    std::uint32_t firm = 0;   ///< The one that states this, or the most of it.
    double amount = 0.0;
    double limit = 0.0;
};

/// What remains of the table, and the flows that follow from it. Members are the firms by number, and behind them the
/// rests of the industries.
struct Carving {
    std::vector<std::uint32_t> supplier;  ///< Members.
    std::vector<std::uint32_t> customer;
    std::vector<double> flow;
    std::vector<double> rest_output;        ///< By industry; 0: nothing is left.
    std::vector<double> rest_final_demand;  ///< By industry.
    std::vector<double> firm_final_demand;  ///< By firm.
    double moved = 0.0;                ///< Flow that was moved within rows and columns to make room for stated sales.
    std::vector<CarvingFault> faults;  ///< Nothing else holds if there are some.
};

/// Carves firms out of industries. With Z the flows and f the final demand of the table, S_AB the stated sales from
/// firms of industry A to firms of B, and R = Z − S what remains of each pair, a firm b of B with the share s_b of its
/// output buys max(0, s_b·Z_AB − what it buys from A by statement) of R_AB, or less in proportion where R_AB is too
/// small or its accounts leave less, and the rest of B buys what is left. A firm a of A sells what it sells to no named
/// customer: to final demand the share f_A/(f_A + ΣR_A.) of what firms that state their final demand leave, unless it
/// states one itself, and the rest to the buyers of each R_AB in the same proportion as all of A. So rows and columns
/// of the table keep their sums and no flow is negative.
///
/// Where S_AB exceeds Z_AB, the excess is first moved there: the other flows of row A and of column B give it up in
/// proportion, and what they give up is added between the customers and suppliers that they leave, so that every sum
/// stays.
Carving carve(const BaseFlows& base, std::span<const CarvedFirm> firms, std::span<const StatedFlow> stated);

/// Flows as the table that carve() takes; `supplier` and `customer` in any order, each pair once.
BaseFlows base_flows(std::span<const std::uint32_t> supplier, std::span<const std::uint32_t> customer,
                     std::span<const double> flow, std::span<const double> output);

}  // namespace chokepoint::scenario
