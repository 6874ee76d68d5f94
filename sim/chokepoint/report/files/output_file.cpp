#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <chokepoint/base/diagnostic.hpp>
#include <chokepoint/report/files/output_file.hpp>
#include <cstdio>
#include <system_error>
#include <utility>

namespace chokepoint::report {

namespace fs = std::filesystem;

namespace {}  // namespace

OutputFile::OutputFile(fs::path path, bool force, bool (*is_ours)(const fs::path& file), std::string_view noun)
    : path_(std::move(path)), force_(force), is_ours_(is_ours), noun_(noun) {
    check_target();
    abandoned_ = abandoned_drafts(path_);
    draft_ = beside(path_, kDraft, [this](const fs::path& draft) {
        file_ = make_new_file(draft);
        return file_.is_open();
    });
    if (draft_.empty()) {
        refuse_file(path_.string(),
                    fmt::format("the output file cannot be made: {}", std::generic_category().message(errno)),
                    "choose a place that is there and that you can write to", Fault::unwritable);
    }
    file_.lock();
}

OutputFile::~OutputFile() {
    if (!draft_.empty()) ::unlink(draft_.c_str());
}

void OutputFile::check_target() const {
    std::error_code failure;
    const fs::file_status status = fs::symlink_status(path_, failure);
    if (!fs::exists(status)) return;
    if (fs::is_directory(fs::status(path_, failure)))
        refuse_file(path_.string(), "the output file is a folder", "choose another name for --out", Fault::exists);
    if (!force_)
        refuse_file(path_.string(), "the output file exists", "use --force to replace it, or another name",
                    Fault::exists);
    if (!fs::is_regular_file(status) || !is_ours_(path_)) {
        refuse_file(path_.string(), fmt::format("the output file is something other than a {}", noun_),
                    fmt::format("--force replaces {}s only: choose another name", noun_), Fault::exists);
    }
}

void OutputFile::write(std::string_view bytes) {
    if (!file_.write(bytes)) fail();
}

void OutputFile::commit() {
    if (!file_.close()) fail();
    check_target();  // somebody else may have made it in the meantime
    if (force_) {
        if (::rename(draft_.c_str(), path_.c_str()) != 0) fail();
    } else if (!move_to_free_name(draft_, path_)) {
        fail();
    }
    draft_.clear();
}

void OutputFile::fail() const {
    throw OutputError(fmt::format("cannot write {}: {}", path_.string(), std::generic_category().message(errno)));
}

}  // namespace chokepoint::report
