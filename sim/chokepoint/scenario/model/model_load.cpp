#include <fmt/format.h>

#include <chokepoint/base/fault_at.hpp>
#include <chokepoint/base/number.hpp>
#include <chokepoint/scenario/embed/base_table.hpp>
#include <chokepoint/scenario/formats/table_model.hpp>
#include <chokepoint/scenario/look/first_look.hpp>
#include <chokepoint/scenario/model/model_file.hpp>
#include <chokepoint/scenario/model/model_keys.hpp>
#include <chokepoint/scenario/model/model_read.hpp>
#include <chokepoint/scenario/tables/money_unit.hpp>
#include <optional>

namespace chokepoint::scenario {

namespace {

/// Sets one value of the model. The mapping that holds it must exist, since a misspelt name would otherwise make a new
/// product or company. A bare number gets an assumption, since every parameter of a model needs a source or one.
void set_model_value(YamlTree& tree, const ModelOverride& override, Diagnostics& diagnostics) {
    const std::size_t dot = override.path.rfind('.');
    const bool is_new = override.path.starts_with("base.");  // a model may be put into a table that it does not name
    if (dot != std::string::npos && !is_new && find_path(tree.root, override.path.substr(0, dot)) == nullptr) {
        Diagnostic where;
        where.place = {"<--set " + std::to_string(override.number) + ">", 1, 1};
        where.source_line = "model." + override.path + "=" + override.value;
        return diagnostics.add(
            fault_at(std::move(where), Fault::unknown_key, "the model has no '" + override.path.substr(0, dot) + "'",
                     "only what model.yaml has can be changed: see its products, companies and reconstruction"));
    }
    set_yaml_value(tree, override.path, override.value, diagnostics, override.number, "model.");
    YamlNode* node = find_path(tree.root, override.path);
    if (override.path.ends_with("usd_per_unit")) return;  // a plain number
    if (node == nullptr || node->kind != YamlKind::scalar || node->quoted || !parse_number(node->scalar)) return;
    const auto same_place = [&](std::string text) {
        YamlNode copy = *node;
        copy.scalar = std::move(text);
        return copy;
    };
    YamlNode stated = same_place("");
    stated.kind = YamlKind::mapping;
    stated.entries.emplace_back(same_place("value"), same_place(node->scalar));
    stated.entries.emplace_back(same_place("assumption"), same_place("set on the command line"));
    *node = std::move(stated);
}

}  // namespace

bool LoadSettings::has_file(const std::filesystem::path& path) const {
    std::error_code ignored;
    return texts != nullptr ? texts->contains(path) : std::filesystem::exists(path, ignored);
}

TextFile LoadSettings::open(const std::filesystem::path& path, std::size_t max_bytes) const {
    if (texts == nullptr) return {path, max_bytes};
    return {path.string(), texts->at(path)};
}

ModelSpec load_model(const std::filesystem::path& folder, const ModelOverrides& overrides, Diagnostics& diagnostics,
                     const Diagnostic& where, const LoadSettings& settings) {
    ModelSpec spec;
    spec.folder = folder;
    if (std::optional<Diagnostic> fault = settings.texts == nullptr ? look_for_model(folder) : std::nullopt) {
        // A scenario that names it is where the fault is.
        if (!where.place.file.empty()) {
            fault->message = fault->message.starts_with("the model folder does not exist")
                                 ? fault->message + ": " + fault->place.file
                                 : fmt::format("'{}': {}", fault->place.file, fault->message);
            fault->place = where.place;
            fault->source_line = where.source_line;
        }
        diagnostics.add(std::move(*fault));
        return spec;
    }
    std::error_code ignored;
    const bool is_folder = settings.texts != nullptr || std::filesystem::is_directory(folder, ignored);
    const bool is_published = !is_folder && !is_model_file(folder);
    const std::filesystem::path yaml = folder / "model.yaml";
    if (is_published) {
        // Read below, with the unit that it states.
    } else if (!is_folder) {
        read_model_file(spec, settings, diagnostics);
        if (diagnostics.has_errors()) return spec;
    } else if (settings.has_file(yaml)) {
        const TextFile file = settings.open(yaml, kMaxYamlBytes);
        spec.files.push_back(input_file(yaml, file.bytes(), settings.hash_inputs));
        spec.has_yaml = true;
        spec.yaml = file.text();
    }
    if (spec.has_yaml) {
        YamlTree tree = parse_yaml(yaml.string(), spec.yaml, diagnostics);
        for (const ModelOverride& override : overrides)
            set_model_value(tree, override, diagnostics);
        if (!diagnostics.has_errors() && validate(tree, tree.root, model_schema(), diagnostics)) {
            read_keys(tree, tree.root, model_schema(), {}, &spec, diagnostics);
            read_money_unit(spec, diagnostics);
            const std::filesystem::path beside = is_folder ? folder : folder.parent_path();
            if (spec.ratings) read_rating_files(beside, settings.hash_inputs, *spec.ratings, spec.files, diagnostics);
        }
    } else if (!overrides.empty()) {
        diagnostics.add(file_fault(folder.string(), "'--set model.' needs a model.yaml, and this model has none",
                                   "change firms.csv or links.csv, or set a key of 'dynamics'", Fault::no_file));
    }
    if (is_folder || is_published) read_model_tables(spec, settings, diagnostics);
    if (spec.base && !diagnostics.has_errors()) read_base(spec, settings, diagnostics);
    if (!is_folder && spec.title.empty()) spec.title = folder.stem().string();
    for (ReconstructionSpec& rebuilt : spec.reconstructions) {
        const network::NameTable& countries = spec.tables.firms.country.texts;
        if (const auto same = network::find_country(countries, rebuilt.country))
            rebuilt.country = countries.name(*same);
    }
    if (!diagnostics.has_errors()) check_model(spec, diagnostics);
    return spec;
}

ModelSpec load_table(const std::filesystem::path& path, const TableSpec& table, const LoadSettings& settings,
                     Diagnostics& diagnostics) {
    ModelSpec spec;
    spec.folder = path;
    spec.table = table;
    spec.table->file = StatedText{path.string(), {}};
    read_model_tables(spec, settings, diagnostics);
    spec.title = path.stem().string();
    if (!spec.report.format.empty()) spec.yaml = table_model_yaml(spec.report, "");
    spec.has_yaml = !spec.yaml.empty();
    return spec;
}

std::string_view nodes_file(const ModelSpec& spec) {
    if (!spec.report.file.empty()) return spec.report.file;
    return spec.is_table ? "nodes.csv" : "firms.csv";
}

std::string nodes_path(const ModelSpec& spec) {
    return spec.report.file.empty() ? (spec.folder / nodes_file(spec)).string() : spec.report.file;
}

Diagnostic firm_place(const ModelSpec& spec, const FirmTable& firms, std::size_t row) {
    Diagnostic where;
    where.place = {nodes_path(spec), firms.file_line[row], firms.file_column.empty() ? 1 : firms.file_column[row]};
    return where;
}

Diagnostic link_place(const ModelSpec& spec, const LinkTable& links, std::size_t row) {
    Diagnostic where;
    where.place = {spec.report.file.empty() ? (spec.folder / "links.csv").string() : spec.report.file,
                   links.file_line[row], 1};
    return where;
}

}  // namespace chokepoint::scenario
