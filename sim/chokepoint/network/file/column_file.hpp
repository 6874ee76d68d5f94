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

/// The format version that this program writes, and the newest that it reads.
inline constexpr std::uint32_t kColumnFileVersion = 1;

/// Writes named columns into one file. The same columns always make the same bytes.
///
/// A header of 64 bytes and a section table with 64 bytes per section come first, with one checksum for both. Then come
/// the columns as in memory (little-endian), each at a multiple of 64 bytes, with zeros between. Checksums are XXH3-64.
class ColumnFileWriter {
   public:
    /// `name` has at most 31 characters. The values are not copied and must live until write() returns.
    template <class T>
    void add(std::string_view name, std::span<const T> values) {
        static_assert(std::is_trivially_copyable_v<T>);
        add_bytes(name, sizeof(T), values.size(), values.data());
    }

    std::uint64_t file_bytes() const;
    /// Passes the file to `sink` piece by piece. Computes the checksums on up to `threads` threads (0: one per core).
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

/// A column file, mapped into memory. Its columns are views that keep it mapped.
class ColumnFile {
   public:
    /// Opens the file and verifies every checksum on up to `threads` threads (0: one per core). Throws InputError if
    /// the file cannot be opened, is of another kind or a newer format, is cut short, or is damaged.
    ColumnFile(const std::filesystem::path& path, unsigned threads);

    const std::string& name() const { return file_->name(); }
    /// The whole file.
    std::string_view bytes() const { return file_->bytes(); }
    bool has(std::string_view section) const { return find(section) != nullptr; }
    /// Throws InputError if the section is missing or has elements of another size.
    template <class T>
    Column<T> column(std::string_view section) const {
        static_assert(std::is_trivially_copyable_v<T>);
        const std::string_view bytes = bytes_of(section, sizeof(T));
        return {std::span(reinterpret_cast<const T*>(bytes.data()), bytes.size() / sizeof(T)), file_};
    }
    /// Throws InputError for a section with invalid content.
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

/// Whether a file begins like a column file of any version.
bool is_column_file(const std::filesystem::path& path);

}  // namespace chokepoint::network
