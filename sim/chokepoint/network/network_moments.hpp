#pragma once

#include <chokepoint/network/synthetic/generator.hpp>
#include <span>
#include <string_view>

namespace chokepoint::network {

/// Measured properties of a network, in the order of target_moments().
struct NetworkMoments {
    double size_tail = 0.0;
    double supplier_tail = 0.0;
    double customer_tail = 0.0;
    double reciprocity = 0.0;
    double assortativity = 0.0;
    double suppliers_purchases_correlation = 0.0;
    double suppliers_purchases_slope = 0.0;
    double customers_sales_correlation = 0.0;
    double customers_sales_slope = 0.0;
    double suppliers_customers_correlation = 0.0;
    double size_partners_slope = 0.0;
    double domestic_share = 0.0;
    double own_sector_share = 0.0;
    double input_sectors = 0.0;
    double input_share = 0.0;
};

/// A moment with its target range and its source. The range spans the published values plus a tenth on either side. It
/// is wider for assortativity, for which only the sign is known, and for reciprocity, which is an assumption.
struct MomentRecord {
    std::string_view name;
    std::string_view meaning;
    double low;
    double high;
    std::string_view source;
    double NetworkMoments::*member;
};

/// All moments, in the order of NetworkMoments.
std::span<const MomentRecord> target_moments();

/// Measures a network whose links are in ascending order of customer, then supplier.
NetworkMoments measure_moments(const GeneratedNetwork& network, unsigned threads);

}  // namespace chokepoint::network
