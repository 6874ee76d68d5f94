#pragma once

namespace chokepoint::recipe {

// The numbers of the generator. generator_recipe() gives their sources, target_moments() the moments that they produce.
// This is how we read the sources:
//
//   Axtell 2001, Mizuno et al. 2014, Watanabe et al. 2014, Diem et al. 2023
//                                    abstracts; the suppliers' 1.5 of Mizuno et al. is from the preprint
//   Fujiwara and Aoyama 2010         disassortativity from the abstract; 1.35 and 1.26 as others cite them
//   Bacilieri et al. 2023            covariances of logs for Hungary 2021 and Ecuador 2015, as others transcribe them
//   WIOD 2011 (Timmer et al. 2015)   computed from the world input-output table
//
// Reciprocity has no published source.

inline constexpr double kSizeTail = 1.06;          ///< Exponent of the tail of P(size > x).
inline constexpr double kSizeBodyDeviation = 1.5;  ///< Standard deviation of the normal part of log size.
inline constexpr double kMedianSizeUsd = 200'000;  ///< Median of the lognormal body of size.
inline constexpr double kSupplierTail = 1.40;      ///< Exponent of the tail of P(suppliers > k).
inline constexpr double kCustomerTail = 1.10;      ///< Exponent of the tail of P(customers > k).
inline constexpr double kSupplierDeviation = 0.7;  ///< Standard deviation of log suppliers at a given size.
inline constexpr double kCustomerDeviation = 0.9;  ///< Standard deviation of log customers at a given size.
inline constexpr double kHomeShare = 0.90;         ///< Probability of looking for a domestic supplier.
inline constexpr double kReciprocity = 0.02;       ///< Share of reciprocated links.
inline constexpr double kInputShareLow = 0.25;     ///< Bounds on a sector's mean of purchases over revenue.
inline constexpr double kInputShareHigh = 0.75;
inline constexpr double kInputShareSpread = 0.10;    ///< A firm's largest deviation from its sector's mean.
inline constexpr double kMostSalesToFirms = 0.95;    ///< Largest share of revenue from sales to firms.
inline constexpr double kSectorSizeDeviation = 0.9;  ///< Standard deviation of log sector size.
inline constexpr double kSectorUseDeviation = 0.8;   ///< Standard deviation of the log weight of an input sector.
inline constexpr double kSectorInputs = 20.0;        ///< Mean number of other sectors that a sector buys from.
inline constexpr double kOwnSectorHigh = 0.48;       ///< A sector buys a uniform share from itself, up to this.
inline constexpr double kCountrySizeExponent = 1.0;  ///< Country r has weight r to the minus this.
inline constexpr double kValueDeviation = 1.0;       ///< Standard deviation of log link value for given sizes.

}  // namespace chokepoint::recipe
