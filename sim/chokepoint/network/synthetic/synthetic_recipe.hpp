#pragma once

namespace chokepoint::recipe {

// The numbers of the generator. Their sources stand in generator_recipe(), the moments they lead to in
// target_moments(). How the sources were read:
//
//   Axtell 2001, Mizuno et al. 2014, Watanabe et al. 2014, Diem et al. 2023     their abstracts; suppliers' 1.5 of
//   Mizuno et al. from the preprint
//   Fujiwara and Aoyama 2010         disassortativity from the abstract, 1.35 and 1.26 as cited by others
//   Bacilieri et al. 2023            covariances of logs for Hungary 2021 and Ecuador 2015, as transcribed by others
//   WIOD 2011 (Timmer et al. 2015)   computed from the world input-output table
//
// Reciprocity has no figure with a source.

inline constexpr double kSizeTail = 1.06;          ///< Exponent of the tail of P(size > x).
inline constexpr double kSizeBodyDeviation = 1.5;  ///< Standard deviation of the normal part of log size.
inline constexpr double kMedianSizeUsd = 200'000;  ///< Of the size's body.
inline constexpr double kSupplierTail = 1.40;      ///< Exponent of the tail of P(suppliers > k).
inline constexpr double kCustomerTail = 1.10;      ///< Exponent of the tail of P(customers > k).
inline constexpr double kSupplierDeviation = 0.7;  ///< Of log suppliers at a given size.
inline constexpr double kCustomerDeviation = 0.9;  ///< Of log customers at a given size.
inline constexpr double kHomeShare = 0.90;         ///< Probability that a supplier is sought at home.
inline constexpr double kReciprocity = 0.02;       ///< Share of links that are answered by one in return.
inline constexpr double kInputShareLow = 0.25;     ///< Purchases over revenue: a sector's mean is between low and high.
inline constexpr double kInputShareHigh = 0.75;
inline constexpr double kInputShareSpread = 0.10;    ///< A firm departs from its sector's mean by up to this.
inline constexpr double kMostSalesToFirms = 0.95;    ///< Sales to firms over revenue, at most.
inline constexpr double kSectorSizeDeviation = 0.9;  ///< Of log sector size.
inline constexpr double kSectorUseDeviation = 0.8;   ///< Of log weight of an input sector.
inline constexpr double kSectorInputs = 20.0;        ///< Other sectors that a sector buys from, on average.
inline constexpr double kOwnSectorHigh = 0.48;       ///< A sector's purchases from itself: uniform from 0 to this.
inline constexpr double kCountrySizeExponent = 1.0;  ///< Country r has a weight of r to the minus this.
inline constexpr double kValueDeviation = 1.0;       ///< Of log link value at given sizes of both ends.

}  // namespace chokepoint::recipe
