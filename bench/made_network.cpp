#include "made_network.hpp"

#include <chokepoint/dynamics/parameters.hpp>
#include <chokepoint/network/node_order.hpp>
#include <memory>

namespace chokepoint {

MadeLinks made_links(std::uint64_t links) {
    network::GeneratorSettings settings;
    settings.links = links;
    settings.firms = links >= 100'000'000 ? links / 10 : links / 4;
    const network::GeneratedNetwork made = network::generate_network(settings);
    const std::vector<std::uint32_t> order = network::locality_order(made.country, made.supplier);
    std::vector<std::uint32_t> place(order.size());
    for (std::uint32_t k = 0; k < order.size(); ++k)
        place[order[k]] = k;
    MadeLinks records;
    records.nodes.resize(order.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        records.nodes[place[i]] = {made.sector[i], made.revenue_usd[i] / 365.0, -1.0};
    for (std::size_t e = 0; e < made.supplier.size(); ++e) {
        records.links.supplier.push_back(place[made.supplier[e]]);
        records.links.customer.push_back(place[made.customer[e]]);
        records.links.flow.push_back(made.value_usd[e] / 365.0);
    }
    return records;
}

const MadeNetwork& made_network(std::uint64_t links) {
    static std::unique_ptr<MadeNetwork> kept;
    if (kept && kept->links == links) return *kept;
    kept.reset();
    MadeLinks records = made_links(links);
    auto made = std::make_unique<MadeNetwork>();
    made->links = links;
    made->network = network::build_network(records.nodes, std::move(records.links), 0);
    made->behaviour =
        dynamics::make_behaviour(made->network, dynamics::find_preset("export-control")->rules,
                                 std::vector<dynamics::ProductBehaviour>(network::GeneratorSettings().sectors));
    kept = std::move(made);
    return *kept;
}

}  // namespace chokepoint
