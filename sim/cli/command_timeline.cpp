#include <chokepoint/report/timeline_table.hpp>

#include "commands.hpp"
#include "outcome_choice.hpp"
#include "terminal.hpp"

namespace chokepoint::cli {

int timeline_command(const Arguments& arguments) {
    Scenario scenario =
        load_scenario(arguments.operands[0], arguments.overrides, {arguments.threads, arguments.strict});
    if (!arguments.quiet) show_diagnostics(scenario.warnings);
    narrow_scenario(scenario, {}, arguments.arms);
    std::vector<ArmTimeline> arms;
    for (std::size_t a = 0; a < scenario.arms.size(); ++a)
        arms.push_back(make_timeline(scenario, a));
    switch (arguments.format) {
        case Format::csv:
            print(to_csv(timeline_table(scenario, arms)));
            break;
        case Format::json:
            print(to_json(timeline_table(scenario, arms)));
            break;
        case Format::table:
            print(timeline_text(scenario, arms));
            break;
    }
    return kOk;
}

}  // namespace chokepoint::cli
