#include <chokepoint/scenario/model/model_keys.hpp>
#include <chokepoint/scenario/sampling.hpp>
#include <stdexcept>

namespace chokepoint::scenario {

uncertainty::Design parse_design(std::string_view name) {
    if (name == "sobol") return uncertainty::Design::sobol;
    return name == "random" ? uncertainty::Design::random : uncertainty::Design::latin_hypercube;
}

Sampling::Sampling(const Scenario& scenario) : scenario_(scenario) {
    for (const Parameter* parameter : parameters_of(scenario.model_spec)) {
        if (parameter->has_prior()) parameters_.push_back(parameter);
    }
    of_model_ = parameters_.size();
    for (const Parameter* parameter : priors_of(scenario))
        parameters_.push_back(parameter);
    for (const Parameter* parameter : parameters_)
        paths_.push_back(parameter->path);
    design_.emplace(parse_design(scenario.uncertainty.design), scenario.uncertainty.seed, paths_);
}

std::vector<double> Sampling::values(std::uint64_t sample) const {
    std::vector<double> u;
    for (std::size_t k = 0; k < parameters_.size(); ++k)
        u.push_back(design_->at(static_cast<std::uint32_t>(sample), k));
    return quantiles(u);
}

std::vector<double> Sampling::quantiles(const std::vector<double>& u) const {
    std::vector<double> values;
    for (std::size_t k = 0; k < parameters_.size(); ++k)
        values.push_back(quantile(*parameters_[k], u.at(k)));
    return values;
}

World Sampling::world(const std::vector<double>& values, std::uint64_t sample) const {
    ModelSpec spec = scenario_.model_spec;
    auto next = values.begin();
    const auto set = [&](Parameter& parameter) {
        if (parameter.has_prior()) parameter.value = *next++;
    };
    visit_parameters(model_schema(), &spec, set);
    for (ReconstructionSpec& rebuilt : spec.reconstructions) {
        rebuilt.draw = ReconstructionDraw{scenario_.uncertainty.seed, sample};
        rebuilt.unnamed_as_one = true;
    }
    Diagnostics diagnostics;
    DynamicsSettings dynamics = scenario_.dynamics;
    World world;
    world.actions = scenario_.actions;
    if (parameters_.size() > of_model_) {
        ScenarioSpec own = scenario_.spec;
        visit_parameters(scenario_schema(), &own, set);
        dynamics = settings_of(own.dynamics);
        world.actions = make_actions(own.actions, scenario_.start, scenario_.end, diagnostics);
    }
    ModelTables tables = std::move(spec.tables);
    world.model = build_model(spec, std::move(tables), dynamics, diagnostics, 1);
    // Warnings were shown for the model as a whole; a sample fails for its errors.
    std::vector<Diagnostic> errors = diagnostics.sorted();
    std::erase_if(errors, [](const Diagnostic& one) { return one.severity != Severity::error; });
    if (!errors.empty()) throw InputError(std::move(errors));
    return world;
}

}  // namespace chokepoint::scenario
