#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chokepoint/base/diagnostic.hpp>
#include <chokepoint/base/files/mapped_file.hpp>
#include <chokepoint/base/files/missing_file.hpp>
#include <system_error>

namespace chokepoint {
namespace {

/// Closes a file descriptor at the end of its scope.
class Descriptor {
   public:
    explicit Descriptor(int number) : number_(number) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }
    int number() const { return number_; }

   private:
    int number_;
};

[[noreturn]] void fail_to_open(const std::filesystem::path& path, int error) {
    const auto name = path.string();
    if (error == ENOENT || error == ENOTDIR) refuse_file(name, "no such file", hint_for_missing(path), Fault::no_file);
    if (error == ELOOP)
        refuse_file(name, "the path is a loop of symbolic links", "name the file that the links should lead to");
    if (error == EACCES)
        refuse_file(name, "no permission to read the file", "make it readable, for instance with chmod u+r");
    refuse_file(name, fmt::format("cannot be opened: {}", std::generic_category().message(error)), "check the path");
}

std::string in_mib(std::size_t bytes) {
    return fmt::format("{:.1f} MiB", static_cast<double>(bytes) / (1024.0 * 1024.0));
}

void check_kind(const std::string& name, const struct stat& status, std::size_t max_bytes) {
    if (S_ISDIR(status.st_mode)) refuse_file(name, "is a directory, not a file", "name a file inside it");
    if (!S_ISREG(status.st_mode)) refuse_file(name, "is not a regular file", "copy its content into a file first");
    const auto bytes = static_cast<std::size_t>(status.st_size);
    if (bytes > max_bytes) {
        refuse_file(name,
                    fmt::format("the file is too large: {}, and the limit is {}", in_mib(bytes), in_mib(max_bytes)),
                    "check that it is the right file", Fault::too_large);
    }
}

}  // namespace

MappedFile::MappedFile(const std::filesystem::path& path, std::size_t max_bytes) : name_(path.string()) {
    // Without O_NONBLOCK, opening a pipe would wait for a writer.
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (file.number() < 0) fail_to_open(path, errno);
    struct stat status {};
    if (::fstat(file.number(), &status) != 0) fail_to_open(path, errno);
    check_kind(name_, status, max_bytes);
    if (status.st_size == 0) return;
    const auto bytes = static_cast<std::size_t>(status.st_size);
    void* mapping = ::mmap(nullptr, bytes, PROT_READ, MAP_PRIVATE, file.number(), 0);
    if (mapping == MAP_FAILED) fail_to_open(path, errno);
    bytes_ = {static_cast<const char*>(mapping), bytes};
}

MappedFile::~MappedFile() {
    if (is_mapped_ && !bytes_.empty()) ::munmap(const_cast<char*>(bytes_.data()), bytes_.size());
}

void MappedFile::expect_one_pass() const {
    if (is_mapped_ && !bytes_.empty()) ::madvise(const_cast<char*>(bytes_.data()), bytes_.size(), MADV_SEQUENTIAL);
}

}  // namespace chokepoint
