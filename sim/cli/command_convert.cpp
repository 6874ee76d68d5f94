#include <fmt/format.h>

#include <chokepoint/network/file/column_file.hpp>
#include <chokepoint/report/files/model_folder.hpp>
#include <chokepoint/report/files/output_file.hpp>
#include <chokepoint/scenario/look/first_look.hpp>
#include <chokepoint/scenario/model/model_file.hpp>
#include <cli/commands.hpp>
#include <cli/options/abandoned_drafts.hpp>
#include <cli/options/model_operand.hpp>
#include <cli/terminal/terminal.hpp>
#include <filesystem>
#include <optional>

namespace chokepoint::cli {

namespace {

namespace fs = std::filesystem;

void show_stage(const Arguments& arguments, std::string_view text) {
    if (!arguments.quiet) show_progress(text);
}

std::string summary(const Arguments& arguments, const scenario::ModelSpec& spec) {
    return fmt::format("{}: {} {}, {} links", arguments.out, spec.firm_rows, spec.is_table ? "nodes" : "firms",
                       spec.link_rows);
}

/// Loads a model with every column; throws InputError for faults, and adds warnings to `diagnostics`.
scenario::ModelSpec load_whole_model(const Arguments& arguments, const fs::path& path, bool hash,
                                     Diagnostics& diagnostics) {
    show_stage(arguments, "reading " + path.string());
    scenario::LoadSettings settings;
    settings.threads = arguments.threads;
    settings.strict = arguments.strict;
    settings.all_columns = true;
    settings.hash_inputs = hash;
    scenario::ModelSpec spec = scenario::load_model(path, {}, diagnostics, {}, settings);
    show_stage(arguments, "");
    diagnostics.throw_if_errors();
    return spec;
}

void convert_to_file(const Arguments& arguments, const fs::path& folder) {
    report::OutputFile file(arguments.out, arguments.force, network::is_column_file, "network");
    note_abandoned_drafts(arguments, file.abandoned());
    Diagnostics diagnostics;
    scenario::ModelSpec spec = load_whole_model(arguments, folder, false, diagnostics);
    const std::string text = summary(arguments, spec);
    const std::size_t links = spec.link_rows;
    show_stage(arguments, "building the network");
    std::uint64_t bytes = 0;
    scenario::write_model_file(
        std::move(spec), arguments.threads, diagnostics, [&](std::string_view piece, std::uint64_t all) {
            file.write(piece);
            bytes += piece.size();
            show_stage(arguments,
                       fmt::format("writing {:3.0f} %", 100.0 * static_cast<double>(bytes) / static_cast<double>(all)));
        });
    show_stage(arguments, "");
    diagnostics.throw_if_errors();
    file.commit();
    if (!arguments.quiet) show_diagnostics(diagnostics.sorted());
    const std::string per_link =
        links > 0 ? fmt::format(", {:.1f} a link", static_cast<double>(bytes) / static_cast<double>(links)) : "";
    print(fmt::format("{}, {} bytes{}\n", text, bytes, per_link));
}

void convert_to_folder(const Arguments& arguments, const fs::path& file) {
    report::OutputFolder folder(arguments.out, arguments.force, report::FolderKind::model);
    note_abandoned_drafts(arguments, folder.abandoned());
    Diagnostics diagnostics;
    const scenario::ModelSpec spec = load_whole_model(arguments, file, true, diagnostics);
    report::write_model_folder(spec, arguments.command_line, arguments.threads, folder,
                               [&](std::string_view name, double share) {
                                   show_stage(arguments, fmt::format("writing {} {:3.0f} %", name, 100.0 * share));
                               });
    show_stage(arguments, "");
    folder.commit();
    const fs::path out = arguments.out;
    print(fmt::format("{}, {} bytes of {}, {} of links.csv\n", summary(arguments, spec),
                      fs::file_size(out / scenario::nodes_file(spec)), scenario::nodes_file(spec),
                      fs::file_size(out / "links.csv")));
}

}  // namespace

int convert_command(const Arguments& arguments) {
    if (arguments.out.empty())
        throw UsageError(Fault::missing_key, "'convert' needs '--out'", "for example --out big.network");
    const fs::path input = model_operand(arguments.operands[0]);
    std::error_code ignored;
    const bool from_folder = fs::is_directory(input, ignored);
    const bool to_file = fs::path(arguments.out).extension() == scenario::kModelFileSuffix;
    if (std::optional<Diagnostic> fault = scenario::look_for_model(input)) throw InputError({std::move(*fault)});
    if (from_folder && !to_file) {
        throw UsageError(Fault::invalid_value,
                         fmt::format("'--out {}' does not end in {}", arguments.out, scenario::kModelFileSuffix),
                         "a model folder is converted into one file, for example --out big.network");
    }
    if (!from_folder && to_file) {
        throw UsageError(Fault::invalid_value, fmt::format("'{}' is not a model folder", arguments.operands[0]),
                         "a .network file is made from a folder, and converted back into one");
    }
    from_folder ? convert_to_file(arguments, input) : convert_to_folder(arguments, input);
    return kOk;
}

}  // namespace chokepoint::cli
