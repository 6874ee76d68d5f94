#include "byte_counter.hpp"

#include <atomic>
#include <cstdlib>
#include <new>

// Every allocation of this program is counted, in every form but the over-aligned one. A word before each block keeps
// its size, since a block may be given back without it.
namespace {

constexpr std::size_t kFront = 16;
std::atomic<std::size_t> live{0};
std::atomic<std::size_t> peak{0};

void* counted_new(std::size_t bytes) {
    void* block = std::malloc(bytes + kFront);
    if (block == nullptr) throw std::bad_alloc();
    *static_cast<std::size_t*>(block) = bytes;
    const std::size_t now = live += bytes;
    std::size_t before = peak;
    while (now > before && !peak.compare_exchange_weak(before, now)) {
    }
    return static_cast<char*>(block) + kFront;
}

void counted_delete(void* data) noexcept {
    if (data == nullptr) return;
    void* block = static_cast<char*>(data) - kFront;
    live -= *static_cast<std::size_t*>(block);
    std::free(block);
}

}  // namespace

void* operator new(std::size_t bytes) {
    return counted_new(bytes);
}
void* operator new[](std::size_t bytes) {
    return counted_new(bytes);
}
void* operator new(std::size_t bytes, const std::nothrow_t&) noexcept {
    try {
        return counted_new(bytes);
    } catch (const std::bad_alloc&) {
        return nullptr;
    }
}
void* operator new[](std::size_t bytes, const std::nothrow_t& nothrow) noexcept {
    return operator new(bytes, nothrow);
}
void operator delete(void* data) noexcept {
    counted_delete(data);
}
void operator delete[](void* data) noexcept {
    counted_delete(data);
}
void operator delete(void* data, std::size_t) noexcept {
    counted_delete(data);
}
void operator delete[](void* data, std::size_t) noexcept {
    counted_delete(data);
}
void operator delete(void* data, const std::nothrow_t&) noexcept {
    counted_delete(data);
}
void operator delete[](void* data, const std::nothrow_t&) noexcept {
    counted_delete(data);
}

std::size_t live_bytes() {
    return live;
}
std::size_t peak_bytes() {
    return peak;
}
void restart_peak() {
    peak = live.load();
}
