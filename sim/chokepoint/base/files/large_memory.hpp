#pragma once

#include <cstddef>
#include <vector>

namespace chokepoint {

/// Asks the system to back a large range with huge pages. This affects speed only.
void prefer_huge_pages(void* data, std::size_t bytes);

/// Reserves room for `count` entries, on huge pages if the range is large. With small pages, a gather from tens of
/// megabytes spends a third of its time on page lookups. Call it before filling the vector.
template <class T>
void reserve_large(std::vector<T>& values, std::size_t count) {
    values.reserve(count);
    prefer_huge_pages(values.data(), values.capacity() * sizeof(T));
}

/// Reserves in the same way, then fills the vector with `value`.
template <class T>
void assign_large(std::vector<T>& values, std::size_t count, T value) {
    values.clear();
    reserve_large(values, count);
    values.assign(count, value);
}

}  // namespace chokepoint
