// Puts the firms of a model into the industries of a table.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <chokepoint/base/fault_at.hpp>
#include <chokepoint/scenario/embed/base_table.hpp>
#include <chokepoint/scenario/embed/carve.hpp>
#include <chokepoint/scenario/model/model_assembly.hpp>
#include <chokepoint/scenario/schema/suggestion.hpp>
#include <set>

namespace chokepoint::scenario {

/// The sector of each node: of its row, else of its product.
std::vector<std::string> Assembly::sectors() const {
    std::vector<std::string> sectors(nodes_.size());
    for (std::uint32_t i = 0; i < nodes_.size(); ++i) {
        const std::string_view product = model_.directory.products.name(nodes_[i].product);
        for (const ProductSpec& spec : spec_.products) {
            if (spec.id == product) sectors[i] = spec.sector;
        }
    }
    for (std::size_t row = 0; row < firms_.size(); ++row) {
        if (firms_.sector[row].empty()) continue;
        for (std::uint32_t line = 0; line < unit(row).lines; ++line)
            sectors[unit(row).first + line] = firms_.sector[row];
    }
    return sectors;
}

/// The row of firms.csv that a node belongs to, as a place; the model for an exporter without a row.
Diagnostic Assembly::place_of_node(std::uint32_t node) const {
    for (std::size_t row = 0; row < firms_.size(); ++row) {
        if (node >= unit(row).first && node < unit(row).first + unit(row).lines) return firm_place(spec_, firms_, row);
    }
    return spec_.base->where;
}

std::vector<std::uint32_t> Assembly::industries_of_nodes() {
    const FirmTable& industries = spec_.base->tables->firms;
    const IndustryFinder finder(industries);
    const std::vector<std::string> sectors = this->sectors();
    std::vector<std::uint32_t> found(nodes_.size(), kNone);
    std::set<std::string> told, elsewhere;
    for (std::uint32_t i = 0; i < nodes_.size(); ++i) {
        const std::string_view country = model_.directory.written_country(i);
        const std::string_view product = model_.directory.products.name(nodes_[i].product);
        const auto refuse = [&](Fault fault, std::string message, std::string hint) {
            if (told.insert(message).second)
                diagnostics_.add(fault_at(place_of_node(i), fault, std::move(message), std::move(hint)));
        };
        if (sectors[i].empty()) {
            refuse(
                Fault::missing_key, fmt::format("nothing says to which sector of the table '{}' belongs", product),
                fmt::format("give the product a sector, as 'products: {{{}: {{sector: C26}}}}', or firms.csv a column "
                            "sector",
                            product));
            continue;
        }
        found[i] = finder.find(sectors[i], country);
        if (found[i] == kNone) {
            refuse(Fault::unknown_name, fmt::format("the table has no industry '{}' of {}", sectors[i], country),
                   hint_for(sectors[i], industries.product.texts, "'inspect' shows what the table has"));
        } else if (!finder.has_country(country) && !industries.ids.find(sectors[i])) {
            elsewhere.emplace(country);
        }
    }
    if (!elsewhere.empty())
        diagnostics_.add(
            warning_at(spec_.base->where, Fault::unlikely,
                       fmt::format("the table lacks {} of the firms' countries: those of {} are in its rest "
                                   "of the world, {}",
                                   elsewhere.size(), fmt::join(elsewhere, ", "), finder.rest_of_world()),
                       "take a table that has them"));
    return found;
}

void Assembly::refuse_carving(const std::vector<CarvingFault>& faults) {
    const FirmTable& industries = spec_.base->tables->firms;
    const auto money = [&](double a_day) {
        return fmt::format("{:.4g} {} a year", a_day * kDaysOfYear, spec_.currency);
    };
    for (const CarvingFault& one : faults) {
        const std::string_view industry = industries.id(one.industry);
        std::string message;
        const std::string_view firm = model_.directory.nodes.name(one.firm);
        switch (one.kind) {
            case CarvingFault::Kind::firms_too_large:
                message = fmt::format("firms of '{}', '{}' the largest of them, sell {}, more than the industry's {}",
                                      industry, firm, money(one.amount), money(one.limit));
                break;
            case CarvingFault::Kind::sales_too_large:
                message = fmt::format("'{}' sells {} to named customers and final demand, more than its output of {}",
                                      firm, money(one.amount), money(one.limit));
                break;
            case CarvingFault::Kind::pair_too_large:
                message = fmt::format(
                    "firms of '{}', most of all '{}', sell {} to firms of '{}', and the table has only {} there and "
                    "too little that could make room for it",
                    industry, firm, money(one.amount), industries.id(one.other), money(one.limit));
                break;
            case CarvingFault::Kind::demand_too_large:
                message =
                    fmt::format("firms of '{}', most of all '{}', sell {} to final demand, more than the industry's {}",
                                industry, firm, money(one.amount), money(one.limit));
                break;
        }
        Diagnostic fault =
            fault_at(place_of_node(one.firm), Fault::unbalanced, std::move(message),
                     "compare the units and years of the firms and the table, and the sectors of the firms");
        fault.other = {spec_.base->report.file, industries.file_line[one.industry], 1};
        fault.other_note = "the industry is at";
        diagnostics_.add(std::move(fault));
    }
}

/// Firms with no stated output sell what their links say, or buy.
double Assembly::output_of(std::uint32_t node, const std::vector<double>& sales,
                           const std::vector<double>& purchases) const {
    if (nodes_[node].output >= 0.0) return nodes_[node].output;
    return std::max(sales[node] + std::max(0.0, nodes_[node].final_demand), purchases[node]);
}

/// The share of output that the accounts of a node's company leave for purchases.
double Assembly::purchases_within_accounts(std::uint32_t node) const {
    const std::string_view company = model_.directory.companies.name(model_.directory.node_company[node]);
    for (const CompanySpec& spec : spec_.companies) {
        if (spec.id != company || (!spec.fixed_cost_share && !spec.margin)) continue;
        return 1.0 - (spec.fixed_cost_share ? spec.fixed_cost_share->value : 0.0) -
               (spec.margin ? spec.margin->value : 0.0);
    }
    return 1.0;
}

void Assembly::embed() {
    const std::vector<std::uint32_t> industry = industries_of_nodes();
    if (diagnostics_.has_errors()) return;
    const ModelTables& table = *spec_.base->tables;
    std::vector<double> flow(table.links.value_usd), output(table.firms.revenue_usd);
    for (std::vector<double>* amounts : {&flow, &output}) {
        for (double& amount : *amounts)
            amount /= kDaysOfYear;
    }
    std::vector<double> sales(nodes_.size(), 0.0), purchases(nodes_.size(), 0.0);
    std::vector<StatedFlow> stated;
    for (std::size_t e = 0; e < links_.size(); ++e) {
        sales[links_.supplier[e]] += links_.flow[e];
        purchases[links_.customer[e]] += links_.flow[e];
        if (links_.flow[e] > 0.0) stated.push_back({links_.supplier[e], links_.customer[e], links_.flow[e]});
    }
    std::vector<CarvedFirm> firms;
    for (std::uint32_t i = 0; i < nodes_.size(); ++i) {
        const double made = output_of(i, sales, purchases);
        firms.push_back({industry[i], made, nodes_[i].final_demand, purchases_within_accounts(i) * made});
    }
    const Carving carved = carve(base_flows(table.links.supplier, table.links.customer, flow, output), firms, stated);
    if (!carved.faults.empty()) return refuse_carving(carved.faults);
    add_carved(carved, firms);
}

void Assembly::add_carved(const Carving& carved, const std::vector<CarvedFirm>& firms) {
    const FirmTable& industries = spec_.base->tables->firms;
    const auto count = static_cast<std::uint32_t>(firms.size());
    for (std::uint32_t i = 0; i < count; ++i)
        nodes_[i].output = firms[i].output;  // what it does not sell to customers is final demand
    std::vector<std::uint32_t> node(industries.size(), kNone);
    std::vector<std::uint32_t> product(industries.size());
    for (std::uint32_t k = 0; k < industries.size(); ++k) {
        product[k] = model_.directory.products.add(industries.product[k]);
        if (carved.rest_output[k] <= 0.0) continue;
        // A country has one spelling in a model: that of the firms.
        const auto same = network::find_country(model_.directory.countries, industries.country[k]);
        const std::string country(same ? model_.directory.countries.name(*same) : industries.country[k]);
        node[k] = add_node(std::string(industries.id(k)), industries.id(k), country, industries.product[k],
                           carved.rest_output[k], -1.0);
    }
    for (std::size_t e = links_.product.size(); e < links_.size(); ++e)
        links_.product.push_back(nodes_[links_.supplier[e]].product);
    links_.standby.resize(links_.size(), 0.0);
    for (std::size_t e = 0; e < carved.flow.size(); ++e) {
        const std::uint32_t from = carved.supplier[e];
        const std::uint32_t to = carved.customer[e];
        links_.supplier.push_back(from < count ? from : node[from - count]);
        links_.customer.push_back(to < count ? to : node[to - count]);
        links_.product.push_back(product[from < count ? firms[from].industry : from - count]);
        links_.flow.push_back(carved.flow[e]);
        links_.standby.push_back(0.0);
    }
}

}  // namespace chokepoint::scenario
