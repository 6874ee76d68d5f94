#include <fmt/format.h>

#include <chokepoint/network/file/column_file.hpp>
#include <chokepoint/report/files/model_folder.hpp>
#include <chokepoint/report/files/output_file.hpp>
#include <chokepoint/scenario/formats/edge_list.hpp>
#include <chokepoint/scenario/formats/foreign_table.hpp>
#include <chokepoint/scenario/formats/table_model.hpp>
#include <chokepoint/scenario/look/first_look.hpp>
#include <chokepoint/scenario/look/folder_look.hpp>
#include <chokepoint/scenario/model/model_file.hpp>
#include <cli/commands.hpp>
#include <cli/options/abandoned_drafts.hpp>
#include <cli/options/model_operand.hpp>
#include <cli/terminal/split.hpp>
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

/// The columns that a list `role=name,role=name` names.
std::vector<std::pair<std::string, std::string>> named_columns(const std::string& text) {
    std::vector<std::pair<std::string, std::string>> columns;
    for (const std::string& one : split(text, ',')) {
        const auto equals = one.find('=');
        if (equals == one.npos || equals == 0 || equals + 1 == one.size())
            throw UsageError(Fault::bad_syntax, fmt::format("'--columns {}': '{}' is no role and column", text, one),
                             "write --columns supplier=Source,customer=Target,value=Weight");
        columns.emplace_back(one.substr(0, equals), one.substr(equals + 1));
    }
    return columns;
}

/// Whether the input is to be read as a list of edges: as stated, or since no model and no table is known by its
/// content.
bool is_edge_list(const Arguments& arguments, const fs::path& path) {
    if (!arguments.from.empty() && arguments.from != "auto") return arguments.from == "edges";
    std::error_code ignored;
    if (fs::is_directory(path, ignored) || scenario::is_model_file(path)) return false;
    return !arguments.columns.empty() || !scenario::is_foreign_table(path);
}

bool looks_like_edges(const fs::path& path) {
    std::error_code ignored;
    if (!fs::is_regular_file(path, ignored)) return false;
    const scenario::FileSet files(path);
    return !files.chosen().empty() && !scenario::guess_edge_columns(files, files.chosen()).empty();
}

scenario::EdgeOptions edge_options(const Arguments& arguments) {
    scenario::EdgeOptions options;
    if (!arguments.columns.empty()) options.columns = named_columns(arguments.columns);
    constexpr std::pair<std::string_view, char> kSeparators[] = {
        {"tab", '\t'}, {"comma", ','}, {"semicolon", ';'}, {"blank", ' '}};
    for (const auto& [name, separator] : kSeparators) {
        if (arguments.separator == name) options.separator = separator;
    }
    if (!arguments.unit.empty()) options.unit = arguments.unit;
    options.merge_duplicates = arguments.merge_duplicates;
    options.drop_self_loops = arguments.drop_self_loops;
    options.drop_isolated = arguments.drop_isolated;
    return options;
}

std::string edge_words(const scenario::EdgeReport& report) {
    std::string columns;
    for (const auto& [role, column] : report.columns)
        columns += (columns.empty() ? "" : ", ") + fmt::format("{} is '{}'", role, column);
    return fmt::format(
        "{} lines read ({}): {} added to an earlier line, {} self-loops and {} lines of value 0 dropped, {} "
        "firms dropped",
        report.lines, columns, report.merged, report.self_loops, report.without_value, report.isolated);
}

scenario::ModelSpec load_published_table(const Arguments& arguments, const fs::path& path,
                                         const scenario::LoadSettings& settings, Diagnostics& diagnostics) {
    scenario::TableSpec table;
    table.format = arguments.from == "auto" ? "" : arguments.from;
    table.year = arguments.year;
    if (!arguments.columns.empty()) {
        for (const auto& [role, column] : named_columns(arguments.columns)) {
            for (const auto& [known, member] : scenario::kFlatColumns) {
                if (known == role) table.columns.*member = column;
            }
        }
    }
    return scenario::load_table(path, table, settings, diagnostics);
}

/// Loads a model with every column; throws InputError for faults, and adds warnings to `diagnostics`.
scenario::ModelSpec load_whole_model(const Arguments& arguments, const fs::path& path, bool hash,
                                     Diagnostics& diagnostics) {
    show_stage(arguments, "reading " + path.string());
    if (is_edge_list(arguments, path)) {
        scenario::EdgeReport report;
        scenario::ModelSpec spec = scenario::read_edge_list(path, edge_options(arguments), report);
        show_stage(arguments, "");
        if (!arguments.quiet) note(edge_words(report));
        return spec;
    }
    scenario::LoadSettings settings;
    settings.threads = arguments.threads;
    settings.strict = arguments.strict;
    settings.all_columns = true;
    settings.hash_inputs = hash;
    const bool is_table = !scenario::is_model_file(path) && scenario::is_foreign_table(path);
    scenario::ModelSpec spec = is_table || !arguments.from.empty()
                                   ? load_published_table(arguments, path, settings, diagnostics)
                                   : scenario::load_model(path, {}, diagnostics, {}, settings);
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
    const std::string_view nodes = spec.is_table ? "nodes.csv" : "firms.csv";
    print(fmt::format("{}, {} bytes of {}, {} of links.csv\n", summary(arguments, spec), fs::file_size(out / nodes),
                      nodes, fs::file_size(out / "links.csv")));
}

}  // namespace

int convert_command(const Arguments& arguments) {
    if (arguments.out.empty())
        throw UsageError(Fault::missing_key, "'convert' needs '--out'", "for example --out big.network");
    const fs::path input = model_operand(arguments.operands[0]);
    std::error_code ignored;
    const bool from_folder = fs::is_directory(input, ignored);
    const bool to_file = fs::path(arguments.out).extension() == scenario::kModelFileSuffix;
    const bool is_own = scenario::is_model_file(input) || scenario::is_model_folder(input);
    // A file that is neither stated nor looks like a table or a list of edges is told what it is.
    const bool is_stated = !arguments.from.empty() || !arguments.columns.empty();
    if (is_own || (!is_stated && !looks_like_edges(input))) {
        if (std::optional<Diagnostic> fault = scenario::look_for_model(input)) throw InputError({std::move(*fault)});
    }
    if (!is_own) {
        to_file ? convert_to_file(arguments, input) : convert_to_folder(arguments, input);
        return kOk;
    }
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
