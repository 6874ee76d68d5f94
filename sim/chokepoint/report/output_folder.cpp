#include <fmt/format.h>
#include <unistd.h>

#include <chokepoint/base/diagnostic.hpp>
#include <chokepoint/report/output_folder.hpp>
#include <cstring>
#include <fstream>
#include <stdexcept>
#include <utility>

namespace chokepoint {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void refuse(const fs::path& folder, std::string message, std::string hint) {
    Diagnostic fault;
    fault.place.file = folder.string();
    fault.message = std::move(message);
    fault.hint = std::move(hint);
    throw InputError({std::move(fault)});
}

void check_target(const fs::path& folder, bool force) {
    std::error_code failure;
    const fs::file_status status = fs::status(folder, failure);
    if (status.type() == fs::file_type::none) {
        refuse(folder, "the output folder cannot be looked at: " + failure.message(), "choose another name for --out");
    }
    if (!fs::exists(status)) {
        if (fs::is_symlink(fs::symlink_status(folder, failure))) {
            refuse(folder, "the output folder is a link to nothing",
                   "remove the link, or choose another name for --out");
        }
        return;
    }
    if (!fs::is_directory(status)) refuse(folder, "the output folder is a file", "choose another name for --out");
    if (fs::is_empty(folder, failure)) return;
    if (!force)
        refuse(folder, "the output folder exists and is not empty", "use --force to replace it, or another name");
    if (!fs::exists(folder / "manifest.json", failure)) {
        refuse(folder, "the output folder holds something else than results",
               "--force replaces results only: choose another name");
    }
}

/// The topmost folder above `folder` that does not exist yet; empty if its parent does.
fs::path first_missing_parent(const fs::path& folder) {
    fs::path missing;
    std::error_code ignored;
    for (fs::path above = fs::absolute(folder).parent_path(); !fs::exists(above, ignored);
         above = above.parent_path()) {
        missing = above;
    }
    return missing;
}

}  // namespace

OutputFolder::OutputFolder(fs::path folder, bool force) : folder_(std::move(folder)), force_(force) {
    if (!folder_.has_filename()) folder_ = folder_.parent_path();  // "out/" names "out"
    check_target(folder_, force);
    draft_ = folder_;
    draft_ += fmt::format(".draft-{}", getpid());
    made_above_ = first_missing_parent(folder_);
    std::error_code failure;
    fs::remove_all(draft_, failure);
    fs::create_directories(draft_, failure);
    if (failure)
        refuse(folder_, "the output folder cannot be made: " + failure.message(),
               "choose a place that you can write to");
}

OutputFolder::~OutputFolder() {
    std::error_code ignored;
    if (committed_) return;
    fs::remove_all(draft_, ignored);
    if (!made_above_.empty()) fs::remove_all(made_above_, ignored);
}

void OutputFolder::write(std::string_view name, std::string_view content) {
    bool begun = false;
    write_stream(name, [&](std::string& chunk) {
        chunk = content;
        return !std::exchange(begun, true);
    });
}

void OutputFolder::write_stream(std::string_view name, const std::function<bool(std::string& chunk)>& next) {
    std::ofstream file(draft_ / name, std::ios::binary);
    for (std::string chunk; file && next(chunk);)
        file.write(chunk.data(), static_cast<std::streamsize>(chunk.size()));
    file.close();
    if (!file) throw OutputError(fmt::format("cannot write {}: {}", (folder_ / name).string(), std::strerror(errno)));
}

void OutputFolder::commit() {
    check_target(folder_, force_);  // somebody else may have made it in the meantime
    fs::path old = folder_;
    old += fmt::format(".old-{}", getpid());
    const bool replaces = fs::exists(folder_);
    if (replaces) fs::rename(folder_, old);
    fs::rename(draft_, folder_);
    committed_ = true;
    if (replaces) fs::remove_all(old);
}

}  // namespace chokepoint
