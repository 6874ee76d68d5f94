#pragma once

#include <chokepoint/base/column.hpp>
#include <chokepoint/base/files/mapped_file.hpp>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace chokepoint::network {

/// The format that this version writes, and the newest that it reads.
inline constexpr std::uint32_t kColumnFileVersion = 1;

/// Writes named columns into one file: the same columns make the same bytes.
///
/// A header of 64 bytes and a table of sections, 64 bytes each, with a checksum of both; then the columns as they stand
/// in memory (little-endian), each at a multiple of 64 bytes, zeros between them. Checksums are XXH3-64.
class ColumnFileWriter {
   public:
    /// `name` has at most 31 characters. The values are not copied: they must live until write() is done.
    template <class T>
    void add(std::string_view name, std::span<const T> values) {
        static_assert(std::is_trivially_copyable_v<T>);
        add_bytes(name, sizeof(T), values.size(), values.data());
    }

    std::uint64_t file_bytes() const;
    /// Hands the file to `sink` piece by piece; checksums are taken on up to `threads` threads (0: as many as the
    /// machine has).
    void write(unsigned threads, const std::function<void(std::string_view piece)>& sink) const;

   private:
    struct Section {
        std::string name;
        std::uint32_t element_bytes = 0;
        std::uint64_t count = 0;
        const char* data = nullptr;

        std::uint64_t bytes() const { return element_bytes * count; }
    };

    void add_bytes(std::string_view name, std::size_t element_bytes, std::size_t count, const void* data);

    std::vector<Section> sections_;
};

/// A file of columns, mapped into memory; its columns are views that keep it mapped.
class ColumnFile {
   public:
    /// Opens the file and takes every checksum, on up to `threads` threads (0: as many as the machine has). Throws
    /// InputError if it cannot be opened, is of another kind, of a newer format, cut short, or damaged.
    ColumnFile(const std::filesystem::path& path, unsigned threads);

    const std::string& name() const { return file_->name(); }
    /// The whole file.
    std::string_view bytes() const { return file_->bytes(); }
    bool has(std::string_view section) const { return find(section) != nullptr; }
    /// Throws InputError if there is no such section, or one of other elements.
    template <class T>
    Column<T> column(std::string_view section) const {
        static_assert(std::is_trivially_copyable_v<T>);
        const std::string_view bytes = bytes_of(section, sizeof(T));
        return {std::span(reinterpret_cast<const T*>(bytes.data()), bytes.size() / sizeof(T)), file_};
    }
    /// Says that what a section holds cannot be: throws InputError.
    [[noreturn]] void refuse(std::string_view section, std::string_view fault) const;

   private:
    struct Section {
        std::string_view name;
        std::uint32_t element_bytes = 0;
        std::string_view bytes;
    };

    const Section* find(std::string_view name) const;
    std::string_view bytes_of(std::string_view name, std::size_t element_bytes) const;

    std::shared_ptr<const MappedFile> file_;
    std::vector<Section> sections_;
};

/// Whether a file begins as files of columns do, of whatever version.
bool is_column_file(const std::filesystem::path& path);

}  // namespace chokepoint::network
