#include <chokepoint/dynamics/parameters.hpp>
#include <chokepoint/study/models/model_runs.hpp>
#include <stdexcept>

namespace chokepoint::study {

std::vector<std::string> model_names() {
    std::vector<std::string> names;
    for (const dynamics::Preset& preset : dynamics::preset_table())
        names.emplace_back(preset.name);
    for (const StaticModelRecord& record : static_model_table())
        names.emplace_back(record.name);
    return names;
}

ModelRun run_model(const scenario::Scenario& scenario, const scenario::Overrides& overrides,
                   const scenario::LoadSettings& settings, const std::string& name, const RunControl& control) {
    if (const StaticModelRecord* record = find_static_model(name)) {
        ModelRun run{name, std::string(record->meaning), {}, StaticAccuracy()};
        run.study = run_static_study(scenario, record->model, settings.threads, control, *run.accuracy);
        return run;
    }
    const dynamics::Preset* preset = dynamics::find_preset(name);
    if (preset == nullptr) throw std::invalid_argument("no model is called " + name);
    ModelRun run{name, std::string(preset->meaning), {}, std::nullopt};
    if (scenario.dynamics.preset == name) {
        run.study = run_study(scenario, settings.threads, control);
        return run;
    }
    scenario::Overrides with_preset;
    for (const auto& entry : overrides) {
        if (entry.first != "dynamics" && !entry.first.starts_with("dynamics.")) with_preset.push_back(entry);
    }
    with_preset.emplace_back("dynamics", "{preset: " + name + "}");
    run.study = run_study(scenario::load_scenario(scenario.file, with_preset, settings), settings.threads, control);
    return run;
}

}  // namespace chokepoint::study
