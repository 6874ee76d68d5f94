#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/base/suggest.hpp>
#include <chokepoint/scenario/model_yaml.hpp>
#include <cmath>
#include <functional>

namespace chokepoint {

namespace {

/// Checks that names exist, with "did you mean".
class NameCheck {
   public:
    NameCheck(std::string what, std::string remedy) : what_(std::move(what)), remedy_(std::move(remedy)) {}
    void know(std::string_view name) { names_.push_back(name); }
    void require(const std::string& name, const Diagnostic& where, Diagnostics& diagnostics) const {
        if (std::find(names_.begin(), names_.end(), name) != names_.end()) return;
        Diagnostic fault = where;
        fault.message = fmt::format("unknown {} '{}'", what_, name);
        const std::string_view near = nearest_word(name, names_);
        fault.hint = near.empty() ? remedy_ : fmt::format("did you mean '{}'?", near);
        diagnostics.add(std::move(fault));
    }

   private:
    std::string what_;
    std::string remedy_;
    std::vector<std::string_view> names_;
};

void check_provenance(const ModelSpec& spec, const NameCheck& sources, Diagnostics& diagnostics) {
    const std::string hint = "add source (with a quote) or assumption (with the reasoning)";
    for (const Figure* figure : figures_of(spec)) {
        if (!figure->has_provenance()) {
            Diagnostic fault = figure->where;
            fault.message = fmt::format("'{}' has neither source nor assumption", figure->path);
            fault.hint = hint;
            diagnostics.add(std::move(fault));
        }
        if (!figure->source.empty()) sources.require(figure->source, figure->where, diagnostics);
    }
    for (const FirmSpec& firm : spec.firms) {
        const bool has_figure = firm.revenue_usd >= 0.0 || firm.final_demand_usd >= 0.0 || firm.lines > 1;
        if (has_figure && firm.source.empty() && firm.assumption.empty()) {
            Diagnostic fault = firm.where;
            fault.message = fmt::format("the figures of '{}' have neither source nor assumption", firm.id);
            fault.hint = "fill the column source or assumption";
            diagnostics.add(std::move(fault));
        }
        if (!firm.source.empty()) sources.require(firm.source, firm.where, diagnostics);
    }
    for (const LinkSpec& link : spec.links) {
        Diagnostic fault;
        fault.place = {(spec.folder / "links.csv").string(), link.line, 1};
        if (!link.source.empty()) {
            sources.require(link.source, fault, diagnostics);
        } else if (link.assumption.empty()) {
            fault.message = "the value has neither source nor assumption";
            fault.hint = "fill the column source or assumption";
            diagnostics.add(std::move(fault));
        }
    }
}

void check_sum(const std::vector<ShareSpec>& rows, std::string_view what, Diagnostics& diagnostics) {
    if (rows.empty()) return;
    double sum = 0.0;
    for (const ShareSpec& row : rows)
        sum += row.share.value;
    if (std::abs(sum - 1.0) <= 1e-9) return;
    Diagnostic fault = rows.front().where;
    fault.message = fmt::format("the shares of '{}' add up to {:.6g}, not to 1", what, sum);
    fault.hint = "correct the shares; they are taken as they stand, never rescaled";
    diagnostics.add(std::move(fault));
}

void check_reconstruction(const ReconstructionSpec& rebuilt, const NameCheck& firms, const NameCheck& companies,
                          const NameCheck& products, const NameCheck& countries, Diagnostics& diagnostics) {
    companies.require(rebuilt.buyer, rebuilt.where, diagnostics);
    countries.require(rebuilt.country, rebuilt.where, diagnostics);
    for (std::size_t k = 0; k < rebuilt.named.size(); ++k) {
        for (std::size_t before = 0; before < k; ++before) {
            const DisclosedSpec& one = rebuilt.named[before];
            const DisclosedSpec& two = rebuilt.named[k];
            if (one.firm != two.firm || one.product != two.product) continue;
            Diagnostic fault = two.where;
            fault.message = fmt::format("'{}' is named twice for '{}'", two.firm, two.product);
            fault.hint = "add the two figures up into one row";
            fault.other = one.where.place;
            fault.other_source_line = one.where.source_line;
            diagnostics.add(std::move(fault));
        }
    }
    for (const DisclosedSpec& row : rebuilt.named) {
        firms.require(row.firm, row.where, diagnostics);
        products.require(row.product, row.where, diagnostics);
    }
    for (const auto* rows : {&rebuilt.others, &rebuilt.standby}) {
        for (const ShareSpec& row : *rows) {
            firms.require(row.firm, row.where, diagnostics);
            products.require(row.product, row.where, diagnostics);
        }
    }
    for (const ShareSpec& row : rebuilt.unnamed)
        products.require(row.product, row.where, diagnostics);
    check_sum(rebuilt.unnamed, "unnamed", diagnostics);
    check_sum(rebuilt.others, "others", diagnostics);
    if (rebuilt.exporters.value != std::floor(rebuilt.exporters.value)) {
        Diagnostic fault = rebuilt.exporters.where;
        fault.message = "exporters is not a whole number";
        fault.hint = "firms are counted";
        diagnostics.add(std::move(fault));
    }
}

}  // namespace

void check_model(const ModelSpec& spec, Diagnostics& diagnostics) {
    NameCheck firms("firm", "give it a row in firms.csv");
    NameCheck companies("company", "use a company of firms.csv");
    NameCheck products("product", "describe it under 'products'");
    NameCheck sources("source", "describe it under 'sources'");
    NameCheck countries("country", "use a country of firms.csv");
    NameCheck markets("market", "describe it under 'markets'");
    for (const FirmSpec& firm : spec.firms)
        firms.know(firm.id), companies.know(firm.company), countries.know(firm.country);
    for (const ProductSpec& product : spec.products)
        products.know(product.id);
    for (const SourceSpec& source : spec.sources)
        sources.know(source.id);
    for (const std::string& market : spec.markets)
        markets.know(market);

    for (const ProductSpec& product : spec.products) {
        for (const std::string& unit : product.used_by)
            firms.require(unit, product.where, diagnostics);
    }
    for (const CompanySpec& company : spec.companies)
        companies.require(company.id, company.where, diagnostics);
    for (const ReconstructionSpec& rebuilt : spec.reconstructions) {
        check_reconstruction(rebuilt, firms, companies, products, countries, diagnostics);
    }
    if (!spec.has_yaml) return;
    check_provenance(spec, sources, diagnostics);
    for (const FirmSpec& firm : spec.firms) {
        if (!spec.products.empty()) products.require(firm.product, firm.where, diagnostics);
        if (!firm.market.empty()) markets.require(firm.market, firm.where, diagnostics);
    }
}

std::vector<const Figure*> figures_of(const ModelSpec& spec) {
    std::vector<const Figure*> figures;
    const auto add = [&](const std::optional<Figure>& figure) {
        if (figure) figures.push_back(&*figure);
    };
    for (const ProductSpec& product : spec.products) {
        add(product.key_parts);
        add(product.safety_share);
        for (const auto& [key, figure] : product.figures)
            figures.push_back(&figure);
    }
    for (const CompanySpec& company : spec.companies) {
        for (const auto* figure : {&company.fixed_cost_share, &company.margin, &company.cash_usd,
                                   &company.profile_year_total, &company.growth}) {
            add(*figure);
        }
        for (const QuarterSpec& quarter : company.quarters)
            figures.push_back(&quarter.revenue);
    }
    for (const ReconstructionSpec& rebuilt : spec.reconstructions) {
        figures.push_back(&rebuilt.exporters);
        figures.push_back(&rebuilt.total_usd);
        add(rebuilt.share_of_inputs);
        add(rebuilt.largest_usd);
        for (const DisclosedSpec& row : rebuilt.named) {
            for (const auto* figure : {&row.value_usd, &row.revenue_share, &row.at_least_usd})
                add(*figure);
        }
        for (const auto* rows : {&rebuilt.unnamed, &rebuilt.others, &rebuilt.standby}) {
            for (const ShareSpec& row : *rows)
                figures.push_back(&row.share);
        }
    }
    return figures;
}

}  // namespace chokepoint
