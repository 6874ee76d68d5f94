#pragma once

#include <chokepoint/base/date.hpp>
#include <chokepoint/policy/action.hpp>
#include <chokepoint/policy/openness.hpp>
#include <chokepoint/scenario/evidence.hpp>
#include <chokepoint/scenario/forecast.hpp>
#include <chokepoint/scenario/model/model.hpp>
#include <chokepoint/scenario/scenario_spec.hpp>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace chokepoint::scenario {

/// A policy to compare: actions by their index in the scenario.
struct Arm {
    std::string name;
    std::vector<std::uint32_t> actions;
    std::string label = {};    ///< As people read it.
    std::string meaning = {};  ///< In a sentence; "" if the scenario has none.
    /// What load_scenario() has compiled of them. Whoever changes the arm, an action or the calendar resets it.
    std::shared_ptr<const policy::OpennessSchedule> openness = {};
};

/// A company that actions select, and what they take from it at their worst.
struct Target {
    std::uint32_t company = 0;
    double denied_usd = 0.0;   ///< Purchases a year that are closed to it.
    double damaged_usd = 0.0;  ///< Output a year that damage takes.
    double paid_usd = 0.0;     ///< Payments, of which escrow may come back.

    double stake_usd() const { return denied_usd + damaged_usd + paid_usd; }
};

/// `--set key=value` as (key, value); keys that begin with `model.` go to the model.
using Overrides = std::vector<std::pair<std::string, std::string>>;

/// A scenario that has been checked, with its model built.
struct Scenario {
    std::string title;
    std::filesystem::path file;
    Overrides overrides;
    std::string sha256;  ///< Of the file as it was read.
    std::filesystem::path model_folder;
    ModelSpec model_spec;
    ScenarioSpec spec;
    Model model;
    DynamicsSettings dynamics;
    Date start{};
    Date end{};
    std::vector<policy::Action> actions;
    std::vector<Arm> arms;
    UncertaintySettings uncertainty;
    std::vector<Evidence> evidence;
    PeriodSettings periods;
    std::vector<Target> targets;                  ///< Companies that the actions select, in the order of Stakes.
    std::vector<std::uint32_t> report_companies;  ///< As asked for, else the first ten targets; never empty.
    std::vector<GroupBy> report_by;
    bool every_firm = false;        ///< Losses of every company are kept, year by year.
    std::vector<Segment> segments;  ///< Recorded by samples behind the report's companies.
    ForecastPlan forecast;
    std::string resolved;  ///< The scenario as YAML after `--set`, for the manifest.
    std::vector<Diagnostic> warnings;

    int days() const { return days_between(start, end) + 1; }
};

/// The parameters of a scenario's own file that have a prior, in the order of its keys.
std::vector<const Parameter*> priors_of(const Scenario& scenario);

/// The arm's openness over time, compiled now if load_scenario() has not. Throws InputError if two of its actions
/// contradict each other.
std::shared_ptr<const policy::OpennessSchedule> openness_of(const Scenario& scenario, const Arm& arm);

/// Reads and checks a scenario and its model. Throws InputError with every fault of every file.
Scenario load_scenario(const std::filesystem::path& file, const Overrides& overrides,
                       const LoadSettings& settings = {});

/// A model that has been checked.
struct ModelCheck {
    ModelSpec spec;
    std::vector<Diagnostic> warnings;
};

/// Reads and checks a model alone, with default dynamics. Throws InputError with every fault of every file.
ModelCheck check_model_folder(const std::filesystem::path& folder, const LoadSettings& settings = {});

}  // namespace chokepoint::scenario
