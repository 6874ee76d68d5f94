#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/base/fault_at.hpp>
#include <chokepoint/base/fault_limit.hpp>
#include <chokepoint/base/text/unicode.hpp>
#include <chokepoint/scenario/look/look_alikes.hpp>
#include <chokepoint/scenario/model/model_read.hpp>
#include <chokepoint/scenario/schema/suggestion.hpp>
#include <cmath>
#include <functional>
#include <map>
#include <utility>

namespace chokepoint::scenario {

namespace {

/// Checks that names exist, with "did you mean".
class NameCheck {
   public:
    /// `place` gives the place of a name by its number, for one that only looks like it; without it none is named.
    NameCheck(std::string what, std::string remedy, network::NameTable names,
              std::function<Diagnostic(std::uint32_t number)> place = {})
        : what_(std::move(what)), remedy_(std::move(remedy)), names_(std::move(names)), place_(std::move(place)) {}
    void require(std::string_view name, const Diagnostic& where, Diagnostics& diagnostics) const {
        if (names_.find(name)) return;
        Diagnostic fault = fault_at(where, Fault::unknown_name, fmt::format("unknown {} '{}'", what_, name), {});
        if (const auto alike = LookAlikeFinder(names_).find(name)) {
            fault.hint = fmt::format("did you mean '{}'?", names_.name(*alike));
            if (place_) set_first_place(fault, place_(*alike));
        } else {
            fault.hint = hint_for(name, names_, remedy_);
        }
        diagnostics.add(std::move(fault));
    }
    /// Every row's text, where there is one; each text is looked up once.
    void require_all(const TextColumn& column, const std::string& file,
                     const std::function<Diagnostic(std::size_t row)>& place, Diagnostics& diagnostics) const {
        std::vector<bool> known;
        for (std::uint32_t k = 0; k < column.texts.size(); ++k)
            known.push_back(column.texts.name(k).empty() || names_.find(column.texts.name(k)));
        FaultLimit limit(file, Severity::error, diagnostics);
        for (std::size_t row = 0; row < column.numbers.size(); ++row) {
            if (!known[column.numbers[row]] && limit.tells_next()) require(column[row], place(row), diagnostics);
        }
        limit.finish();
    }

   private:
    std::string what_;
    std::string remedy_;
    network::NameTable names_;
    std::function<Diagnostic(std::uint32_t number)> place_;
};

template <class Specs>
network::NameTable ids_of(const Specs& specs) {
    network::NameTable ids;
    for (const auto& spec : specs)
        ids.add(spec.id);
    return ids;
}

/// No two keys of a mapping look alike.
template <class Specs>
void check_look_alike_keys(std::string_view what, const Specs& specs, Diagnostics& diagnostics) {
    std::map<std::string, const typename Specs::value_type*> first_of;
    for (const auto& spec : specs) {
        const auto [first, is_new] = first_of.emplace(look_alike_key(spec.id), &spec);
        if (is_new) continue;
        Diagnostic fault = spec.where;
        say_alike(fault, what, spec.id, first->second->id);
        set_first_place(fault, first->second->where);
        diagnostics.add(std::move(fault));
    }
}

bool has_provenance(const std::optional<TableSpec>& table) {
    return table && (!table->source.empty() || !table->assumption.empty());
}

/// The values of an input-output table have their source as a whole, and those of firms.csv and links.csv may have.
void check_table_provenance(const ModelSpec& spec, const NameCheck& sources, Diagnostics& diagnostics) {
    if (!has_provenance(spec.table)) {
        const Diagnostic file = file_fault((spec.folder / "model.yaml").string(), {}, {});
        diagnostics.add(fault_at(spec.table ? spec.table->where : file, Fault::missing_key,
                                 "the values of the input-output table have neither source nor assumption",
                                 "add 'table: {source: ...}' with an id of 'sources', or an assumption"));
    } else if (!spec.table->source.empty()) {
        sources.require(spec.table->source, spec.table->where, diagnostics);
    }
}

/// So have ratings.
void check_ratings_provenance(const RatingsSpec& ratings, const NameCheck& sources, Diagnostics& diagnostics) {
    if (!ratings.source.empty()) return sources.require(ratings.source, ratings.where, diagnostics);
    if (!ratings.assumption.empty()) return;
    diagnostics.add(fault_at(ratings.where, Fault::missing_key, "the ratings have neither source nor assumption",
                             "add 'source' with an id of 'sources', or 'assumption' with the reasoning"));
}

void check_provenance(const ModelSpec& spec, const NameCheck& sources, Diagnostics& diagnostics) {
    const std::string hint = "add source (with a quote) or assumption (with the reasoning)";
    const std::string column_hint =
        "fill the column source or assumption, or state it for both tables: 'table: {assumption: ...}'";
    if (spec.ratings) check_ratings_provenance(*spec.ratings, sources, diagnostics);
    for (const Parameter* parameter : parameters_of(spec)) {
        if (!parameter->has_provenance()) {
            diagnostics.add(fault_at(parameter->where, Fault::missing_key,
                                     fmt::format("'{}' has neither source nor assumption", parameter->path), hint));
        }
        if (!parameter->source.empty()) sources.require(parameter->source, parameter->where, diagnostics);
    }
    const bool as_a_whole = spec.is_table || has_provenance(spec.table);
    if (as_a_whole) check_table_provenance(spec, sources, diagnostics);
    if (spec.is_table) return;
    const FirmTable& firms = spec.tables.firms;
    const std::string firms_file = nodes_path(spec);
    const std::string links_file = (spec.folder / "links.csv").string();
    FaultLimit of_firms(firms_file, Severity::error, diagnostics);
    FaultLimit of_links(links_file, Severity::error, diagnostics);
    const auto place_of_firm = [&](std::size_t row) { return firm_place(spec, firms, row); };
    for (std::size_t row = 0; row < firms.size(); ++row) {
        const bool has_number = !as_a_whole && (firms.revenue_of(row) >= 0.0 || firms.final_demand_of(row) >= 0.0 ||
                                                firms.lines_of(row) > 1);
        if (!has_number || !firms.source[row].empty() || !firms.assumption[row].empty()) continue;
        if (!of_firms.tells_next()) continue;
        diagnostics.add(fault_at(place_of_firm(row), Fault::missing_key,
                                 fmt::format("the numbers of '{}' have neither source nor assumption", firms.id(row)),
                                 column_hint));
    }
    of_firms.finish();
    sources.require_all(firms.source, firms_file, place_of_firm, diagnostics);
    const LinkTable& links = spec.tables.links;
    const auto place_of_link = [&](std::size_t row) { return link_place(spec, links, row); };
    for (std::size_t row = 0; row < spec.link_rows && !as_a_whole; ++row) {
        if (!links.source[row].empty() || !links.assumption[row].empty()) continue;
        if (!of_links.tells_next()) continue;
        diagnostics.add(fault_at(place_of_link(row), Fault::missing_key, "the value has neither source nor assumption",
                                 column_hint));
    }
    of_links.finish();
    sources.require_all(links.source, links_file, place_of_link, diagnostics);
}

void check_sum(const std::vector<ShareSpec>& rows, std::string_view what, Diagnostics& diagnostics) {
    if (rows.empty()) return;
    double sum = 0.0;
    for (const ShareSpec& row : rows)
        sum += row.share.value;
    if (std::abs(sum - 1.0) <= 1e-9) return;
    diagnostics.add(fault_at(rows.front().where, Fault::unbalanced,
                             fmt::format("the shares of '{}' add up to {:.6g}, not to 1", what, sum),
                             "correct the shares; they are taken as they stand, never rescaled"));
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
            Diagnostic fault = fault_at(two.where, Fault::duplicate,
                                        fmt::format("'{}' is named twice for '{}'", two.firm, two.product),
                                        "add the two numbers up into one row");
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
        diagnostics.add(fault_at(rebuilt.exporters.where, Fault::bad_number, "exporters is not a whole number",
                                 "firms are counted"));
    }
}

}  // namespace

