#pragma once

#include <chokepoint/scenario/scenario.hpp>
#include <cstdint>
#include <vector>

namespace chokepoint::study {

/// Sales of a product by a third-country exporter to a target of a denial, USD a year, as a content rule judges them.
struct ContentSale {
    std::uint32_t exporter = 0, customer = 0, product = 0;
    double threshold = 0.0;
    double flow_usd = 0.0;
    double content_usd = 0.0;  ///< Its controlled content.
    double caught_usd = 0.0;
    bool has_technology = false;  ///< A foreign direct product.
};

/// The sales that content rule `rule` judges, the largest first. Throws InputError if the content does not settle.
std::vector<ContentSale> content_sales(const scenario::Scenario& scenario, const policy::Action& rule);

}  // namespace chokepoint::study
