#pragma once

#include <chokepoint/study/models/static_study.hpp>
#include <optional>
#include <string>
#include <vector>

namespace chokepoint::study {

/// One model's answer to a scenario.
struct ModelRun {
    std::string name;
    std::string meaning;
    StudyResult study;
    std::optional<StaticAccuracy> accuracy;  ///< Of a static model.
};

/// Every model that can answer a scenario: the presets of the day step, then the static models.
std::vector<std::string> model_names();

/// Runs the scenario of a file under a model of model_names(). A preset other than the scenario's own replaces
/// everything under its `dynamics`; the model's parameters stay. Throws InputError as load_scenario() does.
ModelRun run_model(const scenario::Scenario& scenario, const scenario::Overrides& overrides,
                   const scenario::LoadSettings& settings, const std::string& name, const RunControl& control);

}  // namespace chokepoint::study
