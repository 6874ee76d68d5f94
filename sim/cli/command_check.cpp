#include <fmt/format.h>

#include <chokepoint/report/text/table_text.hpp>
#include <chokepoint/scenario/formats/foreign_table.hpp>
#include <chokepoint/scenario/model/model_file.hpp>
#include <chokepoint/scenario/scenario.hpp>
#include <cli/commands.hpp>
#include <cli/options/model_operand.hpp>
#include <cli/terminal/terminal.hpp>
#include <filesystem>
#include <set>

namespace chokepoint::cli {

namespace {

/// A folder, the model.yaml in it, a .network file or a published table is a model; any other file is a scenario.
bool is_model(const std::filesystem::path& path) {
    std::error_code ignored;
    return std::filesystem::is_directory(path, ignored) || path.filename() == "model.yaml" ||
           scenario::is_model_file(path) || scenario::is_foreign_table(path);
}

std::string model_line(const std::filesystem::path& folder, const scenario::ModelSpec& spec) {
    std::size_t sourced = 0;
    std::size_t assumed = 0;
    for (const scenario::Parameter* parameter : scenario::parameters_of(spec))
        ++(parameter->source.empty() ? assumed : sourced);
    const std::string size = spec.is_table ? fmt::format("input-output table of {} nodes, {} links, in {} a year",
                                                         spec.firm_rows, spec.link_rows, spec.unit)
                                           : fmt::format("{} firms, {} links{}", spec.firm_rows, spec.link_rows,
                                                         spec.unit == "USD" ? "" : ", in " + spec.unit + " a year");
    if (!spec.has_yaml) {
        return fmt::format("{}: ok: {}; no model.yaml, so no sources were checked\n", folder.string(), size);
    }
    return fmt::format("{}: ok: {}, {} figures with a source, {} assumptions\n", folder.string(), size, sourced,
                       assumed);
}

}  // namespace

int check_command(const Arguments& arguments) {
    int status = kOk;
    // A scenario repeats the faults of its model, which may be an operand as well. Faults of --set are shown for each.
    std::set<std::string> shown;
    const auto show_once = [&](std::vector<Diagnostic> diagnostics) {
        std::erase_if(diagnostics, [&](const Diagnostic& one) {
            return !one.place.file.starts_with("<--set ") && !shown.insert(to_string(one)).second;
        });
        show_diagnostics(diagnostics);
    };
    scenario::LoadSettings settings{arguments.threads, arguments.strict};
    settings.hash_inputs = false;
    for (const std::string& operand : arguments.operands) {
        try {
            if (is_model(operand)) {
                const std::filesystem::path path = model_operand(operand);
                const scenario::ModelCheck check = scenario::check_model_folder(path, settings);
                if (!arguments.quiet) show_once(check.warnings);
                print(model_line(path, check.spec));
                if (!check.spec.report.format.empty()) print(report::table_text(check.spec.report));
            } else {
                const scenario::Scenario scenario = scenario::load_scenario(operand, arguments.overrides, settings);
                if (!arguments.quiet) show_once(scenario.warnings);
                if (!scenario.forecast.missing.empty()) throw InputError(scenario.forecast.missing);
                print(fmt::format("{}: ok: {} arms, {} actions, {} days; model {}", operand, scenario.arms.size(),
                                  scenario.actions.size(), scenario.days(),
                                  model_line(scenario.model_folder, scenario.model_spec)));
            }
        } catch (const InputError& error) {
            show_once(error.diagnostics());
            status = kBadInput;
        }
    }
    return status;
}

}  // namespace chokepoint::cli
