#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <chokepoint/base/diagnostic.hpp>
#include <chokepoint/report/output_file.hpp>
#include <chokepoint/report/output_folder.hpp>
#include <cstring>
#include <utility>

namespace chokepoint {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void refuse(const fs::path& path, std::string message, std::string hint) {
    std::vector<Diagnostic> faults;
    faults.push_back(file_fault(path.string(), std::move(message), std::move(hint)));
    throw InputError(std::move(faults));
}

}  // namespace

OutputFile::OutputFile(fs::path path, bool force, bool (*is_ours)(const fs::path& file), std::string_view noun)
    : path_(std::move(path)), force_(force), is_ours_(is_ours), noun_(noun) {
    check_target();
    draft_ = path_;
    draft_ += fmt::format(".draft-{}", getpid());
    stream_.open(draft_, std::ios::binary | std::ios::trunc);
    if (!stream_) {
        refuse(path_, fmt::format("the output file cannot be made: {}", std::strerror(errno)),
               "choose a place that is there and that you can write to");
    }
}

OutputFile::~OutputFile() {
    if (committed_) return;
    stream_.close();
    std::error_code ignored;
    fs::remove(draft_, ignored);
}

void OutputFile::check_target() const {
    std::error_code failure;
    const fs::file_status status = fs::symlink_status(path_, failure);
    if (!fs::exists(status)) return;
    if (fs::is_directory(fs::status(path_, failure)))
        refuse(path_, "the output file is a folder", "choose another name for --out");
    if (!force_) refuse(path_, "the output file exists", "use --force to replace it, or another name");
    if (!fs::is_regular_file(status) || !is_ours_(path_)) {
        refuse(path_, fmt::format("the output file is something else than a {}", noun_),
               fmt::format("--force replaces {}s only: choose another name", noun_));
    }
}

void OutputFile::write(std::string_view bytes) {
    stream_.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!stream_) fail();
}

void OutputFile::commit() {
    stream_.close();
    if (!stream_) fail();
    check_target();  // somebody else may have made it in the meantime
    fs::rename(draft_, path_);
    committed_ = true;
}

void OutputFile::fail() const {
    throw OutputError(fmt::format("cannot write {}: {}", path_.string(), std::strerror(errno)));
}

}  // namespace chokepoint
