#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/base/number.hpp>
#include <chokepoint/policy/openness.hpp>
#include <chokepoint/scenario/actions/scenario_actions.hpp>
#include <chokepoint/scenario/look/first_look.hpp>
#include <chokepoint/scenario/scenario.hpp>
#include <chokepoint/scenario/scenario_forecast.hpp>
#include <chokepoint/scenario/scenario_priors.hpp>
#include <chokepoint/scenario/schema/scenario_schema.hpp>
#include <chokepoint/scenario/schema/suggestion.hpp>
#include <chokepoint/scenario/targets.hpp>
#include <nlohmann/json.hpp>
#include <optional>

namespace chokepoint::scenario {

namespace {

nlohmann::ordered_json to_json(const YamlNode& node) {
    if (node.kind == YamlKind::null) return nullptr;
    if (node.kind == YamlKind::scalar) {
        if (!node.quoted) {
            if (const auto integer = parse_integer(node.scalar)) return *integer;
            if (const auto number = parse_number(node.scalar)) return *number;
            if (node.scalar == "true" || node.scalar == "false") return node.scalar == "true";
        }
        return node.scalar;
    }
    nlohmann::ordered_json json =
        node.kind == YamlKind::sequence ? nlohmann::ordered_json::array() : nlohmann::ordered_json::object();
    for (const YamlNode& item : node.items)
        json.push_back(to_json(item));
    for (const auto& [key, value] : node.entries)
        json[key.scalar] = to_json(value);
    return json;
}

void read_calendar(const YamlTree& tree, Scenario& scenario, Diagnostics& diagnostics) {
    const YamlNode& calendar = *tree.root.find("calendar");
    scenario.start = *parse_date(calendar.find("start")->scalar);
    scenario.end = *parse_date(calendar.find("end")->scalar);
    if (scenario.end < scenario.start) {
        diagnostics.add(tree.fault(*calendar.find("end"), Fault::contradiction, "the calendar ends before it starts",
                                   "swap the two dates"));
    } else if (scenario.days() > 36525) {
        diagnostics.add(tree.fault(*calendar.find("end"), Fault::out_of_range, "the calendar is longer than 100 years",
                                   "end it earlier"));
    }
}

std::vector<std::uint32_t> largest_companies(const Model& model, std::size_t count) {
    std::vector<std::pair<double, std::uint32_t>> order;
    for (std::uint32_t company = 0; company < model.companies.size(); ++company)
        order.emplace_back(-revenue_usd(model, company), company);
    count = std::min(count, order.size());
    std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(count), order.end());
    std::vector<std::uint32_t> largest;
    for (std::size_t k = 0; k < count; ++k)
        largest.push_back(order[k].second);
    return largest;
}

void read_report(const YamlTree& tree, Scenario& scenario, Diagnostics& diagnostics) {
    const YamlNode* report = tree.root.find("report");
    const YamlNode* periods = report == nullptr ? nullptr : report->find("periods");
    if (periods != nullptr) {
        const auto has = [&](std::string_view name) {
            return periods->scalar == name || std::any_of(periods->items.begin(), periods->items.end(),
                                                          [&](const YamlNode& item) { return item.scalar == name; });
        };
        scenario.periods = {has("month"), has("quarter"), has("year")};
    }
    if (report != nullptr) {
        for (const YamlNode* item : report->items_at("firms")) {
            const std::uint32_t company = find_company(scenario.model, item->scalar);
            if (company == kNone) {
                diagnostics.add(
                    tree.fault(*item, Fault::unknown_name, fmt::format("the model has no company '{}'", item->scalar),
                               hint_for(item->scalar, scenario.model.directory.companies,
                                        fmt::format("use a company of {}", nodes_file(scenario.model_spec)))));
            } else if (auto& list = scenario.report_companies;
                       std::find(list.begin(), list.end(), company) == list.end()) {
                list.push_back(company);
            }
        }
    }
    if (!scenario.report_companies.empty()) return;
    constexpr std::size_t kMost = 10;
    for (std::size_t k = 0; k < std::min(kMost, scenario.targets.size()); ++k)
        scenario.report_companies.push_back(scenario.targets[k].company);
    if (scenario.targets.empty()) scenario.report_companies = largest_companies(scenario.model, kMost);
}

/// Checks the openness of every arm, and ranks the companies that the actions select.
void rank_targets(Scenario& scenario, Diagnostics& diagnostics) {
    if (diagnostics.has_errors()) return;
    StakeBook stakes(scenario.model);
    for (const Arm& arm : scenario.arms) {
        try {
            stakes.add(policy::compile_openness(scenario.model.network, scenario.model.directory, scenario.actions,
                                                arm.actions, scenario.start, scenario.end),
                       scenario.actions, arm);
        } catch (const InputError& error) {
            for (const Diagnostic& fault : error.diagnostics())
                diagnostics.add(fault);
            return;  // other arms may hold the same contradiction
        }
    }
    scenario.targets = stakes.ranked(scenario.actions);
}

/// Some figure has a prior, and samples take seconds.
bool is_worth_samples(const Scenario& scenario) {
    constexpr std::size_t kMostLinks = 10'000;
    const ModelTables& tables = scenario.model_spec.tables;
    const auto has_prior = [](const Figure* figure) { return figure->shape != PriorShape::fixed; };
    const std::vector<const Figure*> figures = figures_of(scenario.model_spec);
    const bool priors = !scenario.figures.empty() || std::any_of(figures.begin(), figures.end(), has_prior);
    return priors && !tables.built && tables.links.size() <= kMostLinks;
}

/// `samples` where the scenario says nothing of them.
void read_uncertainty(const YamlTree& tree, int samples, Scenario& scenario) {
    UncertaintySettings& settings = scenario.uncertainty;
    const YamlNode* node = tree.root.find("uncertainty");
    if (node == nullptr || node->find("samples") == nullptr)
        settings.samples = is_worth_samples(scenario) ? samples : 1;
    if (node == nullptr) return;
    if (const YamlNode* value = node->find("samples")) settings.samples = static_cast<int>(number_at(*value));
    if (const YamlNode* value = node->find("seed")) settings.seed = static_cast<std::uint64_t>(number_at(*value));
    if (const YamlNode* value = node->find("design")) settings.design = value->scalar;
}

void keep_warnings(const Diagnostics& diagnostics, std::vector<Diagnostic>& warnings) {
    for (Diagnostic& diagnostic : diagnostics.sorted())
        warnings.push_back(std::move(diagnostic));
}

}  // namespace

