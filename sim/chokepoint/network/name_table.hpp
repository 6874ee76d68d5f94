#pragma once

#include <chokepoint/base/column.hpp>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace chokepoint::network {

/// Names, numbered in the order of first use; at most 4 GiB of text in total.
///
/// One array holds the text of all names, and a hash table of numbers finds a name in it. The three arrays depend only
/// on the names and their order, so a file can store them, and a table can use its mapped memory without reading any
/// name.
class NameTable {
   public:
    NameTable() = default;
    /// Makes a table of another table's text(), ends() and slots(). Call is_sound() before using it.
    NameTable(Column<char> text, Column<std::uint32_t> ends, Column<std::uint32_t> slots);
    /// Whether the three arrays can belong to a table, so that every lookup stays within them and ends. Call no other
    /// function of a table that is not sound.
    bool is_sound() const;

    /// The number of `name`, added if it is new; a frozen table is copied first. Throws std::length_error if it is
    /// full.
    std::uint32_t add(std::string_view name);
    /// Calls add() for each name in turn, but is much faster for many names. numbers[k] is the number of names[k].
    void add_all(std::span<const std::string_view> names, std::span<std::uint32_t> numbers);
    std::optional<std::uint32_t> find(std::string_view name) const;
    /// Sets numbers[k] to the number of names[k], or to kNone. Overlaps the memory accesses of many find() calls.
    void find_all(std::span<const std::string_view> names, std::span<std::uint32_t> numbers) const;
    /// The name is valid until the next add().
    std::string_view name(std::uint32_t number) const;
    std::size_t size() const { return ends().size(); }
    /// Reserves room for `names` names with `bytes` bytes in total.
    void reserve(std::size_t names, std::size_t bytes);

    /// Converts the arrays to columns, so that copies of the table share memory from now on.
    void freeze();
    std::span<const char> text() const { return frozen_ ? std::span<const char>(text_column_) : text_; }
    /// Where each name ends in text(). It begins where the previous one ends.
    std::span<const std::uint32_t> ends() const {
        return frozen_ ? std::span<const std::uint32_t>(ends_column_) : ends_;
    }
    /// A power of two of entries, at most three quarters in use. The low bits hold number + 1, the others part of the
    /// hash.
    std::span<const std::uint32_t> slots() const {
        return frozen_ ? std::span<const std::uint32_t>(slots_column_) : slots_;
    }

   private:
    void thaw();
    void rebuild_slots(std::size_t count);
    std::uint32_t add_hashed(std::string_view name, std::uint64_t hash);

    bool frozen_ = false;
    std::vector<char> text_;
    std::vector<std::uint32_t> ends_;
    std::vector<std::uint32_t> slots_;
    Column<char> text_column_;
    Column<std::uint32_t> ends_column_;
    Column<std::uint32_t> slots_column_;
};

}  // namespace chokepoint::network
