#include <sys/mman.h>

#include <chokepoint/base/files/large_memory.hpp>
#include <cstdint>

namespace chokepoint {

void prefer_huge_pages(void* data, std::size_t bytes) {
    constexpr std::uintptr_t kHuge = std::uintptr_t{2} << 20;
    const std::uintptr_t first = (reinterpret_cast<std::uintptr_t>(data) + kHuge - 1) / kHuge * kHuge;
    const std::uintptr_t last = (reinterpret_cast<std::uintptr_t>(data) + bytes) / kHuge * kHuge;
    // Ignore failure: it only costs speed.
    void* const begin = reinterpret_cast<void*>(first);  // NOLINT(performance-no-int-to-ptr): within `data`
    if (last > first) madvise(begin, last - first, MADV_HUGEPAGE);
}

}  // namespace chokepoint
