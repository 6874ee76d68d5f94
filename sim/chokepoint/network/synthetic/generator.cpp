#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/base/parallel.hpp>
#include <chokepoint/network/synthetic/synthetic_recipe.hpp>
#include <chokepoint/network/synthetic/synthetic_values.hpp>
#include <cmath>
#include <stdexcept>

namespace chokepoint::network {

std::string fault_of(const GeneratorSettings& settings) {
    if (settings.firms < 4 || settings.firms >= UINT32_MAX) return "firms must be between 4 and 4294967294";
    if (settings.links > settings.firms * (settings.firms - 1) / 4)
        return fmt::format("{} firms can have at most {} links here, a quarter of all pairs", settings.firms,
                           settings.firms * (settings.firms - 1) / 4);
    if (settings.countries < 1 || settings.countries > 1000) return "countries must be between 1 and 1000";
    if (settings.sectors < 1 || settings.sectors > 1000) return "sectors must be between 1 and 1000";
    return "";
}

std::span<const RecipeRecord> generator_recipe() {
    using namespace recipe;
    static constexpr RecipeRecord table[] = {
        {"size_tail", kSizeTail, "exponent of the tail of P(size > x)",
         "Axtell 2001 (Science 293:1818): Zipf, so 1; we use slightly more so that a mean exists"},
        {"size_body_deviation", kSizeBodyDeviation, "standard deviation of the normal part of log size",
         "gives log sales a variance of 3.1 with the tail; Bacilieri et al. 2023 have 5.2 to 7.6 (sales and purchases, "
         "Ecuador, Hungary); smaller here, because otherwise the tail shows only in very large networks"},
        {"median_size_usd", kMedianSizeUsd, "revenue at the median of the body", "assumption: it only sets the scale"},
        {"supplier_tail", kSupplierTail, "exponent of the tail of P(suppliers > k)",
         "1.35 Fujiwara and Aoyama 2010 (Eur. Phys. J. B 77:565), 1.5 Mizuno, Souma and Watanabe 2014 (PLOS ONE "
         "9:e100712), Japan"},
        {"customer_tail", kCustomerTail, "exponent of the tail of P(customers > k)",
         "1.26 Fujiwara and Aoyama 2010; 1.0 Mizuno et al. 2014, Japan"},
        {"supplier_deviation", kSupplierDeviation, "standard deviation of log suppliers at a given size",
         "set to match the correlation of suppliers and purchases"},
        {"customer_deviation", kCustomerDeviation, "standard deviation of log customers at a given size",
         "set to match the correlation of customers and sales, which is the weaker one"},
        {"home_share", kHomeShare, "probability of looking for a domestic supplier",
         "set to match the domestic share of inputs in WIOD 2011"},
        {"reciprocity", kReciprocity, "share of reciprocated links, beyond those that arise by chance",
         "assumption: a few per cent in all; we found no readable table of national networks"},
        {"input_share_low", kInputShareLow, "smallest mean of purchases over revenue in a sector",
         "WIOD 2011: sectors from 0.22 to 0.77, all 0.51"},
        {"input_share_high", kInputShareHigh, "largest", "as before"},
        {"most_sales_to_firms", kMostSalesToFirms, "largest share of revenue from sales to firms",
         "assumption: every firm has some final demand"},
        {"sector_size_deviation", kSectorSizeDeviation, "standard deviation of log sector size",
         "WIOD 2011: shares of output from 0.001 to 0.073"},
        {"sector_use_deviation", kSectorUseDeviation, "standard deviation of the log weight of an input sector",
         "set to match the number of sectors that make up 80 % of inputs"},
        {"sector_inputs", kSectorInputs, "number of other sectors that a sector buys from",
         "WIOD 2011: 80 % of a sector's inputs come from 3 to 16 of 35 sectors"},
        {"own_sector_high", kOwnSectorHigh, "upper bound of a sector's share of purchases from itself, uniform from 0",
         "WIOD 2011: 0.01 to 0.47, all 0.24; Hungary 0.19 to 0.24 (Diem et al. 2023)"},
        {"country_size_exponent", kCountrySizeExponent,
         "the share of firms in country r is proportional to r to the minus this",
         "WIOD 2011: outputs 26.9, 22.3, 21.7, 11.3, 6.8, 5.1 ... trillion USD"},
        {"value_deviation", kValueDeviation, "standard deviation of log link value at given sizes", "assumption"},
    };
    return table;
}

namespace {

std::vector<std::uint32_t> customers_of(const CustomerLists& links) {
    std::vector<std::uint32_t> customer(links.supplier.size());
    for (std::size_t i = 0; i + 1 < links.begin.size(); ++i)
        std::fill(customer.begin() + links.begin[i], customer.begin() + links.begin[i + 1],
                  static_cast<std::uint32_t>(i));
    return customer;
}

}  // namespace

GeneratedNetwork generate_network(const GeneratorSettings& settings) {
    if (const std::string fault = fault_of(settings); !fault.empty()) throw std::invalid_argument(fault);
    const auto enter = [&](std::string_view stage) {
        if (settings.progress) settings.progress(stage);
    };
    enter("drawing firms");
    SyntheticFirms firms = draw_firms(settings);
    const SectorMix mix = draw_sector_mix(settings, firms);
    enter("drawing links");
    CustomerLists links = draw_links(settings, firms, mix);
    enter("balancing values");
    GeneratedNetwork network;
    network.value_usd = draw_values(settings, firms, mix, links);
    const std::vector<double> sales = sum_by_supplier(links, network.value_usd, {}, settings.threads);
    network.revenue_usd = std::move(firms.size_usd);
    network.final_demand_usd.resize(settings.firms);
    for (std::size_t i = 0; i < settings.firms; ++i) {
        double purchases = 0.0;
        for (std::uint64_t e = links.begin[i]; e < links.begin[i + 1]; ++e)
            purchases += network.value_usd[e];
        network.revenue_usd[i] = std::max({std::round(network.revenue_usd[i]), sales[i], purchases});
        network.final_demand_usd[i] = network.revenue_usd[i] - sales[i];
    }
    network.customer = customers_of(links);
    network.supplier = std::move(links.supplier);
    network.country = std::move(firms.country);
    network.sector = std::move(firms.sector);
    return network;
}

}  // namespace chokepoint::network
