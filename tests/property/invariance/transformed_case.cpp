#include "transformed_case.hpp"

#include <algorithm>
#include <chrono>
#include <numeric>
#include <string>
#include <utility>

namespace chokepoint {

namespace {

/// Reorders a list.
template <class T>
void shuffle(std::vector<T>& list, Dice& dice) {
    for (std::size_t k = list.size(); k > 1; --k)
        std::swap(list[k - 1], list[static_cast<std::size_t>(dice.whole(0, static_cast<int>(k) - 1))]);
}

/// Builds the transformed case, part by part; every `*_at_` maps old numbers to new ones.
class Maker {
   public:
    Maker(const RandomCase& old, const Transformation& how, std::uint64_t seed) : old_(old), how_(how), dice_(seed) {
        product_at_ = numbers(old.directory.products.size());
        company_at_ = numbers(old.directory.companies.size());
        country_at_ = numbers(old.directory.countries.size());
        for (std::uint32_t i = 0; i < old.network.node_count(); ++i)
            made_.origin.insert(made_.origin.end(), parts(i), i);
        if (how.shuffle) shuffle(made_.origin, dice_);
        nodes_of_.resize(old.network.node_count());
        for (std::uint32_t i = 0; i < made_.origin.size(); ++i)
            nodes_of_[made_.origin[i]].push_back(i);
    }

    RandomCase make() {
        name();
        build();
        behave();
        act();
        return std::move(made_);
    }

   private:
    std::vector<std::uint32_t> numbers(std::size_t size) {
        std::vector<std::uint32_t> all(size);
        std::iota(all.begin(), all.end(), 0U);
        if (how_.shuffle) shuffle(all, dice_);
        return all;
    }
    unsigned parts(std::uint32_t node) const { return how_.parts.empty() ? 1 : how_.parts[node]; }

    /// Maps a list of old numbers to new ones.
    std::vector<std::uint32_t> moved(std::vector<std::uint32_t> list, const std::vector<std::uint32_t>& at) {
        for (std::uint32_t& one : list)
            one = at[one];
        if (how_.shuffle) shuffle(list, dice_);
        return list;
    }
    std::vector<std::uint32_t> moved_nodes(const std::vector<std::uint32_t>& list) {
        std::vector<std::uint32_t> all;
        for (const std::uint32_t one : list)
            all.insert(all.end(), nodes_of_[one].begin(), nodes_of_[one].end());
        if (how_.shuffle) shuffle(all, dice_);
        return all;
    }

    void name() {
        const network::Directory& old = old_.directory;
        network::Directory& directory = made_.directory;
        const auto add = [](network::NameTable& table, const char* what, std::size_t count) {
            for (std::size_t k = 0; k < count; ++k)
                table.add(what + std::to_string(k));
        };
        add(directory.products, "product-", old.products.size());
        add(directory.companies, "company-", old.companies.size());
        add(directory.countries, "country-", old.countries.size());
        add(directory.nodes, "node-", made_.origin.size());
        directory.product_kind.resize(old.product_kind.size());
        for (std::size_t p = 0; p < old.product_kind.size(); ++p)
            directory.product_kind[product_at_[p]] = old.product_kind[p];
        for (const std::uint32_t i : made_.origin) {
            directory.node_company.push_back(company_at_[old.node_company[i]]);
            directory.node_country.push_back(country_at_[old.node_country[i]]);
        }
    }

    void build() {
        const network::SupplyNetwork& old = old_.network;
        std::vector<network::NodeRecord> nodes;
        for (const std::uint32_t i : made_.origin) {
            const double part = how_.usd / parts(i);
            nodes.push_back({product_at_[old.node_product[i]], old.output[i] * part, old.final_demand[i] * part});
        }
        std::vector<network::LinkRecord> links;
        for (std::uint32_t s = 0; s < old.slot_count(); ++s) {
            const std::uint32_t buyer = old.slot_customer[s];
            for (std::uint64_t e = old.slot_links[s]; e < old.slot_links[s + 1]; ++e) {
                const std::uint32_t seller = old.link_supplier[e];
                const double part = how_.usd / (parts(buyer) * parts(seller));
                const double standby = old.link_standby.empty() ? 0.0 : old.link_standby[e];
                for (const std::uint32_t i : nodes_of_[buyer]) {
                    for (const std::uint32_t j : nodes_of_[seller])
                        links.push_back(
                            {j, i, product_at_[old.slot_product[s]], old.link_flow[e] * part, standby * part});
                }
            }
        }
        if (how_.shuffle) shuffle(links, dice_);
        made_.network = network::build_network(nodes, std::move(links));
    }

    void behave() {
        const dynamics::Behaviour& old = old_.behaviour;
        std::vector<dynamics::ProductBehaviour> products(old.products.size());
        for (std::size_t p = 0; p < products.size(); ++p)
            products[product_at_[p]] = old.products[p];
        dynamics::Behaviour& behaviour = made_.behaviour;
        behaviour = dynamics::make_behaviour(made_.network, old.rules, std::move(products));
        for (std::uint32_t s = 0; s < made_.network.slot_count(); ++s) {
            const std::uint32_t buyer = made_.origin[made_.network.slot_customer[s]];
            std::uint32_t before = old_.network.node_slots[buyer];
            while (product_at_[old_.network.slot_product[before]] != made_.network.slot_product[s])
                ++before;
            behaviour.slot_dependence[s] = old.slot_dependence[before];
            behaviour.slot_stock_days[s] = old.slot_stock_days[before];
        }
        for (const std::vector<std::uint32_t>& market : old.markets)
            behaviour.markets.push_back(moved_nodes(market));
        for (dynamics::CashAccount account : old.accounts) {
            account.company = company_at_[account.company];
            account.nodes = moved_nodes(account.nodes);
            account.initial_usd *= how_.usd;
            behaviour.accounts.push_back(std::move(account));
        }
        if (how_.shuffle) shuffle(behaviour.markets, dice_);
    }

    void act() {
        const std::chrono::days later(7 * how_.weeks);
        for (policy::Action action : old_.actions) {
            action.from += later;
            if (action.until != Date{}) action.until += later;
            policy::LinkSelector& who = action.selector;
            who.exporter_countries = moved(who.exporter_countries, country_at_);
            who.target_countries = moved(who.target_countries, country_at_);
            who.exporter_companies = moved(who.exporter_companies, company_at_);
            who.target_companies = moved(who.target_companies, company_at_);
            who.products = moved(who.products, product_at_);
            if (action.company != kNone) action.company = company_at_[action.company];
            action.penalty_usd *= how_.usd;
            action.escrow_usd *= how_.usd;
            made_.actions.push_back(std::move(action));
        }
        made_.arm = old_.arm;
        for (policy::Damage damage : old_.damage) {
            const std::uint32_t hit = damage.node;
            for (const std::uint32_t i : nodes_of_[hit]) {
                damage.node = i;
                made_.damage.push_back(damage);
            }
        }
        if (how_.shuffle) shuffle(made_.damage, dice_);
        made_.start = old_.start + later;
        made_.end = old_.end + later;
    }

    const RandomCase& old_;
    const Transformation& how_;
    Dice dice_;
    RandomCase made_;
    std::vector<std::uint32_t> product_at_, company_at_, country_at_;
    std::vector<std::vector<std::uint32_t>> nodes_of_;
};

}  // namespace

RandomCase transformed(const RandomCase& chosen, const Transformation& how, std::uint64_t seed) {
    return Maker(chosen, how, seed).make();
}

}  // namespace chokepoint
