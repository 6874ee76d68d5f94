#pragma once

#include <array>
#include <chokepoint/scenario/actions/action_spec.hpp>
#include <chokepoint/scenario/model/model.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace chokepoint::scenario {

/// `dynamics:` of a scenario: a preset, what is changed in its rules, and numbers that hold for every product.
struct DynamicsSpec {
    std::string preset = "export-control";
    dynamics::Rules rules = dynamics::find_preset("export-control")->rules;
    std::vector<std::pair<const dynamics::RuleRecord*, Parameter>> of_rules;
    std::vector<std::pair<const dynamics::ParameterRecord*, Parameter>> of_products;
};

/// The settings with the values that the parameters have now.
DynamicsSettings settings_of(const DynamicsSpec& spec);

/// How many samples of the priors a study takes; with one, it runs the middle of every prior and nothing else.
struct UncertaintySettings {
    int samples = 0;  ///< 0 in a file that does not say.
    std::uint64_t seed = 1;
    std::string design = "latin-hypercube";
};

/// By what `groups.csv` adds up firms. A role is what a firm is to the actions: a target, a supplier, a rival.
enum class GroupBy : std::uint8_t { role, country, sector, company };
inline constexpr std::array<std::string_view, 4> kGroupBys = {"role", "country", "sector", "company"};

/// The lengths of period for which impacts are reported, besides the whole calendar.
struct PeriodSettings {
    bool months = false;
    bool quarters = true;
    bool years = true;
};

/// An entry of `evidence:`.
struct EvidenceSpec {
    Diagnostic where;
    StatedText firm;
    std::optional<StatedText> event;
    std::vector<StatedText> between;
    std::optional<StatedText> period;
    std::optional<Stated<double>> revenue_usd;
    std::optional<double> error_usd;
    std::optional<StatedText> arm;
};

/// An entry of `of:` in `forecast:`.
struct ForecastOfSpec {
    StatedText firm;
    std::vector<StatedText> segments;
    std::vector<StatedText> periods;
    std::vector<std::string> events;
};

/// `forecast:` of a scenario.
struct ForecastSpec {
    std::vector<StatedText> arms;
    std::vector<ForecastOfSpec> of;
};

/// An arm as its scenario states it: a list of actions, or a mapping with that list and its words.
struct ArmSpec {
    std::string id;
    Words words;
    std::vector<StatedText> actions;
    Diagnostic id_where;
};

/// A scenario as its file states it.
struct ScenarioSpec {
    std::string title;
    StatedText model;
    Date start{};
    Stated<Date> end;
    DynamicsSpec dynamics;
    std::vector<ActionSpec> actions;
    std::vector<ArmSpec> arms;
    Diagnostic arms_where;
    UncertaintySettings uncertainty;
    std::vector<EvidenceSpec> evidence;
    std::vector<StatedText> report_firms;
    std::vector<GroupBy> report_by = {GroupBy::role, GroupBy::country, GroupBy::sector};
    PeriodSettings periods;
    std::optional<ForecastSpec> forecast;
};

/// The keys of a scenario file, which are read into a ScenarioSpec.
const Schema& scenario_schema();

}  // namespace chokepoint::scenario
