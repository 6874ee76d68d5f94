#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <bit>
#include <chokepoint/base/files/large_memory.hpp>
#include <chokepoint/base/ids.hpp>
#include <chokepoint/network/name_table.hpp>
#include <cstring>
#include <stdexcept>
#include <utility>

namespace chokepoint::network {

namespace {

constexpr std::size_t kMostNames = std::size_t{1} << 30;
constexpr std::size_t kMostBytes = UINT32_MAX;
constexpr std::size_t kLookupsAtOnce = 32;  // Lookups whose memory accesses overlap.

std::uint64_t hash_of(std::string_view name) {
    return XXH3_64bits(name.data(), name.size());
}

std::size_t slots_for(std::size_t names) {
    return std::bit_ceil(std::max<std::size_t>(16, names + names / 3 + 1));
}

void prefetch(const void* address) {
    __builtin_prefetch(address);
}

template <class Word>
bool same_ends(const char* a, const char* b, std::size_t size) {
    Word first_a, first_b, last_a, last_b;
    std::memcpy(&first_a, a, sizeof(Word));
    std::memcpy(&first_b, b, sizeof(Word));
    std::memcpy(&last_a, a + size - sizeof(Word), sizeof(Word));
    std::memcpy(&last_b, b + size - sizeof(Word), sizeof(Word));
    return first_a == first_b && last_a == last_b;
}

/// a == b without reading beyond short names: memcmp reads 32 bytes and waits for cache lines that the name does not
/// touch.
bool same_text(std::string_view a, std::string_view b) {
    if (a.size() != b.size() || a.size() > 16) return a == b;
    if (a.size() >= 8) return same_ends<std::uint64_t>(a.data(), b.data(), a.size());
    if (a.size() >= 4) return same_ends<std::uint32_t>(a.data(), b.data(), a.size());
    return std::equal(a.begin(), a.end(), b.begin());
}

/// The table's three arrays, as vectors or columns. An entry of `slots` holds some bits of the hash above the mask,
/// which nearly always tell two names apart without reading their bytes.
struct View {
    const char* text;
    const std::uint32_t* ends;
    const std::uint32_t* slots;
    std::uint32_t mask;

    explicit View(const NameTable& table)
        : text(table.text().data()),
          ends(table.ends().data()),
          slots(table.slots().data()),
          mask(static_cast<std::uint32_t>(table.slots().size() - 1)) {}

