#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chokepoint/base/diagnostic.hpp>
#include <chokepoint/base/files/archive.hpp>
#include <chokepoint/base/files/mapped_file.hpp>
#include <functional>
#include <limits>
#include <memory>

namespace chokepoint {

namespace {

constexpr std::size_t kMostEntries = 20'000;
constexpr std::size_t kBlock = std::size_t{1} << 20;

using Reader = std::unique_ptr<archive, decltype(&archive_read_free)>;

[[noreturn]] void refuse_archive(const std::filesystem::path& path, archive* reader) {
    const char* reason = archive_error_string(reader);
    refuse_file(path.string(), fmt::format("the archive is damaged or cut off: {}", reason ? reason : "it ends early"),
                "download it again, and compare its size with the publisher's", Fault::damaged);
}

Reader open_archive(const std::filesystem::path& path) {
    // What the library says of a missing or unreadable file is too short for a user.
    const MappedFile file(path, std::numeric_limits<std::size_t>::max());
    Reader reader(archive_read_new(), &archive_read_free);
    if (!reader) throw std::bad_alloc();
    archive_read_support_filter_gzip(reader.get());
    archive_read_support_filter_bzip2(reader.get());
    archive_read_support_filter_xz(reader.get());
    archive_read_support_filter_zstd(reader.get());
    archive_read_support_format_zip(reader.get());
    archive_read_support_format_tar(reader.get());
    archive_read_support_format_raw(reader.get());
    if (archive_read_open_filename(reader.get(), path.c_str(), kBlock) != ARCHIVE_OK)
        refuse_archive(path, reader.get());
    return reader;
}

/// The name of an entry; the format for a single compressed file calls it `data`.
std::string name_of(const std::filesystem::path& path, archive* reader, archive_entry* entry) {
    if (archive_format(reader) == ARCHIVE_FORMAT_RAW) return path.stem().string();
    const char* name = archive_entry_pathname_utf8(entry);
    if (name == nullptr) name = archive_entry_pathname(entry);
    return name == nullptr ? std::string() : std::string(name);
}

/// Calls `visit` with each file until it returns false.
void for_each_file(const std::filesystem::path& path,
                   const std::function<bool(archive* reader, archive_entry* entry, std::string name)>& visit) {
    const Reader reader = open_archive(path);
    archive_entry* entry = nullptr;
    for (std::size_t k = 0; k < kMostEntries; ++k) {
        const int status = archive_read_next_header(reader.get(), &entry);
        if (status == ARCHIVE_EOF) return;
        if (status != ARCHIVE_OK && status != ARCHIVE_WARN) refuse_archive(path, reader.get());
        if (archive_format(reader.get()) != ARCHIVE_FORMAT_RAW && archive_entry_filetype(entry) != AE_IFREG) continue;
        if (!visit(reader.get(), entry, name_of(path, reader.get(), entry))) return;
    }
}

std::string read_entry(const std::filesystem::path& path, std::string_view wanted, std::size_t most, bool only_head) {
    std::string bytes;
    bool found = false;
    for_each_file(path, [&](archive* reader, archive_entry* entry, const std::string& name) {
        if (name != wanted) return true;
        found = true;
        if (archive_entry_size_is_set(entry) && !only_head)
            bytes.reserve(std::min(most, static_cast<std::size_t>(std::max<la_int64_t>(0, archive_entry_size(entry)))));
        std::size_t size = 0;
        while (size < most) {
            constexpr std::size_t kStep = std::size_t{1} << 22;
            bytes.resize(std::min(most, size + kStep));
            const la_ssize_t got = archive_read_data(reader, bytes.data() + size, bytes.size() - size);
            if (got < 0) refuse_archive(path, reader);
            if (got == 0) break;
            size += static_cast<std::size_t>(got);
        }
        bytes.resize(size);
        char more = 0;
        if (!only_head && size == most && archive_read_data(reader, &more, 1) > 0) {
            refuse_file(path.string(), fmt::format("'{}' in it has more than {} MiB", name, most >> 20),
                        "check that it is the right file", Fault::too_large);
        }
        return false;
    });
    if (!found)
        refuse_file(path.string(), fmt::format("the archive has no file '{}'", wanted), "list it with 'inspect'",
                    Fault::no_file);
    return bytes;
}

}  // namespace

bool is_archive(std::string_view bytes) {
    using namespace std::string_view_literals;
    constexpr std::array kBegins = {"\x1f\x8b"sv, "PK\x03\x04"sv, "BZh"sv,
                                    "\xfd"
                                    "7zXZ"sv,
                                    "\x28\xb5\x2f\xfd"sv};
    const bool is_tar = bytes.size() > 262 && bytes.substr(257, 5) == "ustar";
    // A workbook is a zip too, but no archive of tables.
    const bool is_workbook =
        bytes.starts_with(kBegins[1]) && bytes.substr(0, 4096).find("[Content_Types].xml") != bytes.npos;
    return is_tar || (!is_workbook && std::any_of(kBegins.begin(), kBegins.end(),
                                                  [&](std::string_view begin) { return bytes.starts_with(begin); }));
}

std::vector<ArchiveEntry> list_archive(const std::filesystem::path& path) {
    std::vector<ArchiveEntry> entries;
    for_each_file(path, [&](archive*, archive_entry* entry, std::string name) {
        const bool known = archive_entry_size_is_set(entry) != 0;
        entries.push_back({std::move(name), known ? static_cast<std::size_t>(archive_entry_size(entry)) : 0});
        return true;
    });
    std::sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
    return entries;
}

std::string read_archive_head(const std::filesystem::path& path, std::string_view entry, std::size_t most) {
    return read_entry(path, entry, most, true);
}

std::string read_archive_entry(const std::filesystem::path& path, std::string_view entry, std::size_t max_bytes) {
    return read_entry(path, entry, max_bytes, false);
}

}  // namespace chokepoint
