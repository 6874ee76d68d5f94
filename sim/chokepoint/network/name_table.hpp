#pragma once

#include <chokepoint/base/column.hpp>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace chokepoint::network {

/// Names in the order of their first use, each with its number; together at most 4 GiB of text.
///
/// All bytes stand in one text, and a hash table of numbers finds a name in it. The three arrays depend on nothing but
/// the names and their order, so a file may hold them, and a table is made of its mapped memory without a look at any
/// name.
class NameTable {
   public:
    NameTable() = default;
    /// The table whose text(), ends() and slots() these are; is_sound() checks them.
    NameTable(Column<char> text, Column<std::uint32_t> ends, Column<std::uint32_t> slots);
    /// Whether the three arrays can be a table's: no look-up then leaves them, or goes on for ever. Nothing else may be
    /// asked of a table that is not.
    bool is_sound() const;

    /// The number of `name`, which is added if it is new. A frozen table is copied first. Throws std::length_error when
    /// the table is full.
    std::uint32_t add(std::string_view name);
    /// add() of each name in turn, much faster for many; numbers[k] is that of names[k].
    void add_all(std::span<const std::string_view> names, std::span<std::uint32_t> numbers);
    std::optional<std::uint32_t> find(std::string_view name) const;
    /// numbers[k] is that of names[k], or kNone: find() for many, whose waits for memory overlap.
    void find_all(std::span<const std::string_view> names, std::span<std::uint32_t> numbers) const;
    /// Holds until the next add().
    std::string_view name(std::uint32_t number) const;
    std::size_t size() const { return ends().size(); }
    /// Makes room for so many names at once, of so many bytes together.
    void reserve(std::size_t names, std::size_t bytes);

    /// Turns the arrays into columns: from now on copies of the table share its memory.
    void freeze();
    std::span<const char> text() const { return frozen_ ? std::span<const char>(text_column_) : text_; }
    /// Where each name ends in text(); it begins where the one before it ends.
    std::span<const std::uint32_t> ends() const {
        return frozen_ ? std::span<const std::uint32_t>(ends_column_) : ends_;
    }
    /// A power of two of entries, at most three quarters of them in use: number + 1 in the low bits, part of the hash
    /// above.
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
