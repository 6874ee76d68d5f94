#pragma once

#include <chokepoint/chokepoint.hpp>

namespace chokepoint {

/// Two chip makers and a screen maker supply a phone maker. The chips' stock and substitutability are ranges.
inline Network made_network() {
    return {
        .title = "Phones",
        .firms = {{.id = "fab", .country = "US", .product = "chips", .revenue_usd = 900e6},
                  {.id = "other-fab", .country = "KR", .product = "chips", .revenue_usd = 600e6},
                  {.id = "screens", .country = "JP", .product = "screens", .revenue_usd = 400e6},
                  {.id = "phones", .country = "CN", .product = "phones", .revenue_usd = 3e9, .name = "Phones, Ltd."}},
        .links = {{.supplier = "fab", .customer = "phones", .value_usd = 500e6},
                  {.supplier = "other-fab", .customer = "phones", .value_usd = 100e6, .standby_usd = 50e6},
                  {.supplier = "screens", .customer = "phones", .value_usd = 300e6}},
        .products = {{.id = "chips",
                      .stock_days = {{30, 60}},
                      .dependence = 1,
                      .substitutability = {{0.1, 0.3}},
                      .others = {{"transit_days", 3}}},
                     {.id = "screens", .stock_days = 20}}};
}

/// The US denies the phone maker its chips from March 2024, in one arm until May.
inline ScenarioSpec made_ban() {
    using namespace std::chrono;
    const Denial denial{.name = "denial",
                        .exporters = {.countries = {"US"}},
                        .targets = {.companies = {"phones"}},
                        .from = year(2024) / 3 / 1};
    Denial lifted = denial;
    lifted.name = "lifted";
    lifted.until = year(2024) / 5 / 31;
    return {.title = "A ban",
            .start = year(2024) / 1 / 1,
            .end = year(2025) / 6 / 30,
            .denials = {denial, lifted},
            .arms = {{"none", {}}, {"ban", {"denial"}}, {"reversal", {"lifted"}}}};
}

}  // namespace chokepoint
