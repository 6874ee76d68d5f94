#include <chokepoint/report/explanation/explanation_text.hpp>
#include <chokepoint/study/shown_loss.hpp>
#include <cli/commands.hpp>
#include <cli/options/outcome_choice.hpp>
#include <cli/options/study_run.hpp>
#include <cli/terminal/interruption.hpp>
#include <cli/terminal/memory.hpp>
#include <cli/terminal/table_output.hpp>
#include <cli/terminal/terminal.hpp>

namespace chokepoint::cli {

int explain_command(const Arguments& arguments) {
    if (arguments.arms.size() > 1 || arguments.firm_names.size() > 1)
        throw UsageError(Fault::duplicate, "'--arm' or '--firm' is given more than once",
                         "'explain' looks at one company under one arm");
    scenario::Scenario scenario = load_with_notes(arguments);
    const std::vector<scenario::Arm> arms = scenario.arms;
    narrow_scenario(scenario, arguments.firm_names, arguments.arms);
    scenario.arms.resize(1);
    const std::size_t asked = period_number(scenario, arguments.period);
    RunControl control;
    control.stop = &catch_interruption();
    choose_firm(arguments, scenario, control);
    check_memory(study::study_bytes(scenario, arguments.threads), arguments.quiet);
    const study::Explanation explanation =
        study::explain(scenario, arms, asked, arguments.period.empty(), arguments.threads, control);
    if (catch_interruption()) return kInterrupted;
    const std::size_t period = explanation.period;
    if (!study::shown_loss(scenario, explanation.study, 0, explanation.company, period).disclosed)
        throw UsageError(Fault::unsupported,
                         "this company's sales to the target are not disclosed, so its loss cannot be broken down",
                         "choose another company with --firm; 'run' shows the range that the sums allow");
    if (arguments.format == Format::json) {
        print(report::explanation_json(scenario, explanation, period));
        return kOk;
    }
    print_as(
        arguments.format, [&] { return report::explanation_table(scenario, explanation, period); },
        [&] { return report::explanation_text(scenario, explanation, period); });
    return kOk;
}

}  // namespace chokepoint::cli
