#include <algorithm>
#include <chokepoint/scenario/actions/scenario_actions.hpp>
#include <chokepoint/scenario/sampling.hpp>
#include <chokepoint/scenario/scenario_priors.hpp>
#include <stdexcept>

namespace chokepoint::scenario {

uncertainty::Design parse_design(std::string_view name) {
    if (name == "sobol") return uncertainty::Design::sobol;
    return name == "random" ? uncertainty::Design::random : uncertainty::Design::latin_hypercube;
}

Sampling::Sampling(const Scenario& scenario) : scenario_(scenario) {
    for (const Figure* figure : figures_of(scenario.model_spec)) {
        if (figure->shape == PriorShape::fixed) continue;
        figures_.push_back(figure);
        parameters_.push_back(figure->path);
    }
    for (const Figure& figure : scenario.figures) {
        figures_.push_back(&figure);
        parameters_.push_back(figure.path);
    }
    design_.emplace(parse_design(scenario.uncertainty.design), scenario.uncertainty.seed, parameters_);
}

std::vector<double> Sampling::values(std::uint64_t sample) const {
    std::vector<double> u;
    for (std::size_t k = 0; k < parameters_.size(); ++k)
        u.push_back(design_->at(static_cast<std::uint32_t>(sample), k));
    return quantiles(u);
}

std::vector<double> Sampling::quantiles(const std::vector<double>& u) const {
    std::vector<double> values;
    for (std::size_t k = 0; k < figures_.size(); ++k)
        values.push_back(quantile(*figures_[k], u.at(k)));
    return values;
}

World Sampling::world(const std::vector<double>& values, std::uint64_t sample) const {
    ModelSpec spec = scenario_.model_spec;
    std::size_t next = 0;
    for (Figure* figure : figures_of(spec)) {
        if (figure->shape != PriorShape::fixed) figure->value = values.at(next++);
    }
    for (ReconstructionSpec& rebuilt : spec.reconstructions) {
        rebuilt.draw = ReconstructionDraw{scenario_.uncertainty.seed, sample};
        rebuilt.unnamed_as_one = true;
    }
    Diagnostics diagnostics;
    ModelTables tables = spec.tables;
    DynamicsSettings dynamics = scenario_.dynamics;
    World world;
    world.actions = scenario_.actions;
    if (!scenario_.figures.empty()) {
        const std::span<const double> own(values.data() + next, values.size() - next);
        const YamlTree tree = with_values(scenario_.tree, scenario_.figures, own);
        dynamics = read_dynamics(tree, diagnostics);
        world.actions = read_actions(tree, scenario_, diagnostics);
    }
    world.model = build_model(spec, std::move(tables), dynamics, diagnostics, 1);
    diagnostics.throw_if_errors();
    return world;
}

}  // namespace chokepoint::scenario
