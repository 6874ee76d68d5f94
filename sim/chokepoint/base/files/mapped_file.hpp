#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

namespace chokepoint {

/// A regular file, mapped read-only into memory for the lifetime of the object, or bytes that stand in for one. The
/// constructor throws InputError with reason and remedy if the file is missing, a directory, not a regular file,
/// unreadable or larger than `max_bytes`.
class MappedFile {
   public:
    MappedFile(const std::filesystem::path& path, std::size_t max_bytes);
    /// Bytes that the caller holds, under the name of a file.
    MappedFile(std::string name, std::string_view bytes) : name_(std::move(name)), bytes_(bytes), is_mapped_(false) {}
    MappedFile(const MappedFile&) = delete;
    MappedFile& operator=(const MappedFile&) = delete;
    ~MappedFile();

    /// The name as given, for use in messages.
    const std::string& name() const { return name_; }
    std::string_view bytes() const { return bytes_; }
    /// Tells the system that the file will be read once from start to end.
    void expect_one_pass() const;

   private:
    std::string name_;
    std::string_view bytes_;
    bool is_mapped_ = true;
};

}  // namespace chokepoint
