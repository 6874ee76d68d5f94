#include <chokepoint/report/timeline/timeline_table.hpp>
#include <cli/commands.hpp>
#include <cli/options/outcome_choice.hpp>
#include <cli/options/study_run.hpp>
#include <cli/terminal/table_output.hpp>

namespace chokepoint::cli {

int timeline_command(const Arguments& arguments) {
    scenario::Scenario scenario = load_with_notes(arguments);
    narrow_scenario(scenario, {}, arguments.arms);
    std::vector<study::ArmTimeline> arms;
    for (std::size_t a = 0; a < scenario.arms.size(); ++a)
        arms.push_back(study::make_timeline(scenario, a));
    print_as(
        arguments.format, [&] { return report::timeline_table(scenario, arms); },
        [&] {
            return arguments.detail ? report::timeline_text(scenario, arms) : report::timeline_overview(scenario, arms);
        });
    return kOk;
}

}  // namespace chokepoint::cli
