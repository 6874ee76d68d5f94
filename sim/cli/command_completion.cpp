#include <fmt/format.h>

#include <algorithm>
#include <cli/commands.hpp>
#include <cli/describe/completion.hpp>
#include <cli/terminal/terminal.hpp>

namespace chokepoint::cli {

int completion_command(const Arguments& arguments) {
    const std::vector<std::string> shells = completed_shells();
    const std::string& shell = arguments.operands[0];
    if (std::find(shells.begin(), shells.end(), shell) == shells.end())
        throw UsageError(Fault::unknown_name, fmt::format("there is no completion for '{}'", shell),
                         fmt::format("use {}", fmt::join(shells, " or ")));
    print(completion_script(shell));
    return kOk;
}

}  // namespace chokepoint::cli
