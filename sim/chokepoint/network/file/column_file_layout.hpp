#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <type_traits>

namespace chokepoint::network {

// The magic bytes of a column file. The first is not a character, and the line feed reveals a transfer in text mode.
inline constexpr std::array<char, 8> kColumnFileMagic = {'\x89', 'C', 'H', 'K', 'N', 'E', 'T', '\n'};
inline constexpr std::uint32_t kByteOrderMark = 0x01020304;
inline constexpr std::size_t kSectionAlignment = 64;
inline constexpr std::uint32_t kMostSections = 1024;

struct ColumnFileHeader {
    std::array<char, 8> magic = kColumnFileMagic;
    std::uint32_t version = 0;
    std::uint32_t byte_order = kByteOrderMark;
    std::uint64_t file_bytes = 0;
    std::uint32_t sections = 0;
    std::uint32_t zero = 0;
    std::uint64_t checksum = 0;  ///< Of the header, with 0 in this field, and of the section table.
    std::array<std::uint64_t, 3> zeros = {};
};

struct SectionEntry {
    std::array<char, 32> name = {};  ///< Zero-terminated.
    std::uint32_t element_bytes = 0;
    std::uint32_t zero = 0;
    std::uint64_t count = 0;
    std::uint64_t offset = 0;  ///< From the start of the file, in ascending order.
    std::uint64_t checksum = 0;
};

static_assert(sizeof(ColumnFileHeader) == 64 && sizeof(SectionEntry) == 64);
static_assert(std::is_trivially_copyable_v<ColumnFileHeader> && std::is_trivially_copyable_v<SectionEntry>);

constexpr std::uint64_t aligned(std::uint64_t offset) {
    return (offset + kSectionAlignment - 1) / kSectionAlignment * kSectionAlignment;
}

}  // namespace chokepoint::network
