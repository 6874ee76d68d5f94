#include <fcntl.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chokepoint/base/files/new_file.hpp>
#include <cstdio>
#include <string>
#include <system_error>
#include <utility>

namespace chokepoint {

namespace fs = std::filesystem;

namespace {

constexpr int kMostTries = 100;

/// Eight letters. They name a draft and are in no result, so they need not be the same in every run.
std::string random_letters() {
    std::array<unsigned char, 8> bytes{};
    if (::getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size()))
        throw OutputError("cannot make a random file name");
    std::string letters;
    for (const unsigned char byte : bytes)
        letters += static_cast<char>('a' + byte % 26);
    return letters;
}

bool is_folder(const fs::path& path) {
    std::error_code ignored;
    return fs::is_directory(path, ignored);
}

}  // namespace

OpenFile::~OpenFile() {
    close();
}

bool OpenFile::write(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

bool OpenFile::close() {
    const int descriptor = std::exchange(descriptor_, -1);
    return descriptor < 0 || ::close(descriptor) == 0;
}

bool OpenFile::lock() {
    return ::flock(descriptor_, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK;
}

OpenFile make_new_file(const fs::path& path) {
    return OpenFile(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666));
}

OpenFile open_no_link(const fs::path& path) {
    return OpenFile(::open(path.c_str(), O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
}

fs::path beside(const fs::path& target, std::string_view word, const std::function<bool(const fs::path&)>& make) {
    for (int k = 0; k < kMostTries; ++k) {
        fs::path path = target;
        path += std::string(word) + random_letters();
        if (make(path)) return path;
        if (errno != EEXIST) return {};
    }
    return {};
}

bool move_to_free_name(const fs::path& from, const fs::path& to) {
    if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return true;
    if (errno != EINVAL && errno != ENOSYS) return false;
    // A file system that cannot do both at once: look first.
    std::error_code ignored;
    if (fs::exists(fs::symlink_status(to, ignored))) {
        errno = EEXIST;
        return false;
    }
    return ::rename(from.c_str(), to.c_str()) == 0;
}

std::vector<fs::path> abandoned_drafts(const fs::path& target) {
    std::vector<fs::path> drafts;
    const fs::path folder = target.has_parent_path() ? target.parent_path() : fs::path(".");
    const std::string begin = target.filename().string();
    std::error_code failure;
    for (fs::directory_iterator it(folder, failure), end; !failure && it != end; it.increment(failure)) {
        const std::string name = it->path().filename().string();
        if (!name.starts_with(begin + std::string(kDraft)) && !name.starts_with(begin + std::string(kReplaced)))
            continue;
        OpenFile draft(::open(it->path().c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
        if (draft.is_open() && draft.lock()) drafts.push_back(target.parent_path() / name);
    }
    std::sort(drafts.begin(), drafts.end());
    return drafts;
}

FoldersAbove::~FoldersAbove() {
    for (; !made_.empty(); made_.pop_back())
        ::rmdir(made_.back().c_str());  // fails, as it should, where somebody has put something in
}

bool FoldersAbove::make(const fs::path& target) {
    // Another run may remove a folder that it made just when this one wants to go on below it.
    for (int k = 0; k < kMostTries; ++k) {
        std::vector<fs::path> missing;
        for (fs::path above = fs::absolute(target).parent_path(); !is_folder(above) && above.has_relative_path();
             above = above.parent_path())
            missing.push_back(above);
        if (missing.empty()) return true;
        for (; !missing.empty(); missing.pop_back()) {
            if (::mkdir(missing.back().c_str(), 0777) == 0) {
                made_.push_back(missing.back());
            } else if (errno == EEXIST && !is_folder(missing.back())) {
                errno = ENOTDIR;
                return false;
            } else if (errno != EEXIST) {
                break;
            }
        }
        if (missing.empty()) return true;
        if (errno != ENOENT) return false;
    }
    return false;
}

}  // namespace chokepoint
