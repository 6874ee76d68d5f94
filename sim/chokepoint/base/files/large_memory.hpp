#pragma once

#include <cstddef>
#include <vector>

namespace chokepoint {

/// Asks the system to back a range with huge pages, where it can and the range is large. Nothing else depends on it.
void prefer_huge_pages(void* data, std::size_t bytes);

/// Reserves room for `count` entries, on huge pages if that is much: a gather from tens of megabytes spends a third of
/// its time on looking up small pages. To be called before the vector is filled.
template <class T>
void reserve_large(std::vector<T>& values, std::size_t count) {
    values.reserve(count);
    prefer_huge_pages(values.data(), values.capacity() * sizeof(T));
}

/// The same, then fills it.
template <class T>
void assign_large(std::vector<T>& values, std::size_t count, T value) {
    values.clear();
    reserve_large(values, count);
    values.assign(count, value);
}

}  // namespace chokepoint
