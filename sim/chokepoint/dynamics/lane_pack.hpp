#pragma once

#include <algorithm>
#include <chokepoint/dynamics/batch.hpp>
#include <cstddef>
#include <cstdint>
#include <experimental/simd>
#include <vector>

namespace chokepoint::dynamics {

/// As many lanes as the vectors hold that this is compiled for; every batch is a whole number of packs.
using Pack = std::experimental::native_simd<double>;
inline constexpr unsigned kPack = static_cast<unsigned>(Pack::size());
static_assert(8 % kPack == 0);
/// One lane, for kernels that are written once for both.
using Single = std::experimental::simd<double, std::experimental::simd_abi::scalar>;
/// The number of a lane that runs alone.
inline double number_of(const Single& lane) {
    return lane[0];
}
/// Columns are aligned to their numbers alone.
inline constexpr auto kAligned = std::experimental::element_aligned;

/// A template, so that its symbol tells the width of a pack.
template <class V = Pack>
V load_pack(const double* from) {
    return V(from, kAligned);
}
inline void store_pack(const Pack& pack, double* to) {
    pack.copy_to(to, std::experimental::element_aligned);
}
/// A pack of an entry of a LaneColumn.
template <class V>
V read_column(const LaneColumn& column, std::size_t entry, unsigned lanes, unsigned lane) {
    return column.is_own() ? V(column.data() + entry * lanes + lane, kAligned) : V(column.data()[entry]);
}
/// A pack of a column in which each lane has a number of its own, or all share one.
template <bool kOwn>
Pack column_pack(const double* column, std::size_t entry, unsigned lanes, unsigned lane) {
    return kOwn ? load_pack(column + entry * lanes + lane) : Pack(column[entry]);
}

/// Numbers of a pack as bytes, such as marks of lanes or enumerators, and back.
template <class V>
using Bytes = std::experimental::fixed_size_simd<std::uint8_t, static_cast<int>(V::size())>;
template <class V = Pack>
V load_bytes(const std::uint8_t* from) {
    return std::experimental::static_simd_cast<V>(Bytes<V>(from, kAligned));
}
template <class V>
void store_bytes(const V& numbers, std::uint8_t* to) {
    std::experimental::static_simd_cast<Bytes<V>>(numbers).copy_to(to, kAligned);
}

/// Whether any of one, 8 or 16 lanes is marked, or any of a pack.
template <unsigned kLanes>
bool is_any(const std::uint8_t* marks) {
    if constexpr (kLanes == 1) {
        return *marks != 0;
    } else {
        bool any = false;
        for (unsigned l = 0; l < kLanes; l += kPack)
            any = any || any_of(Bytes<Pack>(marks + l, kAligned) != Bytes<Pack>(0));
        return any;
    }
}

/// Whether a column does not fit the nearest caches, so that it pays to ask for its lines ahead.
inline bool is_far(const std::vector<double>& column) {
    return column.size() * sizeof(double) > 256 * 1024;
}

}  // namespace chokepoint::dynamics
