#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/base/files/missing_file.hpp>
#include <chokepoint/base/text/suggest.hpp>
#include <system_error>
#include <vector>

namespace chokepoint {

namespace {

constexpr std::size_t kMostNeighbours = 1000;

}  // namespace

std::string hint_for_missing(const std::filesystem::path& path) {
    std::error_code ignored;
    const auto folder = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
    std::vector<std::string> names;
    for (std::filesystem::directory_iterator it(folder, ignored), end; it != end; it.increment(ignored)) {
        names.push_back(it->path().filename().string());
        if (names.size() == kMostNeighbours) break;
    }
    std::sort(names.begin(), names.end());
    const std::vector<std::string_view> candidates(names.begin(), names.end());
    const auto nearest = nearest_word(path.filename().string(), candidates);
    if (nearest.empty()) return "check the path";
    return fmt::format("did you mean '{}'?", (path.parent_path() / nearest).string());
}

}  // namespace chokepoint
