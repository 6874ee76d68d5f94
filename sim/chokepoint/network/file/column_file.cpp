// Checks a file step by step and trusts nothing before its check: the magic bytes, the format version, the checksum of
// the section table, the placement of each section, and the checksum of each section.
#define XXH_INLINE_ALL
#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <chokepoint/base/diagnostic.hpp>
#include <chokepoint/base/parallel.hpp>
#include <chokepoint/network/file/column_file.hpp>
#include <chokepoint/network/file/column_file_layout.hpp>
#include <cstring>
#include <fstream>
#include <limits>
#include <numeric>

namespace chokepoint::network {

namespace {

constexpr const char* kConvertAgain = "convert it again from its CSV with this version";
constexpr const char* kCopyAgain = "copy it again, or convert it again from its CSV with this version";

template <class T>
T copied_from(std::string_view bytes) {
    T value;
    std::memcpy(&value, bytes.data(), sizeof value);
    return value;
}

bool has_magic(std::string_view bytes) {
    const std::string_view magic(kColumnFileMagic.data(), kColumnFileMagic.size());
    return !bytes.empty() && bytes.substr(0, magic.size()) == magic.substr(0, bytes.size());
}

[[noreturn]] void fail_as_truncated(const MappedFile& file, std::uint64_t whole) {
    refuse_file(file.name(), fmt::format("the file is cut short: {} of {} bytes", file.bytes().size(), whole),
                kCopyAgain, Fault::damaged);
}

/// The header of a file that contains the whole header and section table.
ColumnFileHeader checked_header(const MappedFile& file) {
    const std::string_view bytes = file.bytes();
    if (!has_magic(bytes)) {
        refuse_file(
            file.name(), "not a chokepoint network",
            "a model is a folder with firms.csv and links.csv, or a file that 'chokepoint convert' made of one");
    }
    if (bytes.size() < sizeof(ColumnFileHeader)) fail_as_truncated(file, sizeof(ColumnFileHeader));
    auto header = copied_from<ColumnFileHeader>(bytes);
    if (header.byte_order != kByteOrderMark)
        refuse_file(file.name(), "written on a machine with a different byte order",
                    "convert it from its CSV on this machine");
    if (header.version > kColumnFileVersion) {
        refuse_file(file.name(),
                    fmt::format("written in version {} of the format, but this program reads only versions up to {}",
                                header.version, kColumnFileVersion),
                    "use a newer chokepoint, or convert it again from its CSV with this version");
    }
    const std::uint64_t table_bytes = header.sections * sizeof(SectionEntry);
    const std::uint64_t head_bytes = sizeof header + table_bytes;
    const bool plausible = header.version > 0 && header.sections <= kMostSections && header.file_bytes >= head_bytes;
    if (plausible && bytes.size() < head_bytes) fail_as_truncated(file, header.file_bytes);
    std::uint64_t checksum = 0;
    if (plausible) {
        std::string head(bytes.substr(0, head_bytes));
        std::memset(head.data() + offsetof(ColumnFileHeader, checksum), 0, sizeof checksum);
        checksum = XXH3_64bits(head.data(), head.size());
    }
    if (!plausible || checksum != header.checksum)
        refuse_file(file.name(), "the header does not match its checksum: the file is damaged", kCopyAgain,
                    Fault::damaged);
    if (bytes.size() < header.file_bytes) fail_as_truncated(file, header.file_bytes);
    if (bytes.size() > header.file_bytes) {
        refuse_file(file.name(),
                    fmt::format("the file goes on after the end of the network: {} instead of {} bytes", bytes.size(),
                                header.file_bytes),
                    kCopyAgain, Fault::damaged);
    }
    return header;
}

/// What is wrong with the place of a section, or "". `end` is where the previous section ends.
std::string_view placement_fault(const SectionEntry& entry, std::uint64_t end, std::uint64_t file_bytes) {
    if (std::find(entry.name.begin(), entry.name.end(), '\0') == entry.name.end()) return "has an unterminated name";
    if (entry.element_bytes == 0 || entry.element_bytes > 8 || kSectionAlignment % entry.element_bytes != 0)
        return "has elements of an unsupported size";
    if (entry.offset % kSectionAlignment != 0) return "is not aligned";
    if (entry.offset < end) return "overlaps the section before it";
    if (entry.offset > file_bytes || entry.count > (file_bytes - entry.offset) / entry.element_bytes)
        return "extends beyond the end of the file";
    return {};
}

}  // namespace

ColumnFile::ColumnFile(const std::filesystem::path& path, unsigned threads)
    : file_(std::make_shared<const MappedFile>(path, std::numeric_limits<std::size_t>::max())) {
    const ColumnFileHeader header = checked_header(*file_);
    const std::string_view bytes = file_->bytes();
    std::vector<std::uint64_t> checksums;
    std::uint64_t end = sizeof header + header.sections * sizeof(SectionEntry);
    for (std::uint32_t k = 0; k < header.sections; ++k) {
        const std::string_view place = bytes.substr(sizeof header + k * sizeof(SectionEntry));
        const auto entry = copied_from<SectionEntry>(place);
        const std::string_view name =
            place.substr(0, std::find(entry.name.begin(), entry.name.end(), '\0') - entry.name.begin());
        if (const auto fault = placement_fault(entry, end, header.file_bytes); !fault.empty()) refuse(name, fault);
        if (has(name)) refuse(name, "appears twice");
        end = entry.offset + entry.count * entry.element_bytes;
        sections_.push_back({name, entry.element_bytes, bytes.substr(entry.offset, end - entry.offset)});
        checksums.push_back(entry.checksum);
    }
    // Longest first, so that no thread works alone on a long section at the end.
    std::vector<std::size_t> order(sections_.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return sections_[a].bytes.size() > sections_[b].bytes.size();
    });
    std::vector<char> matches(sections_.size());
    for_each_index(order.size(), threads, [&](std::size_t k) {
        const std::string_view section = sections_[order[k]].bytes;
        matches[order[k]] = XXH3_64bits(section.data(), section.size()) == checksums[order[k]];
    });
    std::vector<Diagnostic> faults;
    for (std::size_t k = 0; k < sections_.size(); ++k) {
        if (matches[k] != 0) continue;
        faults.push_back(
            file_fault(file_->name(),
                       fmt::format("section '{}' does not match its checksum: the file is damaged", sections_[k].name),
                       kCopyAgain, Fault::damaged));
    }
    if (!faults.empty()) throw InputError(std::move(faults));
}

const ColumnFile::Section* ColumnFile::find(std::string_view name) const {
    const auto found =
        std::find_if(sections_.begin(), sections_.end(), [&](const Section& section) { return section.name == name; });
    return found == sections_.end() ? nullptr : &*found;
}

std::string_view ColumnFile::bytes_of(std::string_view name, std::size_t element_bytes) const {
    const Section* section = find(name);
    if (section == nullptr) refuse(name, "is missing");
    if (section->element_bytes != element_bytes)
        refuse(name, fmt::format("has elements of {} bytes instead of {}", section->element_bytes, element_bytes));
    return section->bytes;
}

void ColumnFile::refuse(std::string_view section, std::string_view fault) const {
    refuse_file(file_->name(), fmt::format("section '{}' {}", section, fault), kConvertAgain, Fault::damaged);
}

bool is_column_file(const std::filesystem::path& path) {
    std::error_code ignored;
    if (!std::filesystem::is_regular_file(path, ignored)) return false;
    std::array<char, kColumnFileMagic.size()> begin = {};
    std::ifstream file(path, std::ios::binary);
    return file.read(begin.data(), begin.size()) && begin == kColumnFileMagic;
}

}  // namespace chokepoint::network
