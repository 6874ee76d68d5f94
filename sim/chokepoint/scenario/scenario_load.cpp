#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/base/fault_at.hpp>
#include <chokepoint/base/number.hpp>
#include <chokepoint/policy/openness.hpp>
#include <chokepoint/scenario/look/first_look.hpp>
#include <chokepoint/scenario/scenario.hpp>
#include <chokepoint/scenario/scenario_read.hpp>
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

void check_calendar(const Scenario& scenario, Diagnostics& diagnostics) {
    const Diagnostic& where = scenario.spec.end.where;
    if (scenario.end < scenario.start) {
        diagnostics.add(
            fault_at(where, Fault::contradiction, "the calendar ends before it starts", "swap the two dates"));
    } else if (scenario.days() > 36525) {
        diagnostics.add(
            fault_at(where, Fault::out_of_range, "the calendar is longer than 100 years", "end it earlier"));
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

/// Compiles the actions of every arm, and ranks the companies that they select.
void compile_arms(Scenario& scenario, Diagnostics& diagnostics) {
    if (diagnostics.has_errors()) return;
    Stakes stakes(scenario.model);
    for (Arm& arm : scenario.arms) {
        try {
            arm.openness = openness_of(scenario, arm);
            stakes.add(*arm.openness, scenario.actions, arm);
        } catch (const InputError& error) {
            for (const Diagnostic& fault : error.diagnostics())
                diagnostics.add(fault);
            return;  // other arms may hold the same contradiction
        }
    }
    scenario.targets = stakes.ranked(scenario.actions);
}

/// Whether some parameter has a prior, and samples take seconds.
bool is_worth_samples(const Scenario& scenario) {
    constexpr std::size_t kMostLinks = 10'000;
    const ModelTables& tables = scenario.model_spec.tables;
    if (tables.built || tables.links.size() > kMostLinks) return false;
    return !priors_of(scenario).empty() ||
           std::ranges::any_of(parameters_of(scenario.model_spec), &Parameter::has_prior);
}

/// How many of the largest companies `firms: all` or `firms: largest 20` asks for; nothing where it names companies.
std::optional<std::size_t> largest_asked(const Scenario& scenario) {
    constexpr std::string_view kLargest = "largest ";
    const std::vector<StatedText>& firms = scenario.spec.report_firms;
    if (firms.size() != 1 || scenario.model.directory.companies.find(firms[0].value)) return std::nullopt;
    const std::string& text = firms[0].value;
    if (text == "all") return scenario.model.companies.size();
    if (!text.starts_with(kLargest)) return std::nullopt;
    const auto count = parse_integer(text.substr(kLargest.size()));
    return count && *count > 0 ? std::optional(static_cast<std::size_t>(*count)) : std::nullopt;
}

void keep_warnings(const Diagnostics& diagnostics, std::vector<Diagnostic>& warnings) {
    for (Diagnostic& diagnostic : diagnostics.sorted())
        warnings.push_back(std::move(diagnostic));
}

/// In a table everybody buys from everybody: planned orders that make up for a gap of stock much faster than the stock
/// lasts then swell from tier to tier without end.
void warn_of_swelling_orders(const ModelSpec& spec, const DynamicsSettings& settings, Diagnostics& diagnostics) {
    constexpr double kSafe = 0.5;  // of stock days over days to adjust
    if (!spec.is_table && !spec.base) return;
    if (settings.rules.orders != dynamics::OrderRule::planned) return;
    double stock_days = dynamics::find_preset(settings.preset)->product.stock_days;
    for (const auto& [record, value] : settings.numbers) {
        if (record->member == &dynamics::ProductBehaviour::stock_days) stock_days = value;
    }
    if (stock_days <= kSafe * settings.rules.order_adjust_days) return;
    Diagnostic where = spec.base ? spec.base->where : Diagnostic{.place = {nodes_path(spec)}};
    diagnostics.add(warning_at(
        std::move(where), Fault::unlikely,
        fmt::format(
            "between industries, orders that close a gap of {:g} days of stock within {:g} days swell into cycles",
            stock_days, settings.rules.order_adjust_days),
        "set dynamics.order_adjust_days to 60, as sector-level ARIO does (Hallegatte 2008), or take 'preset: ario' or "
        "'preset: pichler'"));
}

}  // namespace

std::vector<const Parameter*> priors_of(const Scenario& scenario) {
    std::vector<const Parameter*> priors;
    // The visitor may change what it visits; this one does not.
    visit_parameters(scenario_schema(), const_cast<ScenarioSpec*>(&scenario.spec),  // NOLINT
                     [&](Parameter& parameter) {
                         if (parameter.has_prior()) priors.push_back(&parameter);
                     });
    return priors;
}

std::shared_ptr<const policy::OpennessSchedule> openness_of(const Scenario& scenario, const Arm& arm) {
    if (arm.openness) return arm.openness;
    const Model& model = scenario.model;
    return std::make_shared<const policy::OpennessSchedule>(policy::compile_openness(
        model.network, model.directory, scenario.actions, arm.actions, scenario.start, scenario.end));
}

void choose_report_companies(Scenario& scenario, Diagnostics& diagnostics) {
    auto& chosen = scenario.report_companies;
    if (const std::optional<std::size_t> most = largest_asked(scenario)) {
        chosen = largest_companies(scenario.model, *most);
        return;
    }
    for (const StatedText& firm : scenario.spec.report_firms) {
        const std::uint32_t company = find_company(scenario, firm, diagnostics);
        if (company != kNone && std::find(chosen.begin(), chosen.end(), company) == chosen.end())
            chosen.push_back(company);
    }
    if (!chosen.empty()) return;
    constexpr std::size_t kMost = 10;
    for (std::size_t k = 0; k < std::min(kMost, scenario.targets.size()); ++k)
        chosen.push_back(scenario.targets[k].company);
    if (scenario.targets.empty()) chosen = largest_companies(scenario.model, kMost);
}

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

    Diagnostics of_keys;
    read_keys(tree, tree.root, scenario_schema(), {}, &scenario.spec, of_keys);
    scenario.title = scenario.spec.title;
    scenario.start = scenario.spec.start;
    scenario.end = scenario.spec.end.value;
    scenario.periods = scenario.spec.periods;
    scenario.report_by = scenario.spec.report_by;
    check_calendar(scenario, diagnostics);
    scenario.dynamics = settings_of(scenario.spec.dynamics);
    scenario.uncertainty = scenario.spec.uncertainty;
    if (scenario.uncertainty.samples == 0)
        scenario.uncertainty.samples = is_worth_samples(scenario) ? settings.samples : 1;
    // Samples are built from the tables again.
    ModelTables tables = std::move(scenario.model_spec.tables);
    if (scenario.uncertainty.samples > 1) scenario.model_spec.tables = tables;
    scenario.model =
        build_model(scenario.model_spec, std::move(tables), scenario.dynamics, diagnostics, settings.threads);
    warn_of_swelling_orders(scenario.model_spec, scenario.dynamics, diagnostics);
    const bool is_built = !diagnostics.has_errors();
    for (Diagnostic& fault : of_keys.sorted())
        diagnostics.add(std::move(fault));
    if (!is_built) diagnostics.throw_if_errors();
    make_scenario_actions(scenario, diagnostics);
    make_arms(scenario, diagnostics);
    compile_arms(scenario, diagnostics);
    choose_report_companies(scenario, diagnostics);
    make_evidence(scenario, diagnostics);
    make_forecast_plan(scenario, diagnostics);
    diagnostics.throw_if_errors();
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
