#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/base/fault_at.hpp>
#include <chokepoint/network/node_order.hpp>
#include <chokepoint/scenario/model/model_assembly.hpp>
#include <numeric>
#include <tuple>

namespace chokepoint::scenario {

namespace {

/// A value of a row of firms.csv as each of its lines has it, in USD a day; negative where it is not given.
double per_line_and_day(double usd, unsigned lines) {
    return (usd < 0.0 ? -1.0 : usd / lines) / kDaysOfYear;
}

}  // namespace

Assembly::Unit Assembly::unit(std::size_t row) const {
    if (first_node_.empty()) return {static_cast<std::uint32_t>(row), 1};
    return {first_node_[row], firms_.lines_of(row)};
}

void Assembly::add_firms() {
    const bool split = std::any_of(firms_.lines.begin(), firms_.lines.end(), [](unsigned lines) { return lines > 1; });
    split_ = split;
    first_spelling_ = network::first_spellings(firms_.country.texts);
    for (std::uint32_t k = 0; k < first_spelling_.size(); ++k)
        mixed_spellings_ = mixed_spellings_ || first_spelling_[k] != k;
    split ? add_firms_by_line() : add_whole_firms();
    add_markets();
}

/// Rows are nodes, so the columns of the table are the directory's.
void Assembly::add_whole_firms() {
    network::Directory& directory = model_.directory;
    directory.nodes = firms_.ids;
    directory.countries = firms_.country.texts;
    if (mixed_spellings_) directory.node_written_country.resize(firms_.size());
    directory.products = firms_.product.texts;
    directory.companies = firms_.company.empty() ? firms_.ids : firms_.company.texts;
    nodes_.resize(firms_.size());
    directory.node_country.resize(firms_.size());
    directory.node_company.resize(firms_.size());
    number_for_locality();
    std::uint32_t companies = 0;
    for (std::uint32_t row = 0; row < firms_.size(); ++row) {
        const std::uint32_t node = unit(row).first;
        const std::uint32_t company = firms_.company.empty() ? row : firms_.company.numbers[row];
        nodes_[node] = {firms_.product.numbers[row], per_line_and_day(firms_.revenue_of(row), 1),
                        per_line_and_day(firms_.final_demand_of(row), 1)};
        directory.node_country[node] = first_spelling_[firms_.country.numbers[row]];
        if (mixed_spellings_) directory.node_written_country[node] = firms_.country.numbers[row];
        directory.node_company[node] = company;
        if (company != companies) continue;
        ++companies;
        if (!firms_.name.empty() && firms_.company_of(row) == firms_.id(row)) show_as(company, firms_.name[row]);
    }
}

/// Nodes of a large network are numbered for the sweeps' sake; nothing that a user sees is in the order of nodes.
void Assembly::number_for_locality() {
    constexpr std::size_t kLarge = 20'000;  // smaller ones stay in the caches in any order
    if (built_) {
        first_node_ = std::move(built_->node_of_row);
        model_.directory.nodes = std::move(built_->nodes);
        return;
    }
    if (firms_.size() < kLarge) return;
    const std::vector<std::uint32_t> order = network::locality_order(firms_.country.numbers, rows_.supplier);
    network::NameTable ids;
    first_node_.resize(order.size());
    for (std::uint32_t node = 0; node < order.size(); ++node) {
        ids.add(firms_.id(order[node]));
        first_node_[order[node]] = node;
    }
    model_.directory.nodes = std::move(ids);
}

void Assembly::add_firms_by_line() {
    for (std::size_t row = 0; row < firms_.size(); ++row) {
        const unsigned lines = firms_.lines_of(row);
        first_node_.push_back(static_cast<std::uint32_t>(nodes_.size()));
        for (unsigned line = 0; line < lines; ++line) {
            const std::string id =
                lines == 1 ? std::string(firms_.id(row)) : fmt::format("{}#{}", firms_.id(row), line + 1);
            const std::size_t companies = model_.directory.companies.size();
            const std::uint32_t node = add_node(id, firms_.company_of(row), firms_.country[row], firms_.product[row],
                                                per_line_and_day(firms_.revenue_of(row), lines),
                                                per_line_and_day(firms_.final_demand_of(row), lines));
            const std::uint32_t owner = model_.directory.node_company[node];
            if (owner == companies && firms_.company_of(row) == id) show_as(owner, firms_.name[row]);
        }
    }
}

void Assembly::show_as(std::uint32_t company, std::string_view name) {
    if (name.empty() || name == model_.directory.companies.name(company)) return;
    shown_names_.emplace_back(company, name);
}

std::uint32_t Assembly::add_node(const std::string& id, std::string_view company, std::string_view country,
                                 std::string_view product, double output, double final_demand) {
    network::Directory& directory = model_.directory;
    const auto node = static_cast<std::uint32_t>(nodes_.size());
    if (directory.nodes.add(id) != node) {
        // The id of a product line or of an unnamed exporter is already a firm's.
        diagnostics_.add(file_fault(
            (spec_.folder / "firms.csv").string(), fmt::format("firm '{}' is given twice", id),
            "ids with '#' and a number are product lines, those with a reconstruction's name and a number its "
            "unnamed exporters: rename the firm",
            Fault::duplicate));
        directory.nodes.add(fmt::format("{} (again {})", id, node));
    }
    directory.node_company.push_back(directory.companies.add(company));
    const std::uint32_t written = directory.countries.add(country);  // numbered as in firms.csv
    directory.node_country.push_back(written < first_spelling_.size() ? first_spelling_[written] : written);
    if (mixed_spellings_) directory.node_written_country.push_back(written);
    nodes_.push_back({directory.products.add(product), output, final_demand});
    return node;
}

/// Markets are numbered in the order of their first firms.
void Assembly::add_markets() {
    std::vector<std::uint32_t> market_of;
    for (std::uint32_t k = 0; k < firms_.market.texts.size(); ++k) {
        const bool named = !firms_.market.texts.name(k).empty();
        market_of.push_back(named ? static_cast<std::uint32_t>(model_.behaviour.markets.size()) : kNone);
        if (named) model_.behaviour.markets.emplace_back();
    }
    for (std::size_t row = 0; row < firms_.market.numbers.size(); ++row) {
        const std::uint32_t market = market_of[firms_.market.numbers[row]];
        const Unit nodes = unit(row);
        for (std::uint32_t line = 0; market != kNone && line < nodes.lines; ++line)
            model_.behaviour.markets[market].push_back(nodes.first + line);
    }
}

void Assembly::add_links() {
    if (built_) return note_content_of_built();
    std::vector<std::uint32_t> product_of;  // by text of the column; kNone: the supplier's own
    for (std::uint32_t k = 0; k < rows_.product.texts.size(); ++k) {
        const std::string_view product = rows_.product.texts.name(k);
        product_of.push_back(product.empty() ? kNone : model_.directory.products.add(product));
    }
    const auto product_at = [&](std::size_t row) {
        const std::uint32_t given = rows_.product.empty() ? kNone : product_of[rows_.product.numbers[row]];
        return given == kNone ? nodes_[unit(rows_.supplier[row]).first].product : given;
    };
    for (std::size_t row = 0; row < rows_.us_content.size(); ++row) {
        if (rows_.us_content[row] >= 0.0) note_content(row, product_at(row));
    }
    if (split_) {
        for (std::size_t row = 0; row < rows_.size(); ++row) {
            add_flow(unit(rows_.supplier[row]), unit(rows_.customer[row]), product_at(row), rows_.value_usd[row],
                     rows_.standby_of(row));
        }
    } else {
        if (std::any_of(product_of.begin(), product_of.end(), [](std::uint32_t product) { return product != kNone; })) {
            links_.product.resize(rows_.size());
            for (std::size_t row = 0; row < rows_.size(); ++row)
                links_.product[row] = product_at(row);
        }
        links_.supplier = std::move(rows_.supplier);
        links_.customer = std::move(rows_.customer);
        for (std::vector<std::uint32_t>* column : {&links_.supplier, &links_.customer}) {
            for (std::size_t e = 0; e < column->size() && !first_node_.empty(); ++e)
                (*column)[e] = first_node_[(*column)[e]];
        }
        links_.flow = std::move(rows_.value_usd);
        links_.standby = std::move(rows_.standby_usd);
        for (std::vector<double>* column : {&links_.flow, &links_.standby}) {
            for (double& usd : *column)
                usd /= kDaysOfYear;
        }
    }
    rows_ = {};
}

void Assembly::add_flow(const Unit& from, const Unit& to, std::uint32_t product, double value_usd, double standby_usd) {
    // Links that came as a table may lack what is optional there.
    for (std::size_t e = links_.product.size(); e < links_.size(); ++e)
        links_.product.push_back(nodes_[links_.supplier[e]].product);
    links_.standby.resize(links_.size(), 0.0);
    const double parts = double(from.lines) * double(to.lines) * kDaysOfYear;
    for (std::uint32_t a = 0; a < from.lines; ++a) {
        for (std::uint32_t b = 0; b < to.lines; ++b) {
            links_.supplier.push_back(from.first + a);
            links_.customer.push_back(to.first + b);
            links_.product.push_back(product);
            links_.flow.push_back(value_usd / parts);
            links_.standby.push_back(standby_usd / parts);
        }
    }
}

std::vector<std::size_t> Assembly::rows_buying(const std::string& product, const std::string& buyer) const {
    std::vector<std::size_t> rows;
    const auto spec = std::find_if(spec_.products.begin(), spec_.products.end(),
                                   [&](const ProductSpec& p) { return p.id == product; });
    const bool listed = spec != spec_.products.end() && !spec->used_by.empty();
    for (std::size_t row = 0; row < firms_.size(); ++row) {
        if (firms_.company_of(row) != buyer) continue;
        const bool uses =
            !listed || std::find(spec->used_by.begin(), spec->used_by.end(), firms_.id(row)) != spec->used_by.end();
        if (uses) rows.push_back(row);
    }
    return rows;
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

/// What the links so far have each row of firms.csv sell, USD a year.
std::vector<double> Assembly::sold_by_row() const {
    std::vector<double> by_node(nodes_.size(), 0.0);
    for (std::size_t e = 0; e < links_.size(); ++e)
        by_node[links_.supplier[e]] += links_.flow[e] * kDaysOfYear;
    std::vector<double> sold(firms_.size(), 0.0);
    for (std::size_t row = 0; row < firms_.size(); ++row) {
        const Unit nodes = unit(row);
        for (std::uint32_t line = 0; line < nodes.lines; ++line)
            sold[row] += by_node[nodes.first + line];
    }
    return sold;
}

void Assembly::add_reconstruction(const ReconstructionSpec& rebuilt) {
    std::unordered_map<std::string, double> need;
    int number = 0;
    for (const RebuiltFlow& flow : reconstruct(rebuilt, firms_, diagnostics_, sold_by_row())) {
        const std::uint32_t product = model_.directory.products.add(flow.product);
        Unit supplier;
        if (flow.firm.empty()) {
            const std::string id = fmt::format("{}-{:03}", rebuilt.id, ++number);
            supplier.first = add_node(id, rebuilt.unnamed_company, rebuilt.country, flow.product, -1.0, -1.0);
        } else {
            supplier = unit(*firms_.ids.find(flow.firm));
        }
        if (model_.directory.countries.name(model_.directory.node_country[supplier.first]) == rebuilt.country) {
            note_exposure(rebuilt, flow, model_.directory.node_company[supplier.first]);
        }
        const std::vector<std::size_t> buyers = rows_buying(flow.product, rebuilt.buyer);
        double revenue = 0.0;
        for (const std::size_t row : buyers)
            revenue += std::max(0.0, firms_.revenue_of(row));
        if (revenue <= 0.0) {
            refuse_buyers(rebuilt, flow.product, buyers.empty());
            continue;
        }
        need[flow.product] += flow.value_usd;
        for (const std::size_t row : buyers) {
            if (flow.value_usd > 0.0) refuse_stated(rebuilt, supplier.first, product, row);
            const double share = std::max(0.0, firms_.revenue_of(row)) / revenue;
            add_flow(supplier, unit(row), product, flow.value_usd * share,
                     flow.standby_share * need[flow.product] * share);
        }
    }
}

/// Nobody of the buyer takes the product, or nothing says how its units share it. Said once a product.
void Assembly::refuse_buyers(const ReconstructionSpec& rebuilt, const std::string& product, bool no_unit) {
    if (!refused_.insert(product).second) return;
    diagnostics_.add(
        no_unit
            ? fault_at(rebuilt.where, Fault::empty, fmt::format("no unit of '{}' uses '{}'", rebuilt.buyer, product),
                       "list a unit of the buyer under the product's used_by, or leave used_by out")
            : fault_at(rebuilt.where, Fault::missing_key,
                       fmt::format("the units of '{}' that use '{}' have no revenue", rebuilt.buyer, product),
                       "give them revenue_usd in firms.csv: purchases are split by it"));
}

/// A product may be bought from one firm by two rows of a reconstruction, or stand by where it also sells: one link
/// each.
void Assembly::merge_links() {
    std::vector<std::size_t> order(links_.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto key = [&](std::size_t e) { return std::tie(links_.customer[e], links_.product[e], links_.supplier[e]); };
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return key(a) < key(b); });
    network::LinkColumns merged;
    for (std::size_t k = 0; k < order.size(); ++k) {
        const std::size_t e = order[k];
        if (k > 0 && key(e) == key(order[k - 1])) {
            merged.flow.back() += links_.flow[e];
            merged.standby.back() += links_.standby[e];
            continue;
        }
        merged.supplier.push_back(links_.supplier[e]);
        merged.customer.push_back(links_.customer[e]);
        merged.product.push_back(links_.product[e]);
        merged.flow.push_back(links_.flow[e]);
        merged.standby.push_back(links_.standby[e]);
    }
    links_ = std::move(merged);
}

void Assembly::finish(unsigned threads, dynamics::SlotRule slots) {
    if (links_.product.size() == links_.size() && (!spec_.reconstructions.empty() || spec_.base)) merge_links();
    model_.network = built_ ? std::move(built_->network) : network::build_network(nodes_, std::move(links_), threads);
    if (slots == dynamics::SlotRule::link) model_.network = network::with_slot_per_link(model_.network, threads);
    place_content();
    network::Directory& directory = model_.directory;
    for (network::NameTable* table :
         {&directory.nodes, &directory.companies, &directory.countries, &directory.products})
        table->freeze();
    model_.companies = Companies(directory.companies, directory.node_company);
    for (const auto& [company, name] : shown_names_)
        model_.companies.set_name(company, name);
    check_sums();
    nodes_ = {};
    if (diagnostics_.has_errors()) return;  // what does not close has no share
    if (spec_.base) return;                 // purchases from industries are no purchases of parts
    for (const ReconstructionSpec& rebuilt : spec_.reconstructions)
        check_share(rebuilt);
}

}  // namespace chokepoint::scenario
