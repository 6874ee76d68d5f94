#include <fmt/format.h>

#include <cli/options/abandoned_drafts.hpp>
#include <cli/terminal/terminal.hpp>

namespace chokepoint::cli {

void note_abandoned_drafts(const Arguments& arguments, const std::vector<std::filesystem::path>& drafts) {
    if (arguments.quiet) return;
    for (const std::filesystem::path& draft : drafts)
        note(fmt::format("a killed run left {}, which can be removed", draft.string()));
}

}  // namespace chokepoint::cli
