#include <fmt/format.h>
#include <fmt/ranges.h>

#include <chokepoint/base/files/binary_format.hpp>
#include <chokepoint/base/text/shell_word.hpp>
#include <chokepoint/network/file/text_format.hpp>
#include <chokepoint/report/inspect/list_text.hpp>
#include <chokepoint/report/inspect/table_text.hpp>
#include <chokepoint/scenario/formats/edge_list.hpp>
#include <chokepoint/scenario/formats/foreign_table.hpp>
#include <chokepoint/scenario/formats/table_model.hpp>
#include <chokepoint/scenario/lists/list_summary.hpp>
#include <chokepoint/scenario/look/first_look.hpp>
#include <chokepoint/scenario/look/folder_look.hpp>
#include <chokepoint/scenario/model/model_file.hpp>
#include <cli/commands.hpp>
#include <cli/terminal/terminal.hpp>
#include <filesystem>

namespace chokepoint::cli {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kShownTables = 10;

std::string indented(std::string_view text) {
    std::string result;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        result += fmt::format("    {}\n", text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return result;
}

std::string list_of_tables(const std::string& path, const scenario::FoundTable& found) {
    std::string text = fmt::format("{}: {} of {} tables:\n", path, found.format->what, found.mains.size());
    for (std::size_t k = 0; k < found.mains.size() && k < kShownTables; ++k)
        text += fmt::format("  {}\n", found.mains[k]);
    if (found.mains.size() > kShownTables) text += fmt::format("  and {} more\n", found.mains.size() - kShownTables);
    return text + "Choose one by its year with '--year', or in model.yaml with 'table: {file: ..., year: ...}'.\n";
}

std::string published_table(const Arguments& arguments, const fs::path& path) {
    scenario::TableOptions options;
    options.format = arguments.from == "auto" ? "" : arguments.from;
    options.year = arguments.year;
    options.threads = arguments.threads;
    if (arguments.year.empty() && options.format.empty()) {
        const auto found = scenario::recognise_foreign_table(scenario::FileSet(path));
        if (found && found->mains.size() > 1) return list_of_tables(path.string(), *found);
    }
    const scenario::ForeignTable table = scenario::read_foreign_table(path, options);
    return fmt::format(
        "{}: {}\n{}\nUse it as a model: a folder with this model.yaml, whose 'file' is relative to it\n\n{}",
        path.string(), scenario::find_table_format(table.report.format)->what, report::table_text(table.report),
        indented(scenario::table_model_yaml(table.report, path.string())));
}

std::string edge_list(const fs::path& path, const std::vector<std::pair<std::string, std::string>>& columns) {
    std::string roles;
    for (const auto& [role, column] : columns)
        roles += (roles.empty() ? "" : ",") + fmt::format("{}={}", role, column);
    return fmt::format(
        "{}: a list of edges\n  columns     {}\n\nMake a model of it:\n\n    chokepoint convert {} --out {}.network "
        "--columns {}\n",
        path.string(), roles, shell_word(path.string()), shell_word(path.stem().string()), shell_word(roles));
}

std::string party_list(const fs::path& path) {
    Diagnostics diagnostics;
    const scenario::ListSummary summary = scenario::summarise_list(path, {}, diagnostics);
    diagnostics.throw_if_errors();
    return fmt::format(
        "{}: {}\n{}\nUse it in a scenario beside it; 'chokepoint check SCENARIO --near' lists near misses\n\n{}",
        path.string(), summary.meaning, report::list_text(summary),
        indented(report::list_action_yaml(path.filename().string())));
}

/// What is not one of the kinds that we read.
std::string other_file(const fs::path& path) {
    const scenario::FileSet files(path);
    const std::string& name = files.chosen();
    if (name.empty()) {
        const network::TextFormat format = scenario::recognise_folder(path);
        return fmt::format("{}: {}\n{}\n", path.string(), format.what, format.remedy);
    }
    const std::string& head = files.head(name);
    if (const auto binary = recognise_binary(path.string(), head))
        return fmt::format("{}: {}\n{}\n", path.string(), binary->name, binary->remedy);
    if (const auto columns = scenario::guess_edge_columns(files, name); !columns.empty())
        return edge_list(path, columns);
    const auto format = scenario::recognise_any_text(path, head);
    if (format) return fmt::format("{}: {}\n{}\n", path.string(), format->what, format->remedy);
    refuse_file(path.string(), "it is nothing that we know",
                "tables are listed in 'describe tables', lists in 'describe names'; a list of edges is converted with "
                "'convert --columns supplier=...,customer=...'");
}

bool is_list_file(const fs::path& path) {
    std::error_code ignored;
    return fs::is_regular_file(path, ignored) && scenario::recognise_list_file(path).has_value();
}

}  // namespace

int inspect_command(const Arguments& arguments) {
    const fs::path path = arguments.operands[0];
    if (!arguments.from.empty() || scenario::is_foreign_table(path)) {
        print(published_table(arguments, path));
    } else if (is_list_file(path)) {
        print(party_list(path));
    } else {
        print(other_file(path));
    }
    return kOk;
}

}  // namespace chokepoint::cli
