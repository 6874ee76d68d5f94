// A network from arrays instead of files: one country denies another's phone maker its chips, for three months or for
// good. Prints what the phone maker loses, and its suppliers by what they lose. With an argument, writes the report
// into that folder.
#include <chokepoint/chokepoint.hpp>
#include <chrono>
#include <cstdio>

namespace {

using namespace std::chrono_literals;

chokepoint::Network network() {
    chokepoint::Network network;
    network.title = "Phones and their chips";
    network.firms = {
        {.id = "chip-maker", .country = "US", .product = "chips", .revenue_usd = 900e6},
        {.id = "other-chip-maker", .country = "KR", .product = "chips", .revenue_usd = 600e6},
        {.id = "screen-maker", .country = "JP", .product = "screens", .revenue_usd = 400e6},
        {.id = "phone-maker", .country = "CN", .product = "phones", .revenue_usd = 3e9},
    };
    network.links = {
        {.supplier = "chip-maker", .customer = "phone-maker", .value_usd = 500e6},
        {.supplier = "other-chip-maker", .customer = "phone-maker", .value_usd = 100e6, .standby_usd = 50e6},
        {.supplier = "screen-maker", .customer = "phone-maker", .value_usd = 300e6},
    };
    network.products = {
        {.id = "chips", .stock_days = {{30, 60}}, .dependence = 1, .substitutability = {{0.1, 0.3}}},
        {.id = "screens", .stock_days = 20},
    };
    return network;
}

chokepoint::ScenarioSpec ban() {
    const chokepoint::Denial denial{.name = "for-good",
                                    .exporters = {.countries = {"US"}},
                                    .targets = {.companies = {"phone-maker"}},
                                    .from = 2024y / 3 / 1};
    chokepoint::Denial lifted = denial;
    lifted.name = "three-months";
    lifted.until = 2024y / 5 / 31;
    return {.title = "A ban on chips, and its reversal",
            .start = 2024y / 1 / 1,
            .end = 2025y / 12 / 31,
            .denials = {denial, lifted},
            .arms = {{"ban", {"for-good"}}, {"reversal", {"three-months"}}}};
}

}  // namespace

int main(int count, char** arguments) try {
    const chokepoint::Scenario scenario = chokepoint::make_scenario(network(), ban(), {.samples = 64, .seed = 1});
    const chokepoint::Results results = chokepoint::run(scenario);
    for (const std::string& arm : results.arms()) {
        const chokepoint::Loss loss = results.loss("phone-maker", arm, "total");
        std::printf("%s: the phone maker loses %.0f %% of its revenue (%.0f to %.0f %%)\n", arm.c_str(),
                    100.0 * loss.lost_share(), 100.0 * loss.range->p05, 100.0 * loss.range->p95);
        for (const chokepoint::SupplierLoss& supplier : results.rank_suppliers("phone-maker", arm, "total"))
            std::printf("    %s loses %.1f million USD\n", supplier.company.c_str(), supplier.loss.lost_usd / 1e6);
    }
    if (count > 1) chokepoint::write_results(results, arguments[1]);
} catch (const chokepoint::InputError& error) {
    return std::fprintf(stderr, "%s\n", error.what()), 3;
}