    const char* begin_of(std::uint32_t number) const { return text + (number == 0 ? 0 : ends[number - 1]); }
    std::string_view name(std::uint32_t number) const { return {begin_of(number), text + ends[number]}; }
    std::uint32_t tag(std::uint64_t hash) const { return static_cast<std::uint32_t>(hash >> 32) & ~mask; }
    std::uint32_t number_in(std::uint32_t entry) const { return (entry & mask) - 1; }
    /// The slot that holds `wanted`, or the empty slot where it belongs.
    std::size_t slot_of(std::string_view wanted, std::uint64_t hash) const {
        std::size_t slot = hash & mask;
        for (; slots[slot] != 0; slot = (slot + 1) & mask) {
            if ((slots[slot] & ~mask) == tag(hash) && same_text(name(number_in(slots[slot])), wanted)) break;
        }
        return slot;
    }
};

}  // namespace

NameTable::NameTable(Column<char> text, Column<std::uint32_t> ends, Column<std::uint32_t> slots)
    : frozen_(true), text_column_(std::move(text)), ends_column_(std::move(ends)), slots_column_(std::move(slots)) {}

bool NameTable::is_sound() const {
    const std::span<const std::uint32_t> end = ends();
    const std::span<const std::uint32_t> table = slots();
    if (!std::is_sorted(end.begin(), end.end()) || (end.empty() ? 0 : end.back()) != text().size()) return false;
    if (end.size() > kMostNames || !std::has_single_bit(table.size()) || table.size() < slots_for(end.size()))
        return false;
    const auto mask = static_cast<std::uint32_t>(table.size() - 1);
    const auto names = static_cast<std::uint32_t>(end.size());
    std::size_t used = 0;
    bool known = true;
    for (const std::uint32_t entry : table) {
        known &= (entry == 0) | ((entry & mask) - 1 < names);  // entry number 0 wraps around
        used += entry != 0 ? 1 : 0;
    }
    return known && used == end.size();
}

std::string_view NameTable::name(std::uint32_t number) const {
    const std::span<const std::uint32_t> end = ends();
    const std::uint32_t begin = number == 0 ? 0 : end[number - 1];
    return {text().data() + begin, end[number] - begin};
}

std::optional<std::uint32_t> NameTable::find(std::string_view name) const {
    if (size() == 0) return std::nullopt;
    const View table(*this);
    const std::uint32_t entry = table.slots[table.slot_of(name, hash_of(name))];
    if (entry == 0) return std::nullopt;
    return table.number_in(entry);
}

void NameTable::find_all(std::span<const std::string_view> names, std::span<std::uint32_t> numbers) const {
    if (size() == 0) return std::fill(numbers.begin(), numbers.end(), kNone);
    const View table(*this);
    std::array<std::uint64_t, kLookupsAtOnce> hashes;
    for (std::size_t first = 0; first < names.size(); first += kLookupsAtOnce) {
        const std::size_t count = std::min(kLookupsAtOnce, names.size() - first);
        for (std::size_t k = 0; k < count; ++k) {
            hashes[k] = hash_of(names[first + k]);
            prefetch(&table.slots[hashes[k] & table.mask]);
        }
        for (std::size_t k = 0; k < count; ++k) {
            const std::uint32_t entry = table.slots[hashes[k] & table.mask];
            if (entry != 0) prefetch(&table.ends[table.number_in(entry)]);
        }
        for (std::size_t k = 0; k < count; ++k) {
            const std::uint32_t entry = table.slots[hashes[k] & table.mask];
            if (entry == 0) continue;
            prefetch(table.begin_of(table.number_in(entry)));
            prefetch(table.text + table.ends[table.number_in(entry)] - 1);
        }
        for (std::size_t k = 0; k < count; ++k) {
            const std::uint32_t entry = table.slots[table.slot_of(names[first + k], hashes[k])];
            numbers[first + k] = entry == 0 ? kNone : table.number_in(entry);
        }
    }
}

std::uint32_t NameTable::add(std::string_view name) {
    thaw();
    if (slots_for(size() + 1) > slots_.size()) rebuild_slots(slots_for(size() + 1));
    return add_hashed(name, hash_of(name));
}

void NameTable::add_all(std::span<const std::string_view> names, std::span<std::uint32_t> numbers) {
    thaw();
    std::array<std::uint64_t, kLookupsAtOnce> hashes;
    for (std::size_t first = 0; first < names.size(); first += kLookupsAtOnce) {
        const std::size_t count = std::min(kLookupsAtOnce, names.size() - first);
        if (slots_for(size() + count) > slots_.size()) rebuild_slots(slots_for(size() + count));
        for (std::size_t k = 0; k < count; ++k) {
            hashes[k] = hash_of(names[first + k]);
            prefetch(&slots_[hashes[k] & (slots_.size() - 1)]);
        }
        for (std::size_t k = 0; k < count; ++k)
            numbers[first + k] = add_hashed(names[first + k], hashes[k]);
    }
}

/// Requires a free slot.
std::uint32_t NameTable::add_hashed(std::string_view name, std::uint64_t hash) {
    const View table(*this);
    const std::size_t slot = table.slot_of(name, hash);
    if (slots_[slot] != 0) return table.number_in(slots_[slot]);
    if (ends_.size() >= kMostNames || name.size() > kMostBytes - text_.size())
        throw std::length_error("too many names for one table");
    slots_[slot] = table.tag(hash) | static_cast<std::uint32_t>(ends_.size() + 1);
    text_.insert(text_.end(), name.begin(), name.end());
    ends_.push_back(static_cast<std::uint32_t>(text_.size()));
    return static_cast<std::uint32_t>(ends_.size() - 1);
}

void NameTable::reserve(std::size_t names, std::size_t bytes) {
    thaw();
    reserve_large(ends_, names);
    reserve_large(text_, bytes);
    if (slots_for(names) > slots_.size()) rebuild_slots(slots_for(names));
}

/// Inserts the names in the order of their numbers, so the same names always make the same table.
void NameTable::rebuild_slots(std::size_t count) {
    slots_ = {};
    assign_large(slots_, count, std::uint32_t{0});
    const View table(*this);
    std::array<std::uint64_t, kLookupsAtOnce> hashes;
    for (std::size_t first = 0; first < size(); first += kLookupsAtOnce) {
        const std::size_t last = std::min(first + kLookupsAtOnce, size());
        for (std::size_t number = first; number < last; ++number) {
            hashes[number - first] = hash_of(table.name(static_cast<std::uint32_t>(number)));
            prefetch(&slots_[hashes[number - first] & table.mask]);
        }
        for (std::size_t number = first; number < last; ++number) {
            const std::uint64_t hash = hashes[number - first];
            std::size_t slot = hash & table.mask;
            while (slots_[slot] != 0)
                slot = (slot + 1) & table.mask;
            slots_[slot] = table.tag(hash) | static_cast<std::uint32_t>(number + 1);
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

}  // namespace chokepoint::network
