#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <chokepoint/base/files/missing_file.hpp>
#include <chokepoint/base/text/shell_word.hpp>
#include <chokepoint/network/file/column_file.hpp>
#include <chokepoint/network/file/table_head.hpp>
#include <chokepoint/network/file/text_format.hpp>
#include <chokepoint/scenario/formats/foreign_table.hpp>
#include <chokepoint/scenario/look/first_look.hpp>
#include <chokepoint/scenario/look/folder_look.hpp>
#include <chokepoint/scenario/model/model_file.hpp>
#include <chokepoint/scenario/scenario_spec.hpp>
#include <chokepoint/scenario/tables/model_columns.hpp>

namespace chokepoint::scenario {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostTableBytes = std::size_t{4} << 30;

std::string folder_of(const fs::path& file) {
    return file.parent_path().empty() ? "." : file.parent_path().string();
}

network::TextFormat model_yaml_format(const fs::path& file) {
    return {"the model.yaml of a model",
            fmt::format(
                "a scenario is a file with 'model:', 'calendar:', 'actions:' and 'arms:'; a model alone is checked or "
                "ranked by its folder:\nchokepoint check {0}\nchokepoint rank {0}",
                shell_word(folder_of(file)))};
}

bool has_all(const std::vector<std::string>& header, std::initializer_list<std::string_view> names) {
    return std::all_of(names.begin(), names.end(), [&](std::string_view name) {
        return std::find(header.begin(), header.end(), name) != header.end();
    });
}

/// A table that is one of ours.
std::optional<network::TextFormat> own_table(const fs::path& file, std::string_view text) {
    const network::TableHead head = network::read_table_head(text);
    if (head.rows.empty() || head.separator != ',') return std::nullopt;
    const std::vector<std::string>& header = head.rows[0];
    const std::string folder = shell_word(folder_of(file));
    const std::string remedy =
        fmt::format("a model is named by the folder that has its tables:\nchokepoint check {}", folder);
    if (has_all(header, {"supplier", "customer", "value_usd"}) || has_all(header, {"supplier", "customer", "value"}))
        return network::TextFormat{"the links of a model (links.csv)", remedy};
    if (has_all(header, {"id", "country", "product"}))
        return network::TextFormat{"the firms of a model (firms.csv)", remedy};
    if (has_all(header, {"id", "country", "sector", "gross_output"}))
        return network::TextFormat{"the nodes of an input-output table (nodes.csv)", remedy};
    if (has_all(header, {"arm", "firm"}))
        return network::TextFormat{"a table of results",
                                   "name the scenario that it was made of; 'compare DIR_A DIR_B' takes folders"};
    if (has_all(header, {"p01"}))
        return network::TextFormat{"a record of forecasts", "it is read by 'chokepoint score'"};
    return std::nullopt;
}

/// Keys at the beginning of a line, as a file of YAML has them.
bool has_key(std::string_view text, std::string_view key) {
    for (const std::string& begin : {fmt::format("{}:", key), fmt::format("\"{}\":", key)}) {
        for (std::size_t at = text.find(begin); at != text.npos; at = text.find(begin, at + 1)) {
            const auto line = text.rfind('\n', at);
            const auto before = text.substr(line + 1, at - line - 1);
            if (before.find_first_not_of(begin[0] == '"' ? " {\t" : "") == before.npos) return true;
        }
    }
    return false;
}

bool is_scenario_text(std::string_view text) {
    return has_key(text, "arms") && has_key(text, "model");
}

bool is_manifest(std::string_view text) {
    return has_key(text, "inputs_sha256");
}

/// The model that a scenario of YAML names, beside it; "" if that is not seen at once.
std::string model_of(const fs::path& scenario, std::string_view text) {
    const auto at = text.starts_with("model:") ? 0 : text.find("\nmodel:");
    if (at == text.npos) return {};
    std::string_view value = text.substr(text.find(':', at) + 1);
    value = value.substr(0, value.find_first_of("\n#"));
    const auto first = value.find_first_not_of(" \t\r'\"");
    if (first == value.npos) return {};
    value = value.substr(first, value.find_last_not_of(" \t\r'\"") - first + 1);
    return (scenario.parent_path() / value).lexically_normal().string();
}

network::TextFormat scenario_format(const fs::path& file, std::string_view text) {
    const std::string model = model_of(file, text);
    if (model.empty())
        return {"a scenario", "a model is named by its folder: the one that the scenario has at 'model:'"};
    return {"a scenario", fmt::format("name its model:\nchokepoint check {0}\nchokepoint rank {0}", shell_word(model))};
}

std::optional<network::TextFormat> recognise_file(const fs::path& path, const TextFile& file) {
    const std::string_view text = file.text();
    if (text.find_first_not_of(" \t\r\n") == text.npos) {
        return network::TextFormat{"nothing: it is empty", "check that it is the right file"};
    }
    if (is_manifest(text))
        return network::TextFormat{"the manifest of results",
                                   "name the scenario that the results were made of: its 'command' tells"};
    if (is_scenario_text(text)) return scenario_format(path, text);
    if (has_key(text, "products") || has_key(text, "reconstruction")) return model_yaml_format(path);
    if (auto own = own_table(path, text)) return own;
    return network::recognise_text(file.name(), text, network::WantedColumns::of(link_columns()));
}

Diagnostic fault_of(const fs::path& path, std::string_view wanted, const network::TextFormat& format) {
    return file_fault(path.string(), fmt::format("this is no {}: it looks like {}", wanted, format.what),
                      format.remedy);
}

std::string_view model_words() {
    return "a model is a folder with firms.csv and links.csv, or a .network file made of one";
}

Diagnostic file_that_is_no_model(const fs::path& path) {
    try {
        const TextFile file(path, kMostTableBytes);
        if (const auto format = recognise_file(path, file)) return fault_of(path, "model", *format);
    } catch (const InputError& error) {
        return error.diagnostics().front();
    }
    return file_fault(path.string(), "this file is no model", std::string(model_words()));
}

}  // namespace

