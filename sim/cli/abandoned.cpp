#include <fmt/format.h>

#include <cli/abandoned.hpp>
#include <cli/terminal/terminal.hpp>

namespace chokepoint::cli {

void tell_abandoned(const Arguments& arguments, const std::vector<std::filesystem::path>& drafts) {
    if (arguments.quiet) return;
    for (const std::filesystem::path& draft : drafts)
        note(fmt::format("a run that was killed has left {}: it can be removed", draft.string()));
}

}  // namespace chokepoint::cli