void check_model(const ModelSpec& spec, Diagnostics& diagnostics) {
    check_look_alike_keys("product", spec.products, diagnostics);
    check_look_alike_keys("company", spec.companies, diagnostics);
    const FirmTable& rows = spec.tables.firms;
    const std::string file(nodes_file(spec));
    const NameCheck firms("firm", "give it a row in " + file, rows.ids,
                          [&](std::uint32_t row) { return firm_place(spec, rows, row); });
    const NameCheck companies("company", "use a company of " + file,
                              rows.company.empty() ? rows.ids : rows.company.texts);
    const NameCheck products("product", "describe it under 'products'", ids_of(spec.products),
                             [&](std::uint32_t number) { return spec.products[number].where; });
    const NameCheck sources("source", "describe it under 'sources'", ids_of(spec.sources));
    const NameCheck countries("country", "use a country of " + file, rows.country.texts);
    const NameCheck markets("market", "describe it under 'markets'", ids_of(spec.markets));

    for (const ProductSpec& product : spec.products) {
        for (const std::string& unit : product.used_by)
            firms.require(unit, product.where, diagnostics);
    }
    for (const CompanySpec& company : spec.companies)
        companies.require(company.id, company.where, diagnostics);
    for (const OwnerSpec& row : spec.owners) {
        companies.require(row.company, row.where, diagnostics);
        companies.require(row.owner, row.where, diagnostics);
        if (!row.source.empty()) sources.require(row.source, row.where, diagnostics);
    }
    for (const ReconstructionSpec& rebuilt : spec.reconstructions) {
        check_reconstruction(rebuilt, firms, companies, products, countries, diagnostics);
    }
    if (!spec.has_yaml) return;
    check_provenance(spec, sources, diagnostics);
    const std::string path = (spec.folder / file).string();
    const auto place = [&](std::size_t row) { return firm_place(spec, rows, row); };
    if (spec.is_table) {
        const NameCheck sectors("product", "use a sector of nodes.csv", rows.product.texts);
        for (const ProductSpec& product : spec.products)
            sectors.require(product.id, product.where, diagnostics);
    } else if (!spec.products.empty()) {
        products.require_all(rows.product, path, place, diagnostics);
    }
    markets.require_all(rows.market, path, place, diagnostics);
}

}  // namespace chokepoint::scenario
