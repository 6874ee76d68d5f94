#include <algorithm>
#include <chokepoint/base/ids.hpp>
#include <chokepoint/cascade/tier.hpp>
#include <chokepoint/scenario/model/stated_value.hpp>
#include <chokepoint/study/models/ranking.hpp>

namespace chokepoint::study {

namespace {

bool allows(const std::vector<std::uint32_t>& list, std::uint32_t number) {
    return list.empty() || std::find(list.begin(), list.end(), number) != list.end();
}

bool passes(const FirmFilter& filter, const scenario::Model& model, std::uint32_t node) {
    return allows(filter.countries, model.directory.node_country[node]) &&
           allows(filter.products, model.network.node_product[node]) &&
           allows(filter.companies, model.directory.node_company[node]);
}

/// The row of firms.csv that a node is a line of: lines are named `row#1`, `row#2`, ...
std::string_view firm_of(std::string_view node) {
    const std::size_t mark = node.rfind('#');
    const bool line = mark != std::string_view::npos && mark + 1 < node.size() &&
                      node.find_first_not_of("0123456789", mark + 1) == std::string_view::npos;
    return line ? node.substr(0, mark) : node;
}

void add_node(const scenario::Model& model, std::uint32_t node, RankedEntry& entry) {
    const bool first = entry.nodes.empty();
    entry.nodes.push_back(node);
    const auto keep = [first](std::uint32_t& kept, std::uint32_t number) {
        if (first) kept = number;
        if (kept != number) kept = kNone;
    };
    keep(entry.company, model.directory.node_company[node]);
    keep(entry.country, model.directory.node_country[node]);
    keep(entry.product, model.network.node_product[node]);
}

std::vector<RankedEntry> list_entries(const scenario::Model& model, const RankSettings& settings) {
    const auto nodes = static_cast<std::uint32_t>(model.network.node_count());
    std::vector<RankedEntry> entries;
    for (const FirmFilter& group : settings.groups) {
        RankedEntry& entry = entries.emplace_back();
        entry.name = group.text;
        for (std::uint32_t i = 0; i < nodes; ++i) {
            if (passes(group, model, i)) add_node(model, i, entry);
        }
    }
    if (!settings.groups.empty()) return entries;
    const network::Directory& directory = model.directory;
    network::NameTable names;
    for (std::uint32_t i = 0; i < nodes; ++i) {
        if (!passes(settings.only, model, i)) continue;
        std::string_view name = firm_of(directory.nodes.name(i));
        if (settings.by == RankBy::company) name = directory.companies.name(directory.node_company[i]);
        if (settings.by == RankBy::country) name = directory.countries.name(directory.node_country[i]);
        if (settings.by == RankBy::sector) name = directory.products.name(model.network.node_product[i]);
        const std::uint32_t number = names.add(name);
        if (number == entries.size()) entries.emplace_back().name = name;
        add_node(model, i, entries[number]);
    }
    return entries;
}

}  // namespace

cascade::CascadeInputs cascade_inputs(const scenario::Model& model, bool by_revenue) {
    cascade::CascadeInputs inputs;
    inputs.slot_essentiality = cascade::essentiality_of_dependence(model.behaviour.slot_dependence);
    inputs.flow_unit = scenario::kDaysOfYear;
    if (by_revenue) {
        inputs.revenue.assign(model.network.output.begin(), model.network.output.end());
        inputs.value = inputs.revenue;
    }
    return inputs;
}

bool matches_any(const scenario::Model& model, const FirmFilter& filter) {
    for (std::uint32_t i = 0; i < model.network.node_count(); ++i) {
        if (passes(filter, model, i)) return true;
    }
    return false;
}

Ranking rank_model(const scenario::Model& model, const RankSettings& settings, const RunControl& control) {
    const cascade::CascadePlan plan(model.network, cascade_inputs(model, settings.by_revenue));
    std::vector<RankedEntry> entries = list_entries(model, settings);
    std::vector<cascade::CascadeShock> shocks;
    shocks.reserve(entries.size());
    for (const RankedEntry& entry : entries)
        shocks.push_back(cascade::fail_nodes(entry.nodes));
    const std::vector<cascade::CascadeResult> results =
        cascade::run_cascades(plan, settings.rules, shocks, settings.threads, control);
    const std::vector<std::uint32_t> tiers = cascade::find_tiers(model.network);
    Ranking ranking;
    ranking.scenarios = entries.size();
    ranking.value_usd = plan.value_sum * scenario::kDaysOfYear;
    for (std::size_t k = 0; k < entries.size(); ++k) {
        if (results[k].iterations == 0) continue;
        RankedEntry& entry = ranking.entries.emplace_back(std::move(entries[k]));
        entry.result = results[k];
        for (const std::uint32_t node : entry.nodes) {
            if (tiers[node] != 0 && (entry.tier == 0 || tiers[node] < entry.tier)) entry.tier = tiers[node];
        }
    }
    std::sort(ranking.entries.begin(), ranking.entries.end(), [](const RankedEntry& a, const RankedEntry& b) {
        return a.result.index != b.result.index ? a.result.index > b.result.index : a.name < b.name;
    });
    return ranking;
}

std::size_t ranking_bytes(const scenario::Model& model, const RankSettings& settings) {
    const network::SupplyNetwork& net = model.network;
    std::size_t shocks = settings.groups.size();
    for (std::uint32_t i = 0; settings.groups.empty() && i < net.node_count(); ++i)
        shocks += passes(settings.only, model, i) ? 1 : 0;
    const std::size_t plan = 12 * net.link_count() + 2 * net.slot_count() + 64 * net.node_count();
    return plan + 250 * shocks + cascade::cascades_bytes(net.node_count(), shocks, settings.threads);
}

}  // namespace chokepoint::study
