#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <chokepoint/base/diagnostic.hpp>
#include <chokepoint/base/files/archive.hpp>
#include <chokepoint/base/files/binary_format.hpp>
#include <chokepoint/scenario/foreign/file_set.hpp>
#include <fstream>

namespace chokepoint::scenario {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kHead = 64 * 1024;
constexpr std::size_t kMostBytes = std::size_t{16} << 30;
constexpr std::size_t kMostNames = 20'000;

std::string first_bytes(const fs::path& file) {
    std::string bytes(kHead, '\0');
    std::ifstream stream(file, std::ios::binary);
    stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<std::size_t>(stream.gcount()));
    return bytes;
}

std::string_view last_part(std::string_view name) {
    const auto slash = name.rfind('/');
    return slash == name.npos ? name : name.substr(slash + 1);
}

std::string_view folder_part(std::string_view name) {
    const auto slash = name.rfind('/');
    return slash == name.npos ? std::string_view() : name.substr(0, slash + 1);
}

bool ends_alike(std::string_view name, std::string_view end) {
    if (name.size() < end.size()) return false;
    return std::equal(end.begin(), end.end(), name.end() - static_cast<std::ptrdiff_t>(end.size()), [](char a, char b) {
        return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
    });
}

/// Plain files of a folder, and of the folders in it.
std::vector<std::string> files_below(const fs::path& folder, bool deep) {
    std::vector<std::string> names;
    std::error_code ignored;
    const auto add = [&](const fs::directory_entry& entry, const std::string& before) {
        if (entry.is_regular_file(ignored)) names.push_back(before + entry.path().filename().string());
    };
    for (fs::directory_iterator it(folder, ignored), end; it != end && names.size() < kMostNames;
         it.increment(ignored)) {
        add(*it, "");
        if (!deep || !it->is_directory(ignored)) continue;
        const std::string before = it->path().filename().string() + "/";
        for (fs::directory_iterator inner(it->path(), ignored); inner != end && names.size() < kMostNames;
             inner.increment(ignored))
            add(*inner, before);
    }
    std::sort(names.begin(), names.end());
    return names;
}

}  // namespace

FileSet::FileSet(fs::path path) : path_(std::move(path)) {
    std::error_code ignored;
    if (fs::is_directory(path_, ignored)) {
        folder_ = path_;
        names_ = files_below(folder_, true);
    } else {
        const MappedFile file(path_, kMostBytes);  // throws if it is not there
        if (is_archive(file.bytes().substr(0, kHead))) {
            for (ArchiveEntry& entry : list_archive(path_))
                names_.push_back(std::move(entry.name));
            if (names_.size() == 1) chosen_ = names_[0];
        } else {
            folder_ = path_.has_parent_path() ? path_.parent_path() : fs::path(".");
            names_ = files_below(folder_, false);
            chosen_ = path_.filename().string();
        }
    }
    heads_.resize(names_.size());
    has_head_.resize(names_.size(), false);
}

std::vector<std::string> FileSet::candidates() const {
    return chosen_.empty() ? names_ : std::vector<std::string>{chosen_};
}

std::string FileSet::shown(std::string_view name) const {
    if (!folder_.empty())
        return folder_ == "." && path_.string().find('/') == std::string::npos && !chosen_.empty()
                   ? std::string(name)
                   : (folder_ / name).string();
    return names_.size() == 1 ? path_.string() : fmt::format("{}/{}", path_.string(), name);
}

const std::string& FileSet::head(const std::string& name) const {
    const auto at = std::lower_bound(names_.begin(), names_.end(), name) - names_.begin();
    static const std::string nothing;
    if (at == static_cast<std::ptrdiff_t>(names_.size()) || names_[at] != name) return nothing;
    if (!has_head_[at]) {
        has_head_[at] = true;
        heads_[at] = folder_.empty() ? read_archive_head(path_, name, kHead) : first_bytes(folder_ / name);
    }
    return heads_[at];
}

std::shared_ptr<const NamedText> FileSet::open(const std::string& name) const {
    auto text = std::make_shared<NamedText>();
    text->name = shown(name);
    opened_.insert(folder_.empty() ? path_ : folder_ / name);
    // A file in a folder may be compressed by itself.
    const bool packed = !folder_.empty() && is_archive(head(name));
    if (folder_.empty() || packed) {
        const fs::path archive = packed ? folder_ / name : path_;
        std::string entry = name;
        if (packed) {
            const auto entries = list_archive(archive);
            if (entries.size() != 1)
                refuse_file(archive.string(), fmt::format("the archive has {} files", entries.size()),
                            "name the archive alone to read a table from it");
            entry = entries[0].name;
        }
        text->unpacked = read_archive_entry(archive, entry, kMostBytes);
        text->text = text->unpacked;
    } else {
        text->mapped = std::make_unique<MappedFile>(folder_ / name, kMostBytes);
        text->mapped->expect_one_pass();
        text->text = text->mapped->bytes();
    }
    if (text->text.starts_with("\xef\xbb\xbf")) text->text.remove_prefix(3);
    if (const auto binary = recognise_binary(text->name, text->text.substr(0, kHead)))
        refuse_file(text->name, fmt::format("the file is {}", binary->name), binary->remedy);
    return text;
}

std::vector<std::string> FileSet::named(std::string_view name) const {
    std::vector<std::string> found;
    for (const std::string& one : names_) {
        if (last_part(one).size() == name.size() && ends_alike(one, name)) found.push_back(one);
    }
    return found;
}

std::vector<std::string> FileSet::ending(std::string_view end) const {
    std::vector<std::string> found;
    for (const std::string& one : names_) {
        if (ends_alike(last_part(one), end)) found.push_back(one);
    }
    return found;
}

std::string FileSet::neighbour(const std::string& beside, std::string_view name) const {
    for (const std::string& one : names_) {
        const std::string_view part = last_part(one);
        if (folder_part(one) == folder_part(beside) && part.size() == name.size() && ends_alike(part, name)) return one;
    }
    return {};
}

}  // namespace chokepoint::scenario
