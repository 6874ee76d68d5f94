#include <fmt/format.h>

#include <chokepoint/base/diagnostic.hpp>
#include <cli/terminal/memory.hpp>
#include <cli/terminal/terminal.hpp>
#include <fstream>
#include <string>

namespace chokepoint::cli {

namespace {

/// Memory that is available without swapping, in bytes; 0 if the system does not say.
std::size_t available_bytes() {
    std::ifstream file("/proc/meminfo");
    for (std::string word; file >> word;) {
        std::size_t kibibytes = 0;
        if (word == "MemAvailable:" && file >> kibibytes) return 1024 * kibibytes;
    }
    return 0;
}

std::string readable(std::size_t bytes) {
    const double mebibytes = static_cast<double>(bytes) / (1 << 20);
    return mebibytes < 1024.0 ? fmt::format("{:.0f} MiB", mebibytes) : fmt::format("{:.1f} GiB", mebibytes / 1024.0);
}

}  // namespace

void check_memory(std::size_t needed_bytes, bool quiet) {
    const std::size_t available = available_bytes();
    if (available > 0 && needed_bytes > available) {
        refuse_file("memory",
                    fmt::format("the run needs {} and {} are left", readable(needed_bytes), readable(available)),
                    "use --threads 1 (arms then run one after another), fewer firms in 'report', or a larger machine",
                    Fault::too_large);
    }
    if (!quiet && needed_bytes >= std::size_t{256} << 20)
        note(fmt::format("the run needs {} of memory", readable(needed_bytes)));
}

}  // namespace chokepoint::cli
