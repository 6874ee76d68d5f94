#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cli/serve/scenario_file.hpp>
#include <system_error>

namespace chokepoint::cli {

namespace {

bool write_all(int file, std::string_view text) {
    while (!text.empty()) {
        const ssize_t written = write(file, text.data(), text.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

std::string reason(const std::string& name) {
    if (errno == EEXIST) return "'" + name + "' exists already; choose another name";
    return "'" + name + "' cannot be written: " + std::generic_category().message(errno);
}

}  // namespace

bool is_file_name(std::string_view name) {
    constexpr std::string_view kEnding = ".yaml";
    const auto is_safe = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' ||
               c == '-';
    };
    return name.size() > kEnding.size() && name.size() <= 100 && name.ends_with(kEnding) && name.front() != '.' &&
           std::ranges::all_of(name, is_safe);
}

std::string write_new_file(const std::filesystem::path& folder, const std::string& name, std::string_view text) {
    if (!is_file_name(name)) return "use letters, digits, '.', '_' and '-' for the name, and '.yaml' at its end";
    const int place = open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (place < 0) return "the folder of the scenario cannot be opened";
    const int file = openat(place, name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
    std::string fault = file < 0 ? reason(name) : "";
    if (file >= 0 && !write_all(file, text)) {
        fault = reason(name);
        unlinkat(place, name.c_str(), 0);
    }
    if (file >= 0) close(file);
    close(place);
    return fault;
}

}  // namespace chokepoint::cli
