// How each model reads a policy. Links: the cascade and both input-output models close them. DebtRank knows only nodes,
// so it starts from the share of purchases that a customer may not make and of output that a supplier may not sell.
// Nodes: a share of the node's output is lost.
#include <algorithm>
#include <array>
#include <chokepoint/cascade/cascade_run.hpp>
#include <chokepoint/cascade/debtrank.hpp>
#include <chokepoint/cascade/input_output.hpp>
#include <chokepoint/study/models/ranking.hpp>
#include <chokepoint/study/models/static_model.hpp>

namespace chokepoint::study {

namespace {

StaticOutcome solve_cascade(const cascade::CascadePlan& plan, const cascade::CascadeRules& rules,
                            const cascade::CascadeShock& shock) {
    const cascade::CascadeLosses losses = cascade::run_cascade(plan, rules, shock);
    StaticOutcome outcome{{}, losses.result.residual, losses.result.converged};
    for (std::size_t i = 0; i < losses.down.size(); ++i)
        outcome.kept.push_back(1.0 - std::max(losses.down[i], losses.up[i]));
    return outcome;
}

StaticOutcome solve_debtrank(const network::SupplyNetwork& network, const cascade::CascadeShock& shock) {
    const std::size_t nodes = network.node_count();
    std::vector<double> of_customers(nodes, 0.0);
    std::vector<double> of_suppliers(nodes, 0.0);
    for (const cascade::CascadeShock::Link& link : shock.links) {
        const std::uint32_t buyer = network.slot_customer[network.slot_of(link.link)];
        const std::uint32_t seller = network.link_supplier[link.link];
        const double denied = network.link_flow[link.link] * (1.0 - link.openness);
        if (denied <= 0.0) continue;
        of_customers[buyer] += denied / network.purchases(buyer);
        of_suppliers[seller] += denied / network.output[seller];
    }
    for (const cascade::CascadeShock::Node& node : shock.nodes) {
        of_customers[node.node] = std::max(of_customers[node.node], node.down);
        of_suppliers[node.node] = std::max(of_suppliers[node.node], node.up);
    }
    for (std::vector<double>* start : {&of_customers, &of_suppliers}) {
        for (double& share : *start)
            share = std::min(share, 1.0);
    }
    const cascade::DebtRank down = cascade::debtrank(network, of_customers, cascade::DistressPath::to_customers);
    const cascade::DebtRank up = cascade::debtrank(network, of_suppliers, cascade::DistressPath::to_suppliers);
    StaticOutcome outcome;
    for (std::size_t i = 0; i < nodes; ++i)
        outcome.kept.push_back(1.0 - std::max(down.distress[i], up.distress[i]));
    return outcome;
}

StaticOutcome solve_extraction(const network::SupplyNetwork& network, const cascade::CascadeShock& shock,
                               cascade::ExtractionSide side) {
    cascade::Extraction extraction;
    for (const cascade::CascadeShock::Node& node : shock.nodes)
        extraction.nodes.push_back({node.node, 1.0 - (side == cascade::ExtractionSide::demand ? node.up : node.down)});
    for (const cascade::CascadeShock::Link& link : shock.links)
        extraction.links.push_back({link.link, link.openness});
    const cascade::ExtractionResult result = cascade::extract(network, extraction, side);
    StaticOutcome outcome{{}, result.output.residual, result.output.converged};
    for (std::size_t i = 0; i < network.node_count(); ++i)
        outcome.kept.push_back(network.output[i] > 0.0 ? result.output.values[i] / network.output[i] : 1.0);
    return outcome;
}

}  // namespace

std::span<const StaticModelRecord> static_model_table() {
    static constexpr std::array<StaticModelRecord, 5> kTable = {{
        {"cascade", StaticModel::cascade, "Generalized-Leontief cascade, converged, rivals replace what failed",
         "Diem et al. 2022, Scientific Reports 12:7719"},
        {"cascade-compat", StaticModel::cascade_compat, "The same, stopped at 1e-2 as published",
         "Diem et al. 2022, Scientific Reports 12:7719"},
        {"debtrank", StaticModel::debtrank, "Distress in proportion, passed on once, the larger of both directions",
         "Battiston et al. 2012, Scientific Reports 2:541"},
        {"leontief", StaticModel::leontief, "Demand model: denied sales are lost orders, felt by suppliers alone",
         "Leontief 1936; extraction: Dietzenbacher and Lahr 2013"},
        {"ghosh", StaticModel::ghosh, "Supply model: denied inputs are lost output, felt by customers alone",
         "Ghosh 1958; extraction: Dietzenbacher and Lahr 2013"},
    }};
    return kTable;
}

const StaticModelRecord* find_static_model(std::string_view name) {
    for (const StaticModelRecord& record : static_model_table()) {
        if (record.name == name) return &record;
    }
    return nullptr;
}

StaticSolver::StaticSolver(const scenario::Model& model, StaticModel kind) : model_(model), kind_(kind) {
    if (kind == StaticModel::cascade || kind == StaticModel::cascade_compat)
        plan_.emplace(model.network, cascade_inputs(model, true));
}

StaticOutcome StaticSolver::solve(const cascade::CascadeShock& shock) const {
    const network::SupplyNetwork& network = model_.network;
    switch (kind_) {
        case StaticModel::cascade:
            return solve_cascade(*plan_, cascade::CascadeRules(), shock);
        case StaticModel::cascade_compat:
            return solve_cascade(*plan_, cascade::kCompatRules, shock);
        case StaticModel::debtrank:
            return solve_debtrank(network, shock);
        case StaticModel::leontief:
            return solve_extraction(network, shock, cascade::ExtractionSide::demand);
        case StaticModel::ghosh:
            return solve_extraction(network, shock, cascade::ExtractionSide::supply);
    }
    return {};
}

}  // namespace chokepoint::study
