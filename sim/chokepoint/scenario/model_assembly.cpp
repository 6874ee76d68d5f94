#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/scenario/model_assembly.hpp>
#include <tuple>

namespace chokepoint {

namespace {
constexpr double kDaysOfYear = 365.0;
}  // namespace

std::uint32_t Assembly::add_node(const std::string& id, const std::string& company, const std::string& name,
                                 const std::string& country, const std::string& product, double output_usd,
                                 double final_usd) {
    Directory& directory = model_.directory;
    const auto node = static_cast<std::uint32_t>(directory.nodes.size());
    if (directory.nodes.add(id) != node) {
        // The id of a product line or of an unnamed exporter is already a firm's.
        diagnostics_.add(file_fault(
            (spec_.folder / "firms.csv").string(), fmt::format("firm '{}' is given twice", id),
            "ids with '#' and a number are product lines, those with a reconstruction's name and a number its "
            "unnamed exporters: rename the firm"));
        directory.nodes.add(fmt::format("{} (again {})", id, node));
    }
    const std::size_t known = directory.companies.size();
    const std::uint32_t owner = directory.companies.add(company);
    if (owner == known && company == id && name != id) shown_names_.emplace_back(owner, name);
    directory.node_company.push_back(owner);
    directory.node_country.push_back(directory.countries.add(country));
    nodes_.push_back({directory.products.add(product), output_usd / kDaysOfYear, final_usd / kDaysOfYear});
    return node;
}

void Assembly::add_firms() {
    std::unordered_map<std::string, std::uint32_t> markets;
    for (const FirmSpec& firm : spec_.firms) {
        rows_.emplace(firm.id, static_cast<std::uint32_t>(units_.size()));
        Unit unit{0, static_cast<std::uint32_t>(firm.lines), std::max(0.0, firm.revenue_usd)};
        for (int line = 0; line < firm.lines; ++line) {
            const std::string id = firm.lines == 1 ? firm.id : fmt::format("{}#{}", firm.id, line + 1);
            const auto part = [&](double whole) { return whole < 0.0 ? -1.0 : whole / firm.lines; };
            const std::uint32_t node = add_node(id, firm.company, firm.name, firm.country, firm.product,
                                                part(firm.revenue_usd), part(firm.final_demand_usd));
            if (line == 0) unit.first = node;
            if (firm.market.empty()) continue;
            const auto [market, is_new] = markets.try_emplace(firm.market, markets.size());
            if (is_new) model_.behaviour.markets.emplace_back();
            model_.behaviour.markets[market->second].push_back(node);
        }
        units_.push_back(unit);
    }
}

void Assembly::add_flow(const Unit& from, const Unit& to, std::uint32_t product, double value_usd, double standby_usd) {
    const double parts = double(from.lines) * double(to.lines) * kDaysOfYear;
    for (std::uint32_t a = 0; a < from.lines; ++a) {
        for (std::uint32_t b = 0; b < to.lines; ++b) {
            links_.push_back({from.first + a, to.first + b, product, value_usd / parts, standby_usd / parts});
        }
    }
}

void Assembly::add_links() {
    for (const LinkSpec& link : spec_.links) {
        add_flow(units_[link.supplier], units_[link.customer], model_.directory.products.add(link.product),
                 link.value_usd, link.standby_usd);
    }
}

std::vector<const Assembly::Unit*> Assembly::units_buying(const std::string& product, const std::string& buyer) const {
    std::vector<const Unit*> units;
    const auto spec = std::find_if(spec_.products.begin(), spec_.products.end(),
                                   [&](const ProductSpec& p) { return p.id == product; });
    const bool listed = spec != spec_.products.end() && !spec->used_by.empty();
    for (std::size_t row = 0; row < spec_.firms.size(); ++row) {
        if (spec_.firms[row].company != buyer) continue;
        const bool uses = !listed || std::find(spec->used_by.begin(), spec->used_by.end(), spec_.firms[row].id) !=
                                         spec->used_by.end();
        if (uses) units.push_back(&units_[row]);
    }
    return units;
}

void Assembly::note_exposure(const ReconstructionSpec& rebuilt, const RebuiltFlow& flow, std::uint32_t company) {
    const std::uint32_t buyer = *model_.directory.companies.find(rebuilt.buyer);
    for (Exposure& known : model_.exposures) {
        if (known.company != company || known.buyer != buyer) continue;
        known.low_usd += flow.low_usd;
        known.high_usd += flow.high_usd;
        known.modelled_usd += flow.value_usd;
        known.disclosure = std::max(known.disclosure, flow.disclosure);
        return;
    }
    model_.exposures.push_back({company, buyer, flow.disclosure, flow.low_usd, flow.high_usd, flow.value_usd});
}

void Assembly::add_reconstruction(const ReconstructionSpec& rebuilt) {
    std::unordered_map<std::string, double> need;
    int number = 0;
    for (const RebuiltFlow& flow : reconstruct(rebuilt, spec_.firms, diagnostics_)) {
        const std::uint32_t product = model_.directory.products.add(flow.product);
        Unit supplier;
        if (flow.firm.empty()) {
            const std::string id = fmt::format("{}-{:03}", rebuilt.id, ++number);
            supplier.first = add_node(id, rebuilt.unnamed_company, id, rebuilt.country, flow.product, -1.0, -1.0);
        } else {
            supplier = units_[rows_.at(flow.firm)];
        }
        if (model_.directory.countries.name(model_.directory.node_country[supplier.first]) == rebuilt.country) {
            note_exposure(rebuilt, flow, model_.directory.node_company[supplier.first]);
        }
        const std::vector<const Unit*> buyers = units_buying(flow.product, rebuilt.buyer);
        double revenue = 0.0;
        for (const Unit* unit : buyers)
            revenue += unit->revenue_usd;
        if (revenue <= 0.0) {
            refuse_buyers(rebuilt, flow.product, buyers.empty());
            continue;
        }
        need[flow.product] += flow.value_usd;
        for (const Unit* unit : buyers) {
            const double share = unit->revenue_usd / revenue;
            add_flow(supplier, *unit, product, flow.value_usd * share, flow.standby_share * need[flow.product] * share);
        }
    }
}

/// Nobody of the buyer takes the product, or nothing says how its units share it. Said once a product.
void Assembly::refuse_buyers(const ReconstructionSpec& rebuilt, const std::string& product, bool no_unit) {
    if (!refused_.insert(product).second) return;
    Diagnostic fault = rebuilt.where;
    fault.message = no_unit ? fmt::format("no unit of '{}' uses '{}'", rebuilt.buyer, product)
                            : fmt::format("the units of '{}' that use '{}' have no revenue", rebuilt.buyer, product);
    fault.hint = no_unit ? "list a unit of the buyer under the product's used_by, or leave used_by out"
                         : "give them revenue_usd in firms.csv: purchases are split by it";
    diagnostics_.add(std::move(fault));
}

void Assembly::check_sums() const {
    const SupplyNetwork& network = model_.network;
    for (std::size_t row = 0; row < units_.size(); ++row) {
        const FirmSpec& firm = spec_.firms[row];
        const std::uint32_t node = units_[row].first;
        double purchases = 0.0;
        for (std::uint32_t s = network.node_slots[node]; s < network.node_slots[node + 1]; ++s) {
            purchases += network.slot_need[s];
        }
        const double stated = nodes_[node].output;
        const double sales = network.output[node];
        Diagnostic fault = firm.where;
        if (stated >= 0.0 && sales > stated * (1.0 + 1e-9)) {
            fault.message = fmt::format(
                "'{}' sells {:.4g} USD a year to customers and final demand, more than its revenue of {:.4g}", firm.id,
                sales * kDaysOfYear * firm.lines, stated * kDaysOfYear * firm.lines);
            fault.hint = "correct the revenue or the sales in links.csv and model.yaml";
            diagnostics_.add(std::move(fault));
        } else if (stated >= 0.0 && nodes_[node].final_demand >= 0.0 && sales < stated * (1.0 - 1e-9)) {
            fault.message =
                fmt::format("sales and final demand of '{}' add up to {:.4g} USD a year, not to its revenue of {:.4g}",
                            firm.id, sales * kDaysOfYear * firm.lines, stated * kDaysOfYear * firm.lines);
            fault.hint = "leave one of revenue_usd and final_demand_usd empty";
            diagnostics_.add(std::move(fault));
        } else if (sales <= 0.0) {
            fault.message = fmt::format("'{}' neither sells nor buys anything", firm.id);
            fault.hint = "give it revenue_usd, a link, or take the row out";
            diagnostics_.add(std::move(fault));
        } else if (purchases > sales * (1.0 + 1e-9)) {
            fault.severity = Severity::warning;
            fault.message = fmt::format("'{}' buys {:.4g} USD a year, more than its revenue of {:.4g}", firm.id,
                                        purchases * kDaysOfYear * firm.lines, sales * kDaysOfYear * firm.lines);
            fault.hint =
                "check the units; the run goes on with a negative value added, under which small shocks may grow";
            diagnostics_.add(std::move(fault));
        }
    }
    for (std::uint32_t s = 0; s < network.slot_count(); ++s) {
        if (network.slot_need[s] > 0.0) continue;
        Diagnostic fault;
        fault.place.file = (spec_.folder / "links.csv").string();
        fault.message = fmt::format("'{}' buys no '{}' at baseline, only on standby",
                                    model_.directory.nodes.name(network.customer_of(s)),
                                    model_.directory.products.name(network.slot_product[s]));
        fault.hint = "a standby link needs at least one link of the same product with a value";
        diagnostics_.add(std::move(fault));
    }
}

/// The exporters' share of all that the buyer buys, links.csv included, must lie where the model says it does.
void Assembly::check_share(const ReconstructionSpec& rebuilt) const {
    if (!rebuilt.share_of_inputs) return;
    const SupplyNetwork& network = model_.network;
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
    const Figure& share = *rebuilt.share_of_inputs;
    double low = share.value;
    double high = share.value;
    if (share.shape == PriorShape::uniform || share.shape == PriorShape::triangular) {
        low = share.arguments.front();
        high = share.arguments.back();
    }
    if (all <= 0.0 || (exported / all > low - 1e-6 && exported / all < high + 1e-6)) return;
    Diagnostic fault = share.where;
    fault.message = fmt::format("exporters from {} make {:.1f} % of what '{}' buys, not {:.1f} to {:.1f} %",
                                rebuilt.country, 100.0 * exported / all, rebuilt.buyer, 100.0 * low, 100.0 * high);
    fault.hint = "purchases in links.csv count too: correct them, the total or the share";
    diagnostics_.add(std::move(fault));
}

void Assembly::finish() {
    // A product may be bought from one firm by two rows of a reconstruction, or stand by where it also sells: one link
    // each.
    std::sort(links_.begin(), links_.end(), [](const LinkRecord& a, const LinkRecord& b) {
        return std::tie(a.customer, a.product, a.supplier) < std::tie(b.customer, b.product, b.supplier);
    });
    std::vector<LinkRecord> merged;
    for (const LinkRecord& link : links_) {
        const bool same = !merged.empty() && merged.back().customer == link.customer &&
                          merged.back().product == link.product && merged.back().supplier == link.supplier;
        if (same) {
            merged.back().flow += link.flow;
            merged.back().standby += link.standby;
        } else {
            merged.push_back(link);
        }
    }
    model_.network = build_network(nodes_, std::move(merged));
    model_.directory.companies.freeze();
    model_.companies = Companies(model_.directory.companies, model_.directory.node_company);
    for (const auto& [company, name] : shown_names_)
        model_.companies.set_name(company, name);
    check_sums();
    if (diagnostics_.has_errors()) return;  // what does not close has no share
    for (const ReconstructionSpec& rebuilt : spec_.reconstructions)
        check_share(rebuilt);
}

double revenue_usd(const Model& model, std::uint32_t company) {
    double sum = 0.0;
    for (const std::uint32_t node : model.companies.nodes(company))
        sum += model.network.output[node] * kDaysOfYear;
    return sum;
}

}  // namespace chokepoint
