#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <chokepoint/base/parallel.hpp>
#include <chokepoint/network/file/column_file.hpp>
#include <chokepoint/network/file/column_file_layout.hpp>
#include <cstring>
#include <stdexcept>

namespace chokepoint::network {

namespace {

constexpr std::size_t kPiece = std::size_t{16} << 20;

template <class T>
std::string_view bytes_of(const T& value) {
    return {reinterpret_cast<const char*>(&value), sizeof(T)};
}

}  // namespace

void ColumnFileWriter::add_bytes(std::string_view name, std::size_t element_bytes, std::size_t count,
                                 const void* data) {
    const bool known =
        std::any_of(sections_.begin(), sections_.end(), [&](const Section& section) { return section.name == name; });
    if (known || name.empty() || name.size() >= sizeof(SectionEntry::name) || sections_.size() == kMostSections)
        throw std::logic_error("a section needs a unique name of at most 31 characters");
    sections_.push_back(
        {std::string(name), static_cast<std::uint32_t>(element_bytes), count, static_cast<const char*>(data)});
}

std::uint64_t ColumnFileWriter::file_bytes() const {
    std::uint64_t bytes = sizeof(ColumnFileHeader) + sections_.size() * sizeof(SectionEntry);
    for (const Section& section : sections_)
        bytes = aligned(bytes) + section.bytes();
    return bytes;
}

void ColumnFileWriter::write(unsigned threads, const std::function<void(std::string_view piece)>& sink) const {
    std::vector<SectionEntry> entries(sections_.size());
    std::uint64_t offset = sizeof(ColumnFileHeader) + entries.size() * sizeof(SectionEntry);
    for (std::size_t k = 0; k < entries.size(); ++k) {
        const Section& section = sections_[k];
        offset = aligned(offset);
        std::copy(section.name.begin(), section.name.end(), entries[k].name.begin());
        entries[k].element_bytes = section.element_bytes;
        entries[k].count = section.count;
        entries[k].offset = offset;
        offset += section.bytes();
    }
    for_each_index(entries.size(), threads,
                   [&](std::size_t k) { entries[k].checksum = XXH3_64bits(sections_[k].data, sections_[k].bytes()); });

    ColumnFileHeader header;
    header.version = kColumnFileVersion;
    header.file_bytes = offset;
    header.sections = static_cast<std::uint32_t>(entries.size());
    std::string head(bytes_of(header));
    for (const SectionEntry& entry : entries)
        head += bytes_of(entry);
    header.checksum = XXH3_64bits(head.data(), head.size());
    head.replace(0, sizeof header, bytes_of(header));

    sink(head);
    std::uint64_t written = head.size();
    for (std::size_t k = 0; k < entries.size(); ++k) {
        if (entries[k].offset > written) sink(std::string(entries[k].offset - written, '\0'));
        const std::string_view bytes(sections_[k].data, sections_[k].bytes());
        for (std::size_t at = 0; at < bytes.size(); at += kPiece)
            sink(bytes.substr(at, kPiece));
        written = entries[k].offset + bytes.size();
    }
}

}  // namespace chokepoint::network
