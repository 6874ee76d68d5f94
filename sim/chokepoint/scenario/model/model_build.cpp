#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/base/fault_at.hpp>
#include <chokepoint/scenario/model/model.hpp>
#include <chokepoint/scenario/model/model_assembly.hpp>
#include <chokepoint/scenario/model/profile.hpp>
#include <cmath>

namespace chokepoint::scenario {

namespace {

/// The product's numbers: the preset's, then the model's, then the scenario's.
std::vector<dynamics::ProductBehaviour> product_behaviour(const ModelSpec& spec, const DynamicsSettings& settings,
                                                          Model& model) {
    std::vector<dynamics::ProductBehaviour> products(model.directory.products.size(),
                                                     dynamics::find_preset(settings.preset)->product);
    model.directory.product_kind.assign(products.size(), network::Kind::goods);
    model.directory.product_label.clear();
    for (std::uint32_t p = 0; p < products.size(); ++p)
        model.directory.product_label.push_back(label_of({}, std::string(model.directory.products.name(p))));
    for (const ProductSpec& product : spec.products) {
        const auto number = model.directory.products.find(product.id);
        if (!number) continue;
        model.directory.product_kind[*number] = product.kind;
        model.directory.product_label[*number] = label_of(product.words, product.id);
        for (const auto& [record, parameter] : product.parameters)
            products[*number].*record->member = parameter.value;
    }
    for (dynamics::ProductBehaviour& product : products) {
        for (const auto& [record, value] : settings.numbers)
            product.*record->member = value;
    }
    return products;
}

/// What the scenario sets for every product holds over the ratings.
void rate(const RatingsSpec& ratings, const DynamicsSettings& settings, Model& model, Diagnostics& diagnostics) {
    const auto sets = [&](double dynamics::ProductBehaviour::*member) {
        return std::any_of(settings.numbers.begin(), settings.numbers.end(),
                           [&](const auto& number) { return number.first->member == member; });
    };
    check_ratings(ratings, model.directory.products, diagnostics);
    apply_ratings(ratings, model.directory.products, model.network,
                  {!sets(&dynamics::ProductBehaviour::dependence), !sets(&dynamics::ProductBehaviour::stock_days)},
                  model.behaviour, diagnostics);
}

void scale_covers(std::uint32_t node, std::uint32_t product, double factor, Model& model) {
    for (std::uint32_t s = model.network.node_slots[node]; s < model.network.node_slots[node + 1]; ++s) {
        if (model.network.slot_product[s] != product) continue;
        double& cover = model.behaviour.slot_stock_days[s];
        cover = std::max(1.0, cover * factor);
    }
}

// A class of parts is many parts, and a product line stops at the first that is out. Let the parts' covers be spread
// evenly from s·m to (2 − s)·m: mean m, and between deliveries stock runs from full to empty but for a safety stock
// s·m. Of k independent parts the lowest has the quantile function
//     c(q) = m·[s + (2 − 2s)·(1 − (1 − q)^(1/k))].
// Lines take q at equal steps, shifted from product to product by the golden ratio, so that no line is the lowest in
// every class.
void spread_covers(const ModelSpec& spec, const Assembly& assembly, Model& model) {
    constexpr double kGolden = 0.6180339887498949;
    for (std::size_t p = 0; p < spec.products.size(); ++p) {
        const ProductSpec& product = spec.products[p];
        const auto number = model.directory.products.find(product.id);
        if (!number || !product.key_parts) continue;
        const double safety = product.safety_share ? product.safety_share->value : 0.0;
        for (std::size_t row = 0; row < assembly.firms().size(); ++row) {
            const Assembly::Unit unit = assembly.unit(row);
            for (std::uint32_t line = 0; line < unit.lines; ++line) {
                const double q = std::fmod((line + 0.5) / unit.lines + kGolden * double(p), 1.0);
                const double lowest = 1.0 - std::pow(1.0 - q, 1.0 / product.key_parts->value);
                scale_covers(unit.first + line, *number, safety + (2.0 - 2.0 * safety) * lowest, model);
            }
        }
    }
}

/// Fixed cost and margin must leave something for the other variable cost.
void check_account(const CompanySpec& company, const dynamics::CashAccount& account,
                   const network::SupplyNetwork& network, Diagnostics& diagnostics) {
    double output = 0.0;
    double purchases = 0.0;
    for (const std::uint32_t i : account.nodes) {
        output += network.output[i];
        purchases += network.purchases(i);
    }
    const double left = 1.0 - purchases / output - account.fixed_cost_share - account.margin;
    constexpr double kRounding = 1e-9;  // a firm in a table buys up to what its accounts leave
    if (output <= 0.0 || left >= -kRounding) return;
    diagnostics.add(fault_at(company.where, Fault::unbalanced,
                             fmt::format("purchases, fixed cost and margin of '{}' add up to {:.1f} % of its revenue",
                                         company.id, 100.0 * (1.0 - left)),
                             "lower fixed_cost_share or margin: together they must stay within the value added"));
}

void add_companies(const ModelSpec& spec, Model& model, Diagnostics& diagnostics) {
    for (const CompanySpec& company : spec.companies) {
        const std::uint32_t number = *model.directory.companies.find(company.id);
        if (!company.name.empty()) model.companies.set_name(number, company.name);
        if (company.profile_year_total) model.companies.set_profile(number, make_profile(company, diagnostics));
        if (!company.fixed_cost_share && !company.margin && !company.cash_usd) continue;
        dynamics::CashAccount account;
        account.company = number;
        const std::span<const std::uint32_t> nodes = model.companies.nodes(number);
        account.nodes.assign(nodes.begin(), nodes.end());
        if (company.fixed_cost_share) account.fixed_cost_share = company.fixed_cost_share->value;
        if (company.margin) account.margin = company.margin->value;
        if (company.cash_usd) account.initial_usd = company.cash_usd->value;
        check_account(company, account, model.network, diagnostics);
        model.behaviour.accounts.push_back(std::move(account));
    }
}

}  // namespace

Model build_model(const ModelSpec& spec, ModelTables tables, const DynamicsSettings& settings, Diagnostics& diagnostics,
                  unsigned threads) {
    Model model;
    model.title = spec.title.empty() ? spec.folder.filename().string() : spec.title;
    model.currency = spec.currency;
    Assembly assembly(spec, std::move(tables), model, diagnostics);
    assembly.add_firms();
    assembly.add_links();
    for (const ReconstructionSpec& rebuilt : spec.reconstructions)
        assembly.add_reconstruction(rebuilt);
    if (spec.base && !diagnostics.has_errors()) assembly.embed();
    assembly.finish(threads, settings.rules.slots);
    auto markets = std::move(model.behaviour.markets);
    model.behaviour = dynamics::make_behaviour(model.network, settings.rules, product_behaviour(spec, settings, model));
    model.behaviour.markets = std::move(markets);
    if (spec.ratings) rate(*spec.ratings, settings, model, diagnostics);
    spread_covers(spec, assembly, model);
    add_companies(spec, model, diagnostics);
    for (const OwnerSpec& row : spec.owners) {
        const auto company = model.directory.companies.find(row.company);
        const auto owner = model.directory.companies.find(row.owner);
        if (company && owner) model.owners.push_back({*company, *owner, row.share});
    }
    return model;
}

}  // namespace chokepoint::scenario
