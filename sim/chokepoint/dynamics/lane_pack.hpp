#pragma once

#include <algorithm>
#include <chokepoint/dynamics/batch.hpp>
#include <cstddef>
#include <cstdint>
#include <experimental/simd>
#include <vector>

namespace chokepoint::dynamics {

/// As many lanes as fit into a vector of the target processor. Every batch is a whole number of packs.
using Pack = std::experimental::native_simd<double>;
inline constexpr unsigned kPack = static_cast<unsigned>(Pack::size());
static_assert(8 % kPack == 0);
/// One lane, for kernels written once for one lane and for a pack.
using Single = std::experimental::simd<double, std::experimental::simd_abi::scalar>;
/// The number of a lane that runs alone.
[[gnu::always_inline]] inline double number_of(const Single& lane) {
    return lane[0];
}
/// Columns are aligned to single numbers only.
inline constexpr auto kAligned = std::experimental::element_aligned;

/// A template, so that its symbol contains the width of a pack.
template <class V = Pack>
[[gnu::always_inline]] inline V load_pack(const double* from) {
    return V(from, kAligned);
}
[[gnu::always_inline]] inline void store_pack(const Pack& pack, double* to) {
    pack.copy_to(to, std::experimental::element_aligned);
}
/// The lanes of one entry of a LaneColumn, from `lane` on.
template <class V>
[[gnu::always_inline]] inline V read_column(const LaneColumn& column, std::size_t entry, unsigned lanes,
                                            unsigned lane) {
    return column.is_own() ? V(column.data() + entry * lanes + lane, kAligned) : V(column.data()[entry]);
}
/// The same for a column that is known to have a number per lane (`kOwn`) or one for all lanes.
template <bool kOwn>
[[gnu::always_inline]] inline Pack column_pack(const double* column, std::size_t entry, unsigned lanes, unsigned lane) {
    return kOwn ? load_pack(column + entry * lanes + lane) : Pack(column[entry]);
}

/// Converts the numbers of a pack to bytes (marks of lanes, enumerators) and back.
template <class V>
using Bytes = std::experimental::fixed_size_simd<std::uint8_t, static_cast<int>(V::size())>;
template <class V = Pack>
[[gnu::always_inline]] inline V load_bytes(const std::uint8_t* from) {
    return std::experimental::static_simd_cast<V>(Bytes<V>(from, kAligned));
}
template <class V>
[[gnu::always_inline]] inline void store_bytes(const V& numbers, std::uint8_t* to) {
    std::experimental::static_simd_cast<Bytes<V>>(numbers).copy_to(to, kAligned);
}

/// Whether any of one, 8 or 16 lanes is marked, or any of a pack.
template <unsigned kLanes>
[[gnu::always_inline]] inline bool is_any(const std::uint8_t* marks) {
    if constexpr (kLanes == 1) {
        return *marks != 0;
    } else {
        bool any = false;
        for (unsigned l = 0; l < kLanes; l += kPack)
            any = any || any_of(Bytes<Pack>(marks + l, kAligned) != Bytes<Pack>(0));
        return any;
    }
}

/// Whether a column is too large for the nearest caches, so that prefetching pays.
inline bool is_far(const std::vector<double>& column) {
    return column.size() * sizeof(double) > std::size_t{256} * 1024;
}

}  // namespace chokepoint::dynamics
