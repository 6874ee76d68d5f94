#pragma once

#include <chokepoint/estimate.hpp>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace chokepoint {

/// A production unit: it sells one product. A company may own several.
struct Firm {
    std::string id;                               ///< Unique in the network.
    std::string country;                          ///< Code or name of a country, in any form: US, USA, United States.
    std::string product;                          ///< What it sells.
    std::optional<double> revenue_usd = {};       ///< A year; none: the larger of its sales and purchases over links.
    std::optional<double> final_demand_usd = {};  ///< Sales to final customers a year; none: revenue less other sales.
    std::string company = {};                     ///< Who is reported; "": a company of its own, named by the id.
    std::string name = {};                        ///< As reports show the company; "": its id.
    std::string market = {};                      ///< Firms of one market compete for final customers; "": none.
};

/// What one firm buys from another in a normal year.
struct Link {
    std::string supplier;  ///< Id of a firm.
    std::string customer;  ///< Id of another firm.
    double value_usd = 0.0;
    double standby_usd = 0.0;  ///< A year's sales that the supplier could take over when others are denied.
    std::string product = {};  ///< "": what the supplier sells.
};

/// What is known of a product as an input. A number that is not given is the default of the preset.
struct Product {
    std::string id;
    std::optional<Estimate> stock_days = {};          ///< Stock that buyers hold, in days of normal use; 1 to 3650.
    std::optional<Estimate> dependence = {};          ///< Share of a buyer's output that needs it; 0 to 1.
    std::optional<Estimate> substitutability = {};    ///< Share of the need that other suppliers can take over; 0 to 1.
    std::optional<Estimate> qualification_days = {};  ///< Until a new supplier delivers; 0 to 3650.
    /// Any other number of `chokepoint describe model.products`, by its key there.
    std::map<std::string, Estimate> others = {};
};

/// A supply network in memory: the rows of firms.csv and links.csv, and what model.yaml says of products.
struct Network {
    std::string title;
    std::vector<Firm> firms;
    std::vector<Link> links;
    std::vector<Product> products = {};
};

}  // namespace chokepoint