std::optional<Diagnostic> look_for_model(const fs::path& given) {
    // A slash at the end is no name.
    const fs::path path = given.has_filename() || given.parent_path().empty() ? given : given.parent_path();
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (error == std::errc::too_many_symbolic_link_levels)
        return file_fault(given.string(), "the path is a loop of symbolic links",
                          "name the folder that they should lead to");
    if (status.type() == fs::file_type::not_found) {
        const std::string near = hint_for_missing(path);
        return file_fault(given.string(), "the model folder does not exist",
                          near != "check the path"
                              ? near
                              : fmt::format("{}; paths in a scenario are relative to its file", model_words()),
                          Fault::no_file);
    }
    if (status.type() != fs::file_type::directory) {
        if (is_model_file(path) || is_foreign_table(path)) return std::nullopt;
        return file_that_is_no_model(path);
    }
    std::error_code ignored;
    for (const std::string_view name : {"firms.csv", "nodes.csv", "links.csv", "model.yaml"}) {
        if (fs::exists(path / name, ignored)) return std::nullopt;
    }
    if (is_foreign_table(path)) return std::nullopt;
    const network::TextFormat format = recognise_folder(path);
    return file_fault(given.string(), fmt::format("the folder is no model: {}", format.what), format.remedy);
}

std::optional<Diagnostic> look_for_scenario(const fs::path& path) {
    std::error_code ignored;
    if (fs::is_directory(path, ignored)) {
        const network::TextFormat format = recognise_folder(path);
        return file_fault(path.string(), fmt::format("this is no scenario but a folder: {}", format.what),
                          format.remedy);
    }
    if (!network::is_column_file(path)) return std::nullopt;
    const std::string word = shell_word(path.string());
    return file_fault(path.string(), "this is no scenario: it is a model in one file",
                      fmt::format("a scenario names it at 'model:'; the model alone is checked or ranked:\n"
                                  "chokepoint check {0}\nchokepoint rank {0}",
                                  word));
}

std::optional<Diagnostic> look_at_scenario_text(const TextFile& file, const YamlNode& root) {
    const auto has = [&](std::string_view key) { return root.find(key) != nullptr; };
    if (has("arms") || has("calendar") || has("actions") || has("model")) return std::nullopt;
    const std::string_view text = file.text();
    if (text.find_first_not_of(" \t\r\n") == text.npos) return std::nullopt;
    if (is_scenario_text(text) && !is_manifest(text)) return std::nullopt;
    const auto format = recognise_file(file.name(), file);
    if (!format) return std::nullopt;
    return fault_of(file.name(), "scenario", *format);
}

std::optional<network::TextFormat> recognise_any_text(const fs::path& path, std::string_view head) {
    return recognise_file(path, TextFile(path.string(), head));
}

}  // namespace chokepoint::scenario
