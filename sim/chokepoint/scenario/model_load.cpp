#include <chokepoint/base/number.hpp>
#include <chokepoint/scenario/model_schema.hpp>
#include <chokepoint/scenario/model_yaml.hpp>

namespace chokepoint {

namespace {

/// A bare number of the command line as a figure that says where it comes from, as every figure of a model must.
std::string as_figure(const std::string& value) {
    return parse_number(value) ? "{value: " + value + ", assumption: set on the command line}" : value;
}

}  // namespace

ModelSpec load_model(const std::filesystem::path& folder, const ModelOverrides& overrides, Diagnostics& diagnostics) {
    ModelSpec spec;
    spec.folder = folder;
    std::error_code ignored;
    if (!std::filesystem::is_directory(folder, ignored)) {
        Diagnostic fault;
        fault.place.file = folder.string();
        fault.message = "the model folder does not exist";
        fault.hint = "a model is a folder with firms.csv and links.csv; paths in a scenario are relative to its file";
        diagnostics.add(std::move(fault));
        return spec;
    }
    const std::filesystem::path yaml = folder / "model.yaml";
    spec.has_yaml = std::filesystem::exists(yaml, ignored);
    if (spec.has_yaml) {
        const TextFile file(yaml, kMaxYamlBytes);
        spec.files.push_back(yaml);
        YamlTree tree = parse_yaml(file, diagnostics);
        for (const auto& [path, value] : overrides)
            set_yaml_value(tree, path, as_figure(value), diagnostics);
        if (!diagnostics.has_errors() && validate(tree, tree.root, model_schema(), diagnostics)) {
            read_model_tree(tree, spec);
        }
    } else if (!overrides.empty()) {
        Diagnostic fault;
        fault.place.file = folder.string();
        fault.message = "'--set model.' needs a model.yaml, and this model has none";
        fault.hint = "change firms.csv or links.csv, or set a key of 'dynamics'";
        diagnostics.add(std::move(fault));
    }
    read_model_tables(spec, diagnostics);
    if (!diagnostics.has_errors()) check_model(spec, diagnostics);
    return spec;
}

}  // namespace chokepoint
