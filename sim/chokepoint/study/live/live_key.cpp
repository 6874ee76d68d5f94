#include <algorithm>
#include <chokepoint/base/files/sha256.hpp>
#include <chokepoint/base/ids.hpp>
#include <chokepoint/scenario/sampling.hpp>
#include <chokepoint/study/groups/groups.hpp>
#include <chokepoint/study/inputs.hpp>
#include <chokepoint/study/live/live_key.hpp>
#include <nlohmann/json.hpp>

namespace chokepoint::study {

namespace {

using Json = nlohmann::ordered_json;

/// The action as its file states it, without its words.
Json rule_of(const Json& actions, const policy::Action& action) {
    Json rule = actions.value(action.name, Json::object());
    rule.erase("label");
    rule.erase("meaning");
    return rule;
}

/// The first day of any action: samples keep the output of targets on days that are counted from it.
Date first_day(const scenario::Scenario& scenario) {
    Date first = scenario.end;
    for (const scenario::Arm& arm : scenario.arms) {
        for (const std::uint32_t number : arm.actions)
            first = std::min(first, scenario.actions[number].from);
    }
    return first;
}

/// Who is recorded, and with whom: what the arms together decide.
Json records_of(const scenario::Scenario& scenario) {
    Json records = {{"first", format_date(first_day(scenario))}, {"companies", scenario.report_companies}};
    for (const scenario::Target& target : scenario.targets)
        records["targets"].push_back(target.company);
    const Groups groups = make_groups(scenario);
    for (const Group& group : groups.list)
        records["groups"].push_back(Json::array({static_cast<int>(group.by), group.number}));
    for (const Role role : groups.roles)
        records["roles"].push_back(static_cast<int>(role));
    return records;
}

/// What every arm depends on.
Json shared_part(const scenario::Scenario& scenario, Json resolved) {
    for (const char* own : {"title", "arms", "evidence"})
        resolved.erase(own);
    if (resolved.contains("uncertainty")) resolved["uncertainty"].erase("samples");
    // A draw of one action's date may contradict another's, which ends the sample for all arms.
    if (scenario::priors_of(scenario).empty()) resolved.erase("actions");
    Json shared = {{"scenario", std::move(resolved)}, {"records", records_of(scenario)}};
    for (const auto& [key, value] : scenario.overrides) {
        if (key.starts_with("model.")) shared["model"].push_back(Json::array({key, value}));
    }
    shared["seed"] = scenario.uncertainty.seed;
    for (const auto& [file, hash] : input_hashes(scenario)) {
        if (file != scenario.file.filename().string()) shared["files"].push_back(Json::array({file, hash}));
    }
    return shared;
}

}  // namespace

std::vector<std::string> arm_keys(const scenario::Scenario& scenario) {
    const Json resolved = Json::parse(scenario.resolved);
    const Json actions = resolved.value("actions", Json::object());
    const std::string shared = sha256_of(shared_part(scenario, resolved).dump());
    std::vector<std::string> keys;
    for (const scenario::Arm& arm : scenario.arms) {
        Json own = Json::array();
        for (const std::uint32_t number : arm.actions) {
            const policy::Action& action = scenario.actions[number];
            own.push_back(Json::array({action.name, rule_of(actions, action)}));
        }
        keys.push_back(shared + own.dump());
    }
    return keys;
}

}  // namespace chokepoint::study
