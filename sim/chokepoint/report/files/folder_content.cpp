#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chokepoint/base/diagnostic.hpp>
#include <chokepoint/base/files/text_file.hpp>
#include <chokepoint/base/text/utf8.hpp>
#include <chokepoint/report/files/folder_content.hpp>
#include <nlohmann/json.hpp>
#include <span>
#include <vector>

namespace chokepoint::report {

namespace fs = std::filesystem;

namespace {

constexpr const char* kManifest = "manifest.json";
constexpr std::size_t kMostManifestBytes = std::size_t{64} << 20;

constexpr std::string_view kResultFiles[] = {"attribution.csv",   "central_attribution.csv",
                                             "central_daily.csv", "central_impacts.csv",
                                             "daily.csv",         "differences.csv",
                                             "ensemble.csv",      "firms.csv",
                                             "groups.csv",        "impacts.csv",
                                             kManifest,           "models.csv",
                                             "paired.csv",        "results.nc",
                                             "report.html",       "samples.csv",
                                             "summary.json",      "sweep.csv"};
constexpr std::string_view kModelFiles[] = {"README.md", "firms.csv",  "links.csv",
                                            kManifest,   "model.yaml", "nodes.csv"};

std::span<const std::string_view> written_names(FolderKind kind) {
    if (kind == FolderKind::model) return kModelFiles;
    return kResultFiles;
}

bool has_text(const nlohmann::json& json, const char* key) {
    const auto found = json.find(key);
    return found != json.end() && found->is_string();
}

/// What is wrong with the manifest of a folder of this kind; "" if nothing.
std::string manifest_fault(const fs::path& file, FolderKind kind) try {
    const TextFile text(file, kMostManifestBytes);
    const nlohmann::json manifest = nlohmann::json::parse(text.text(), nullptr, false);
    const bool is_ours = manifest.is_object() && has_text(manifest, "program") &&
                         manifest["program"] == kManifestProgram && has_text(manifest, "version") &&
                         has_text(manifest, "commit") && has_text(manifest, "command");
    if (!is_ours) return "a manifest.json that chokepoint did not write";
    // Only the manifest of a run has the scenario.
    const bool is_result = manifest.contains("scenario");
    if (is_result && kind == FolderKind::model) return "the results of a run";
    if (!is_result && kind == FolderKind::results) return "a model";
    return "";
} catch (const InputError&) {
    return "a manifest.json that cannot be read";
}

}  // namespace

bool is_written_name(FolderKind kind, std::string_view name) {
    const auto names = written_names(kind);
    return std::find(names.begin(), names.end(), name) != names.end();
}

std::string foreign_content(const fs::path& folder, FolderKind kind) {
    std::vector<std::string> foreign;
    bool has_manifest = false;
    bool is_empty = true;
    std::error_code failure;
    for (fs::directory_iterator it(folder, failure), end; !failure && it != end; it.increment(failure)) {
        is_empty = false;
        const std::string name = it->path().filename().string();
        const bool is_file = it->symlink_status(failure).type() == fs::file_type::regular;
        if (!is_file || !is_written_name(kind, name)) foreign.push_back(name);
        has_manifest = has_manifest || (is_file && name == kManifest);
    }
    if (failure) return "what cannot be read: " + failure.message();
    if (is_empty) return "";
    if (!has_manifest) return "files without a manifest.json";
    if (!foreign.empty()) {
        const std::string first = printable(*std::min_element(foreign.begin(), foreign.end()));
        return foreign.size() == 1 ? fmt::format("'{}'", first)
                                   : fmt::format("'{}' and {} more", first, foreign.size() - 1);
    }
    return manifest_fault(folder / kManifest, kind);
}

bool remove_written(const fs::path& folder, FolderKind kind) {
    for (const std::string_view name : written_names(kind)) {
        if (::unlink((folder / name).c_str()) != 0 && errno != ENOENT) return false;
    }
    return ::rmdir(folder.c_str()) == 0;
}

}  // namespace chokepoint::report
