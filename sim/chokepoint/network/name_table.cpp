#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <bit>
#include <chokepoint/base/ids.hpp>
#include <chokepoint/base/large_memory.hpp>
#include <chokepoint/network/name_table.hpp>
#include <stdexcept>
#include <utility>

namespace chokepoint {

namespace {

constexpr std::size_t kMostNames = std::size_t{1} << 31;
constexpr std::size_t kBlock = 32;  // Lookups on their way to memory at once.

std::uint64_t hash_of(std::string_view name) {
    return XXH3_64bits(name.data(), name.size());
}

/// The entry of name `number` in a table of mask + 1 slots, of which the hash gives the high bits: two names in one
/// run of slots are then told apart without a look at their bytes, nearly always.
std::uint32_t entry_of(std::uint64_t hash, std::uint32_t mask, std::size_t number) {
    return (static_cast<std::uint32_t>(hash >> 32) & ~mask) | static_cast<std::uint32_t>(number + 1);
}

std::size_t slots_for(std::size_t names) {
    return std::bit_ceil(std::max<std::size_t>(16, 2 * names));
}

void prefetch(const void* address) {
    __builtin_prefetch(address);
}

}  // namespace

NameTable::NameTable(Column<char> text, Column<std::uint64_t> ends, Column<std::uint32_t> slots)
    : frozen_(true), text_column_(std::move(text)), ends_column_(std::move(ends)), slots_column_(std::move(slots)) {}

bool NameTable::is_sound() const {
    const std::span<const std::uint64_t> end = ends();
    const std::span<const std::uint32_t> table = slots();
    if (!std::is_sorted(end.begin(), end.end()) || (end.empty() ? 0 : end.back()) != text().size()) return false;
    if (end.size() > kMostNames || !std::has_single_bit(table.size()) || table.size() < slots_for(end.size()))
        return false;
    const auto mask = static_cast<std::uint32_t>(table.size() - 1);
    std::size_t used = 0;
    bool known = true;
    for (const std::uint32_t entry : table) {
        const std::uint32_t number = entry & mask;  // from 1; 0 only in a slot that is empty
        known = known && (entry == 0 || (number > 0 && number <= end.size()));
        used += entry != 0 ? 1 : 0;
    }
    return known && used == end.size();
}

std::string_view NameTable::name(std::uint32_t number) const {
    const std::span<const std::uint64_t> end = ends();
    const std::uint64_t begin = number == 0 ? 0 : end[number - 1];
    return {text().data() + begin, static_cast<std::size_t>(end[number] - begin)};
}

/// The slot that holds `name`, or the empty one in which it would go.
std::size_t NameTable::slot_of(std::string_view name, std::uint64_t hash) const {
    const std::span<const std::uint32_t> table = slots();
    const auto mask = static_cast<std::uint32_t>(table.size() - 1);
    const std::uint32_t tag = static_cast<std::uint32_t>(hash >> 32) & ~mask;
    std::size_t slot = hash & mask;
    for (; table[slot] != 0; slot = (slot + 1) & mask) {
        if ((table[slot] & ~mask) == tag && this->name((table[slot] & mask) - 1) == name) break;
    }
    return slot;
}

std::optional<std::uint32_t> NameTable::find(std::string_view name) const {
    std::uint32_t number = kNone;
    find_all({&name, 1}, {&number, 1});
    if (number == kNone) return std::nullopt;
    return number;
}

void NameTable::find_all(std::span<const std::string_view> names, std::span<std::uint32_t> numbers) const {
    if (size() == 0) return std::fill(numbers.begin(), numbers.end(), kNone);
    const std::span<const std::uint32_t> table = slots();
    const auto mask = static_cast<std::uint32_t>(table.size() - 1);
    std::array<std::uint64_t, kBlock> hashes;
    for (std::size_t first = 0; first < names.size(); first += kBlock) {
        const std::size_t count = std::min(kBlock, names.size() - first);
        for (std::size_t k = 0; k < count; ++k) {
            hashes[k] = hash_of(names[first + k]);
            prefetch(&table[hashes[k] & mask]);
        }
        for (std::size_t k = 0; k < count; ++k) {
            if (const std::uint32_t entry = table[hashes[k] & mask]; entry != 0) prefetch(&ends()[(entry & mask) - 1]);
        }
        for (std::size_t k = 0; k < count; ++k) {
            if (const std::uint32_t entry = table[hashes[k] & mask]; entry != 0)
                prefetch(name((entry & mask) - 1).data());
        }
        for (std::size_t k = 0; k < count; ++k) {
            const std::uint32_t entry = table[slot_of(names[first + k], hashes[k])];
            numbers[first + k] = entry == 0 ? kNone : (entry & mask) - 1;
        }
    }
}

std::uint32_t NameTable::add(std::string_view name) {
    std::uint32_t number = kNone;
    add_all({&name, 1}, {&number, 1});
    return number;
}

void NameTable::add_all(std::span<const std::string_view> names, std::span<std::uint32_t> numbers) {
    thaw();
    std::array<std::uint64_t, kBlock> hashes;
    for (std::size_t first = 0; first < names.size(); first += kBlock) {
        const std::size_t count = std::min(kBlock, names.size() - first);
        if (slots_for(size() + count) > slots_.size()) rebuild_slots(slots_for(size() + count));
        for (std::size_t k = 0; k < count; ++k) {
            hashes[k] = hash_of(names[first + k]);
            prefetch(&slots_[hashes[k] & (slots_.size() - 1)]);
        }
        for (std::size_t k = 0; k < count; ++k)
            numbers[first + k] = add_hashed(names[first + k], hashes[k]);
    }
}

std::uint32_t NameTable::add_hashed(std::string_view name, std::uint64_t hash) {
    const auto mask = static_cast<std::uint32_t>(slots_.size() - 1);
    std::uint32_t& slot = slots_[slot_of(name, hash)];
    if (slot != 0) return (slot & mask) - 1;
    if (size() >= kMostNames) throw std::length_error("a table holds at most 2^31 names");
    slot = entry_of(hash, mask, size());
    text_.insert(text_.end(), name.begin(), name.end());
    ends_.push_back(text_.size());
    return static_cast<std::uint32_t>(ends_.size() - 1);
}

void NameTable::reserve(std::size_t names, std::size_t bytes) {
    thaw();
    reserve_large(ends_, names);
    reserve_large(text_, bytes);
    if (slots_for(names) > slots_.size()) rebuild_slots(slots_for(names));
}

/// Names enter in the order of their numbers, so the same names always make the same table.
void NameTable::rebuild_slots(std::size_t count) {
    slots_ = {};
    assign_large(slots_, count, std::uint32_t{0});
    const auto mask = static_cast<std::uint32_t>(count - 1);
    std::array<std::uint64_t, kBlock> hashes;
    for (std::size_t first = 0; first < size(); first += kBlock) {
        const std::size_t last = std::min(first + kBlock, size());
        for (std::size_t number = first; number < last; ++number) {
            hashes[number - first] = hash_of(name(static_cast<std::uint32_t>(number)));
            prefetch(&slots_[hashes[number - first] & mask]);
        }
        for (std::size_t number = first; number < last; ++number) {
            std::size_t slot = hashes[number - first] & mask;
            while (slots_[slot] != 0)
                slot = (slot + 1) & mask;
            slots_[slot] = entry_of(hashes[number - first], mask, number);
        }
    }
}

void NameTable::freeze() {
    if (frozen_) return;
    if (slots_.size() != slots_for(size())) rebuild_slots(slots_for(size()));
    text_.shrink_to_fit();
    ends_.shrink_to_fit();
    text_column_ = std::exchange(text_, {});
    ends_column_ = std::exchange(ends_, {});
    slots_column_ = std::exchange(slots_, {});
    frozen_ = true;
}

void NameTable::thaw() {
    if (!frozen_) return;
    text_.assign(text_column_.begin(), text_column_.end());
    ends_.assign(ends_column_.begin(), ends_column_.end());
    slots_.assign(slots_column_.begin(), slots_column_.end());
    text_column_ = {};
    ends_column_ = {};
    slots_column_ = {};
    frozen_ = false;
}

}  // namespace chokepoint
