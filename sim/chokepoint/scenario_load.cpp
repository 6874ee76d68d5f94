// A network in memory becomes the texts of the files that it would be, and these are read as files are: so there is one
// reader, with one set of checks, and the results name the SHA-256 of what was read.
#include <chokepoint/base/number.hpp>
#include <chokepoint/report/files/csv_rows.hpp>
#include <chokepoint/scenario.hpp>
#include <chokepoint/scenario/scenario.hpp>
#include <nlohmann/json.hpp>
#include <set>
#include <string_view>

namespace chokepoint {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kAssumption = "given by the program";

/// Appends a field, and what ends it.
void append(std::string& text, std::string_view field, char end) {
    report::append_field(text, field);
    text += end;
}

void append(std::string& text, double number, char end) {
    append_number(text, number);
    text += end;
}

void append(std::string& text, const std::optional<double>& number, char end) {
    if (number) append_number(text, *number);
    text += end;
}

std::string firm_rows(const std::vector<Firm>& firms) {
    std::string text = "id,company,name,country,product,market,revenue_usd,final_demand_usd\n";
    for (const Firm& firm : firms) {
        append(text, firm.id, ',');
        append(text, firm.company, ',');
        append(text, firm.name, ',');
        append(text, firm.country, ',');
        append(text, firm.product, ',');
        append(text, firm.market, ',');
        append(text, firm.revenue_usd, ',');
        append(text, firm.final_demand_usd, '\n');
    }
    return text;
}

std::string link_rows(const std::vector<Link>& links) {
    std::string text = "supplier,customer,product,value_usd,standby_usd\n";
    for (const Link& link : links) {
        append(text, link.supplier, ',');
        append(text, link.customer, ',');
        append(text, link.product, ',');
        append(text, link.value_usd, ',');
        append(text, link.standby_usd, '\n');
    }
    return text;
}

Json json_of(const Estimate& estimate) {
    Json json{{"assumption", kAssumption}};
    if (estimate.low() == estimate.high()) {
        json["value"] = estimate.low();
    } else {
        json["uniform"] = {estimate.low(), estimate.high()};
    }
    return json;
}

Json json_of(const Product& product) {
    Json json = Json::object();
    const auto add = [&](const char* key, const std::optional<Estimate>& estimate) {
        if (estimate) json[key] = json_of(*estimate);
    };
    add("stock_days", product.stock_days);
    add("dependence", product.dependence);
    add("substitutability", product.substitutability);
    add("qualification_days", product.qualification_days);
    for (const auto& [key, estimate] : product.others)
        json[key] = json_of(estimate);
    return json;
}

Json json_of(const Parties& parties) {
    Json json = Json::object();
    if (!parties.companies.empty()) json["company"] = parties.companies;
    if (!parties.countries.empty()) json["country"] = parties.countries;
    return json;
}

Json json_of(const Denial& denial) {
    Json links = Json::object();
    if (const Json exporters = json_of(denial.exporters); !exporters.empty()) links["exporters"] = exporters;
    if (const Json targets = json_of(denial.targets); !targets.empty()) links["target"] = targets;
    if (!denial.products.empty()) links["products"] = denial.products;
    Json json{{"deny", links}, {"from", format_date(denial.from)}, {"openness", denial.openness}};
    if (denial.until) json["until"] = format_date(*denial.until);
    return json;
}

std::string dumped(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// A mapping with an entry a line. Two of one name both stay, so that the reader refuses them.
std::string mapping(const std::vector<std::pair<std::string, std::string>>& entries) {
    std::string text;
    for (const auto& [name, value] : entries)
        text += (text.empty() ? "{\n" : ",\n") + dumped(name) + ": " + value;
    return text.empty() ? "{}" : text + "\n}";
}

/// What the network describes, then whatever else firms sell and links carry.
std::string product_text(const Network& network) {
    std::vector<std::pair<std::string, std::string>> products;
    std::set<std::string_view> named = {""};
    for (const Product& product : network.products) {
        products.emplace_back(product.id, dumped(json_of(product)));
        named.insert(product.id);
    }
    const auto add = [&](const std::string& id) {
        if (named.insert(id).second) products.emplace_back(id, "{}");
    };
    for (const Firm& firm : network.firms)
        add(firm.product);
    for (const Link& link : network.links)
        add(link.product);
    return mapping(products);
}

std::string market_text(const Network& network) {
    std::set<std::string> markets;
    for (const Firm& firm : network.firms)
        markets.insert(firm.market);
    markets.erase("");
    std::vector<std::pair<std::string, std::string>> entries;
    for (const std::string& market : markets)
        entries.emplace_back(market, "{}");
    return mapping(entries);
}

std::string model_text(const Network& network, Date as_of) {
    return mapping({{"chokepoint", "1"},
                    {"title", dumped(network.title)},
                    {"as_of", format_date(as_of)},
                    {"table", dumped({{"assumption", kAssumption}})},
                    {"products", product_text(network)},
                    {"markets", market_text(network)}});
}

std::string scenario_text(const ScenarioSpec& spec) {
    std::vector<std::pair<std::string, std::string>> actions;
    for (const Denial& denial : spec.denials)
        actions.emplace_back(denial.name, dumped(json_of(denial)));
    std::vector<std::pair<std::string, std::string>> arms;
    for (const Arm& arm : spec.arms)
        arms.emplace_back(arm.name, dumped(arm.denials));
    Json report = Json::object();
    if (!spec.companies.empty()) report["firms"] = spec.companies;
    return mapping({{"chokepoint", "1"},
                    {"title", dumped(spec.title)},
                    {"model", "network"},
                    {"calendar", dumped({{"start", format_date(spec.start)}, {"end", format_date(spec.end)}})},
                    {"dynamics", dumped({{"preset", spec.preset}})},
                    {"actions", mapping(actions)},
                    {"arms", mapping(arms)},
                    {"report", dumped(report)}});
}

Scenario load(const std::filesystem::path& file, const LoadOptions& options, const TextsByPath* texts) {
    scenario::Overrides overrides = options.overrides;
    if (options.samples) overrides.emplace_back("uncertainty.samples", std::to_string(*options.samples));
    if (options.seed) overrides.emplace_back("uncertainty.seed", std::to_string(*options.seed));
    scenario::LoadSettings settings;
    settings.samples = scenario::kDefaultSamples;
    settings.texts = texts;
    return Scenario(std::make_shared<const scenario::Scenario>(scenario::load_scenario(file, overrides, settings)));
}

/// A description of a product that nobody sells is a slip of its name.
void require_sold(const Network& network) {
    std::set<std::string_view> sold;
    for (const Firm& firm : network.firms)
        sold.insert(firm.product);
    for (const Link& link : network.links)
        sold.insert(link.product);
    std::vector<Diagnostic> faults;
    for (const Product& product : network.products) {
        if (sold.contains(product.id)) continue;
        faults.push_back(file_fault("network/model.yaml", "nobody sells the product '" + product.id + "'",
                                    "give it the name that firms have", Fault::unknown_name));
    }
    if (!faults.empty()) throw InputError(std::move(faults));
}

}  // namespace

Scenario load_scenario(const std::filesystem::path& file, const LoadOptions& options) {
    return load(file, options, nullptr);
}

Scenario make_scenario(const Network& network, const ScenarioSpec& spec, const LoadOptions& options) {
    require_sold(network);
    const TextsByPath texts{{"scenario", scenario_text(spec)},
                            {"network/model.yaml", model_text(network, spec.start)},
                            {"network/firms.csv", firm_rows(network.firms)},
                            {"network/links.csv", link_rows(network.links)}};
    return load("scenario", options, &texts);
}

}  // namespace chokepoint
