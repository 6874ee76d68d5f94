#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chokepoint/base/diagnostic.hpp>
#include <chokepoint/report/files/folder_content.hpp>
#include <chokepoint/report/files/output_folder.hpp>
#include <cstdio>
#include <stdexcept>
#include <system_error>
#include <utility>

namespace chokepoint::report {

namespace fs = std::filesystem;

namespace {

constexpr int kMostDrafts = 100;

/// `content` is what foreign_content() says.
[[noreturn]] void refuse_content(const fs::path& folder, FolderKind kind, const std::string& content) {
    const std::string_view noun = kind == FolderKind::model ? "models" : "results";
    refuse_file(folder.string(), fmt::format("the output folder holds something other than {}: {}", noun, content),
                fmt::format("--force replaces {} only: choose another name", noun), Fault::exists);
}

void check_target(const fs::path& folder, bool force, FolderKind kind) {
    std::error_code failure;
    const fs::file_status status = fs::symlink_status(folder, failure);
    if (status.type() == fs::file_type::none) {
        refuse_file(folder.string(), "the output folder cannot be read: " + failure.message(),
                    "choose another name for --out", Fault::unreadable);
    }
    if (!fs::exists(status)) return;
    if (fs::is_symlink(status)) {
        const bool leads_somewhere = fs::exists(folder, failure);
        refuse_file(folder.string(), fmt::format("the output folder is a link{}", leads_somewhere ? "" : " to nothing"),
                    leads_somewhere ? "name the folder that it leads to, or choose another name for --out"
                                    : "remove the link, or choose another name for --out",
                    Fault::exists);
    }
    if (!fs::is_directory(status))
        refuse_file(folder.string(), "the output folder is a file", "choose another name for --out", Fault::exists);
    const std::string content = foreign_content(folder, kind);
    if (content.empty() && fs::is_empty(folder, failure)) return;
    if (!force)
        refuse_file(folder.string(), "the output folder exists and is not empty",
                    "use --force to replace it, or another name", Fault::exists);
    if (!content.empty()) refuse_content(folder, kind, content);
}

}  // namespace

OutputFolder::OutputFolder(fs::path folder, bool force, FolderKind kind)
    : folder_(std::move(folder)), force_(force), kind_(kind) {
    if (!folder_.has_filename()) folder_ = folder_.parent_path();  // "out/" names "out"
    check_target(folder_, force_, kind_);
    abandoned_ = abandoned_drafts(folder_);
    make_draft();
}

void OutputFolder::make_draft() {
    for (int k = 0; k < kMostDrafts && draft_.empty(); ++k) {
        if (!above_.make(folder_)) break;
        draft_ = beside(folder_, kDraft, [](const fs::path& path) { return ::mkdir(path.c_str(), 0777) == 0; });
        if (draft_.empty() && errno != ENOENT) break;  // another run has removed the folder above: once more
    }
    if (draft_.empty()) {
        refuse_file(folder_.string(),
                    fmt::format("the output folder cannot be made: {}", std::generic_category().message(errno)),
                    "choose a place that you can write to", Fault::unwritable);
    }
    in_use_ = OpenFile(::open(draft_.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    if (in_use_.is_open()) in_use_.lock();
}

OutputFolder::~OutputFolder() {
    if (draft_.empty()) return;
    for (const std::string& name : files_)
        ::unlink((draft_ / name).c_str());
    ::rmdir(draft_.c_str());
}

void OutputFolder::write(std::string_view name, std::string_view content) {
    bool begun = false;
    write_stream(name, [&](std::string& chunk) {
        chunk = content;
        return !std::exchange(begun, true);
    });
}

void OutputFolder::write_stream(std::string_view name, const std::function<bool(std::string& chunk)>& next) {
    // --force replaces a folder only if it knows every file in it.
    if (!is_written_name(kind_, name)) throw std::logic_error(fmt::format("no name of a result file: {}", name));
    OpenFile file = make_new_file(draft_ / name);
    if (!file.is_open()) fail(folder_ / name);
    files_.emplace_back(name);
    for (std::string chunk; next(chunk);) {
        if (!file.write(chunk)) fail(folder_ / name);
    }
    if (!file.close()) fail(folder_ / name);
}

void OutputFolder::commit() {
    check_target(folder_, force_, kind_);  // somebody else may have made it in the meantime
    // An empty folder gives way to the draft; one that is not empty stays.
    if (::rename(draft_.c_str(), folder_.c_str()) != 0) {
        if (!force_ || (errno != ENOTEMPTY && errno != EEXIST)) fail(folder_);
        replace();
    }
    draft_.clear();
    above_.keep();
}

/// Puts the draft in the place of a folder that is not empty.
void OutputFolder::replace() {
    const fs::path old =
        beside(folder_, kReplaced, [&](const fs::path& path) { return move_to_free_name(folder_, path); });
    if (old.empty()) fail(folder_);
    // Nobody writes to it under this name, so it is looked at once more.
    const std::string content = foreign_content(old, kind_);
    if (!content.empty()) {
        move_to_free_name(old, folder_);
        refuse_content(folder_, kind_, content);
    }
    if (!move_to_free_name(draft_, folder_)) {
        const int reason = errno;
        move_to_free_name(old, folder_);
        errno = reason;
        fail(folder_);
    }
    draft_.clear();
    if (!remove_written(old, kind_)) fail(old);
}

void OutputFolder::fail(const fs::path& path) const {
    throw OutputError(fmt::format("cannot write {}: {}", path.string(), std::generic_category().message(errno)));
}

}  // namespace chokepoint::report
