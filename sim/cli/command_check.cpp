#include <fmt/format.h>
#include <fmt/ranges.h>

#include <chokepoint/base/text/utf8.hpp>
#include <chokepoint/report/inspect/table_text.hpp>
#include <chokepoint/scenario/formats/foreign_table.hpp>
#include <chokepoint/scenario/lists/near_names.hpp>
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

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
    return fmt::format("{} {}", count, count == 1 ? one : many);
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

/// Names of a list that are near to those of companies, under each company.
std::string near_text(const scenario::NearList& near, const scenario::Model& model) {
    constexpr std::size_t kShown = 5;
    std::string text = fmt::format("\nlist {}: {} near to companies of the model; none is used\n",
                                   near.list.file.string(), counted(near.names.size(), "name is", "names are"));
    for (std::size_t k = 0, shown = 0; k < near.names.size(); ++k) {
        const scenario::NearName& name = near.names[k];
        const bool is_first = k == 0 || near.names[k - 1].company != name.company;
        const bool is_last = k + 1 == near.names.size() || near.names[k + 1].company != name.company;
        shown = is_first ? 1 : shown + 1;
        if (is_first)
            text += fmt::format("  {} ({})\n", printable(model.companies.name(name.company)),
                                fmt::join(scenario::countries_of(model, name.company), ", "));
        const scenario::PartyEntry& entry = near.list.chosen.entries[name.entry];
        const std::string of = name.name == entry.name ? "" : ", alias of " + printable(entry.name);
        const std::string countries =
            entry.countries.empty() ? "no country" : fmt::format("{}", fmt::join(entry.countries, ", "));
        if (shown <= kShown)
            text += fmt::format("    line {}: {}{} ({}): {}\n", entry.line, printable(name.name), of,
                                printable(countries), name.why);
        if (is_last && shown > kShown) text += fmt::format("    {} more\n", shown - kShown);
    }
    if (!near.names.empty())
        text += fmt::format(
            "  Where one is meant, say so in the scenario, or add an alias to a list of your own:\n"
            "    list: {{file: {}, same_as: {{COMPANY: NAME IN THE LIST}}}}\n",
            near.list.file.filename().string());
    return text;
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
                if (arguments.near) {
                    for (const scenario::NearList& near : scenario::near_lists(scenario))
                        print(near_text(near, scenario.model));
                }
            }
        } catch (const InputError& error) {
            show_once(error.diagnostics());
            status = kBadInput;
        }
    }
    return status;
}

}  // namespace chokepoint::cli
