// Checks that need the sums of a whole model.
#include <fmt/format.h>

#include <chokepoint/base/fault_at.hpp>
#include <chokepoint/scenario/model/model_assembly.hpp>

namespace chokepoint::scenario {

namespace {

constexpr double kSumRounding = 1e-9;

}  // namespace

/// A row of firms.csv against what its first node sells and buys; all of its nodes are alike.
void Assembly::check_row(std::size_t row, FaultLimit& faults, FaultLimit& warnings) const {
    const std::uint32_t node = unit(row).first;
    const double stated = nodes_[node].output;
    const double sales = model_.network.output[node];
    const double purchases = model_.network.purchases(node);
    const double scale = kDaysOfYear * firms_.lines_of(row);
    const auto refuse = [&](Fault fault, std::string message, std::string hint) {
        if (faults.tells_next())
            diagnostics_.add(fault_at(firm_place(spec_, firms_, row), fault, std::move(message), std::move(hint)));
    };
    if (stated >= 0.0 && sales > stated * (1.0 + kSumRounding)) {
        refuse(Fault::unbalanced,
               fmt::format("'{}' sells {:.4g} {} a year to customers and final demand, more than its revenue of {:.4g}",
                           firms_.id(row), sales * scale, spec_.currency, stated * scale),
               "correct the revenue or the sales in links.csv and model.yaml");
    } else if (stated >= 0.0 && nodes_[node].final_demand >= 0.0 && sales < stated * (1.0 - kSumRounding)) {
        refuse(Fault::unbalanced,
               fmt::format("sales and final demand of '{}' add up to {:.4g} {} a year, not to its revenue of {:.4g}",
                           firms_.id(row), sales * scale, spec_.currency, stated * scale),
               "leave one of revenue_usd and final_demand_usd empty");
    } else if (sales <= 0.0) {
        refuse(Fault::empty, fmt::format("'{}' neither sells nor buys anything", firms_.id(row)),
               "give it revenue_usd, a link, or take the row out");
    } else if (purchases > sales * (1.0 + kSumRounding) && warnings.tells_next()) {
        diagnostics_.add(warning_at(
            firm_place(spec_, firms_, row), Fault::unbalanced,
            fmt::format("'{}' buys {:.4g} {} a year, more than its revenue of {:.4g}", firms_.id(row),
                        purchases * scale, spec_.currency, sales * scale),
            "check the units; the run goes on with a negative value added, under which small shocks may grow"));
    }
}

void Assembly::check_sums() const {
    const std::string firms_file = nodes_path(spec_);
    FaultLimit faults(firms_file, Severity::error, diagnostics_);
    FaultLimit warnings(firms_file, Severity::warning, diagnostics_);
    for (std::size_t row = 0; row < firms_.size(); ++row)
        check_row(row, faults, warnings);
    faults.finish();
    warnings.finish();
    const std::string links_file = (spec_.folder / "links.csv").string();
    FaultLimit standbys(links_file, Severity::error, diagnostics_);
    const network::SupplyNetwork& network = model_.network;
    for (std::uint32_t s = 0; s < network.slot_count(); ++s) {
        if (network.slot_need[s] > 0.0 || !standbys.tells_next()) continue;
        diagnostics_.add(file_fault(links_file,
                                    fmt::format("'{}' buys no '{}' at baseline, only on standby",
                                                model_.directory.nodes.name(network.slot_customer[s]),
                                                model_.directory.products.name(network.slot_product[s])),
                                    "a standby link needs at least one link of the same product with a value",
                                    Fault::empty));
    }
    standbys.finish();
}

/// The exporters' share of all that the buyer buys, links.csv included, must lie where the model says it does.
void Assembly::check_share(const ReconstructionSpec& rebuilt) const {
    if (!rebuilt.share_of_inputs) return;
    const network::SupplyNetwork& network = model_.network;
    const std::uint32_t buyer = *model_.directory.companies.find(rebuilt.buyer);
    double all = 0.0;
    double exported = 0.0;
    for (const std::uint32_t node : model_.companies.nodes(buyer)) {
        for (std::uint64_t e = network.slot_links[network.node_slots[node]];
             e < network.slot_links[network.node_slots[node + 1]]; ++e) {
            const std::uint32_t country = model_.directory.node_country[network.link_supplier[e]];
            all += network.link_flow[e];
            if (model_.directory.countries.name(country) == rebuilt.country) exported += network.link_flow[e];
        }
    }
    const Parameter& share = *rebuilt.share_of_inputs;
    double low = share.value;
    double high = share.value;
    if (share.shape == PriorShape::uniform || share.shape == PriorShape::triangular) {
        low = share.arguments.front();
        high = share.arguments.back();
    }
    if (all <= 0.0 || (exported / all > low - 1e-6 && exported / all < high + 1e-6)) return;
    diagnostics_.add(
        fault_at(share.where, Fault::unbalanced,
                 fmt::format("exporters from {} make {:.1f} % of what '{}' buys, not {:.1f} to {:.1f} %",
                             rebuilt.country, 100.0 * exported / all, rebuilt.buyer, 100.0 * low, 100.0 * high),
                 "purchases in links.csv count too: correct them, the total or the share"));
}

double revenue_usd(const Model& model, std::uint32_t company) {
    double sum = 0.0;
    for (const std::uint32_t node : model.companies.nodes(company))
        sum += model.network.output[node] * kDaysOfYear;
    return sum;
}

}  // namespace chokepoint::scenario
