#pragma once

#include <cstddef>
#include <cstdint>

namespace chokepoint {

/// Index types, so that a node, a slot, a link (numbered by customer) and a product cannot be confused.
enum class NodeId : std::uint32_t {};
enum class SlotId : std::uint32_t {};
enum class LinkId : std::uint64_t {};
enum class ProductId : std::uint32_t {};

constexpr std::size_t index(NodeId id) {
    return static_cast<std::size_t>(id);
}
constexpr std::size_t index(SlotId id) {
    return static_cast<std::size_t>(id);
}
constexpr std::size_t index(LinkId id) {
    return static_cast<std::size_t>(id);
}
constexpr std::size_t index(ProductId id) {
    return static_cast<std::size_t>(id);
}

/// Stands for "none" among 32-bit indices in flat arrays.
inline constexpr std::uint32_t kNone = UINT32_MAX;

}  // namespace chokepoint