Scenario load_scenario(const std::filesystem::path& file, const Overrides& overrides, const LoadSettings& settings) {
    Diagnostics diagnostics;
    if (settings.texts == nullptr) {
        if (std::optional<Diagnostic> fault = look_for_scenario(file)) throw InputError({std::move(*fault)});
    }
    const TextFile text = settings.open(file, kMaxYamlBytes);
    YamlTree tree = parse_yaml(text, diagnostics);
    if (std::optional<Diagnostic> fault = look_at_scenario_text(text, tree.root)) throw InputError({std::move(*fault)});
    diagnostics.throw_if_errors();
    ModelOverrides model_overrides;
    int number = 0;
    for (const auto& [key, value] : overrides) {
        ++number;
        if (key.starts_with("model.")) {
            model_overrides.push_back({number, key.substr(6), value});
        } else {
            set_yaml_value(tree, key, value, diagnostics, number);
        }
    }
    Scenario scenario;
    scenario.file = file;
    scenario.overrides = overrides;
    scenario.sha256 = input_file(file, text.bytes(), settings.hash_inputs).sha256;
    const bool valid = validate(tree, tree.root, scenario_schema(), diagnostics);
    // The model's faults are shown with the scenario's, so that one look at the message is enough.
    if (const YamlNode* model = tree.root.find("model"); model != nullptr && model->kind == YamlKind::scalar) {
        scenario.model_folder = (file.parent_path() / model->scalar).lexically_normal();
        scenario.model_spec =
            load_model(scenario.model_folder, model_overrides, diagnostics, tree.where(*model), settings);
    }
    diagnostics.throw_if_errors();
    if (!valid) throw InputError(diagnostics.sorted());
    scenario.resolved = to_json(tree.root).dump();
    scenario.figures = take_priors(tree, scenario_schema());

    scenario.title = tree.root.find("title")->scalar;
    read_calendar(tree, scenario, diagnostics);
    scenario.dynamics = read_dynamics(tree, diagnostics);
    read_uncertainty(tree, settings.samples, scenario);
    // Samples are built from the tables again.
    ModelTables tables = std::move(scenario.model_spec.tables);
    if (scenario.uncertainty.samples > 1) scenario.model_spec.tables = tables;
    scenario.model =
        build_model(scenario.model_spec, std::move(tables), scenario.dynamics, diagnostics, settings.threads);
    diagnostics.throw_if_errors();
    scenario.actions = read_actions(tree, scenario, diagnostics);
    read_arms(tree, scenario, diagnostics);
    rank_targets(scenario, diagnostics);
    read_report(tree, scenario, diagnostics);
    read_evidence(tree, scenario, diagnostics);
    read_forecast(tree, scenario, diagnostics);
    diagnostics.throw_if_errors();
    scenario.tree = std::move(tree);
    keep_warnings(diagnostics, scenario.warnings);
    return scenario;
}

ModelCheck check_model_folder(const std::filesystem::path& folder, const LoadSettings& settings) {
    Diagnostics diagnostics;
    ModelCheck check{load_model(folder, {}, diagnostics, {}, settings), {}};
    diagnostics.throw_if_errors();
    DynamicsSettings dynamics;
    dynamics.rules = dynamics::preset_table().front().rules;
    build_model(check.spec, std::move(check.spec.tables), dynamics, diagnostics, settings.threads);
    diagnostics.throw_if_errors();
    keep_warnings(diagnostics, check.warnings);
    return check;
}

}  // namespace chokepoint::scenario
