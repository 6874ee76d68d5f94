// A link e from j to i with openness m delivers the share m·hd_j and takes the share m·hu_i of its baseline flow:
//     s_ik   = Σ_e Λd_e·σ_e·(1 − m_e·hd_j),
//     σ_e    = min(1, out_j / (Σ_l out_l·hd_l − Σ_{e' into i} (1 − m_e')·out_j'·hd_j')),
//     hu_j  <- min(1 − ψu_j, 1 − Σ_e Λu_e·(1 − m_e·hu_i)).
// Both sums in σ_e run over the supplier's market; the second subtracts what policy withholds from i. So if all links
// of a supplier are denied, its customers lose what they would lose if it failed, and other firms lose nothing.
#include <algorithm>
#include <chokepoint/cascade/special_nodes.hpp>

namespace chokepoint::cascade {

namespace {

template <class T>
void sort_unique(std::vector<T>& values) {
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
}

}  // namespace

std::size_t Closures::place_of(std::uint64_t number) const {
    return static_cast<std::size_t>(std::lower_bound(numbers_.begin(), numbers_.end(), number) - numbers_.begin());
}

void Closures::list(std::vector<std::uint64_t> numbers, unsigned lanes) {
    numbers_ = std::move(numbers);
    sort_unique(numbers_);
    lanes_ = lanes;
    openness_.assign(numbers_.size() * lanes, 1.0);
}

void Closures::set(std::uint64_t number, unsigned lane, double openness) {
    openness_[place_of(number) * lanes_ + lane] = openness;
}

bool Closures::any(std::uint64_t first, std::uint64_t last, unsigned lane) const {
    for (std::size_t place = place_of(first); place < size() && numbers_[place] < last; ++place) {
        if (openness_[place * lanes_ + lane] < 1.0) return true;
    }
    return false;
}

double Closures::openness(std::uint64_t number, unsigned lane) const {
    const std::size_t place = place_of(number);
    return place < size() && numbers_[place] == number ? openness_[place * lanes_ + lane] : 1.0;
}

SpecialNodes::SpecialNodes(const CascadePlan& plan, bool replaceability, unsigned lanes)
    : plan_(plan), replaceability_(replaceability), lanes_(lanes), is_special_(plan.node_count(), 0) {}

std::uint32_t SpecialNodes::slot_of_link(std::uint64_t link) const {
    const auto& first = plan_.network().slot_links;
    return static_cast<std::uint32_t>(std::upper_bound(first.begin(), first.end(), link) - first.begin()) - 1;
}

std::uint64_t SpecialNodes::sale_of_link(std::uint64_t link) const {
    return plan_.network().sale_of(plan_.network().link_supplier[link], slot_of_link(link));
}

void SpecialNodes::rebuild(std::span<const CascadeShock* const> shocks) {
    const network::SupplyNetwork& net = plan_.network();
    for (const std::uint32_t i : nodes_)
        is_special_[i] = 0;
    nodes_.clear();
    std::vector<std::uint64_t> links, sales;
    for (const CascadeShock* shock : shocks) {
        if (shock == nullptr) continue;
        for (const CascadeShock::Node& node : shock->nodes)
            nodes_.push_back(node.node);
        for (const CascadeShock::Link& link : shock->links) {
            links.push_back(link.link);
            sales.push_back(sale_of_link(link.link));
            nodes_.push_back(net.link_supplier[link.link]);
            nodes_.push_back(net.slot_customer[slot_of_link(link.link)]);
        }
    }
    sort_unique(nodes_);
    for (const std::uint32_t i : nodes_)
        is_special_[i] = 1;
    for (std::vector<double>* column : {&shock_down_, &shock_up_, &next_down_, &next_up_})
        column->assign(nodes_.size() * lanes_, 0.0);
    links_.list(std::move(links), lanes_);
    sales_.list(std::move(sales), lanes_);
    for (unsigned lane = 0; lane < lanes_; ++lane) {
        if (shocks[lane] == nullptr) continue;
        for (const CascadeShock::Node& node : shocks[lane]->nodes) {
            const auto special = std::lower_bound(nodes_.begin(), nodes_.end(), node.node) - nodes_.begin();
            shock_down_[static_cast<std::size_t>(special) * lanes_ + lane] = node.down;
            shock_up_[static_cast<std::size_t>(special) * lanes_ + lane] = node.up;
        }
        for (const CascadeShock::Link& link : shocks[lane]->links) {
            links_.set(link.link, lane, link.openness);
            sales_.set(sale_of_link(link.link), lane, link.openness);
        }
    }
}

void SpecialNodes::settle(const CascadeState& state) {
    for (std::size_t special = 0; special < nodes_.size(); ++special) {
        for (unsigned lane = 0; lane < lanes_; ++lane) {
            const std::size_t place = special * lanes_ + lane;
            next_down_[place] = std::max(shock_down_[place], level_down(nodes_[special], lane, state));
            next_up_[place] = std::max(shock_up_[place], level_up(nodes_[special], lane, state));
        }
    }
}

double SpecialNodes::level_down(std::uint32_t node, unsigned lane, const CascadeState& state) {
    const network::SupplyNetwork& net = plan_.network();
    const std::uint64_t first = net.slot_links[net.node_slots[node]];
    const std::uint64_t last = net.slot_links[net.node_slots[node + 1]];
    const bool closed = links_.any(first, last, lane);
    if (closed) find_closed_markets(node, lane, state);
    double worst = 0.0;
    double linear = 0.0;
    for (std::uint32_t s = net.node_slots[node]; s < net.node_slots[node + 1]; ++s) {
        double lost = 0.0;
        for (std::uint64_t e = net.slot_links[s]; e < net.slot_links[s + 1]; ++e) {
            const std::size_t supplier = std::size_t{net.link_supplier[e]} * lanes_ + lane;
            lost += plan_.link_weight[e] * (closed ? closed_loss(e, lane, state) : state.felt_down[supplier]);
        }
        if (plan_.slot_kind[s] == Essentiality::essential) {
            worst = std::max(worst, lost);
        } else {
            linear += lost;
        }
    }
    return std::min(1.0, std::max(worst, linear));
}

void SpecialNodes::find_closed_markets(std::uint32_t node, unsigned lane, const CascadeState& state) {
    const network::SupplyNetwork& net = plan_.network();
    const std::uint64_t last = net.slot_links[net.node_slots[node + 1]];
    closed_markets_.clear();
    for (std::size_t at = links_.place_of(net.slot_links[net.node_slots[node]]);
         at < links_.size() && links_.number(at) < last; ++at) {
        const std::uint32_t supplier = net.link_supplier[links_.number(at)];
        const double part = (1.0 - links_.openness(links_.number(at), lane)) * plan_.sales[supplier] *
                            (1.0 - state.down[std::size_t{supplier} * lanes_ + lane]);
        const auto found = std::find_if(closed_markets_.begin(), closed_markets_.end(),
                                        [&](const auto& entry) { return entry.first == plan_.market[supplier]; });
        if (found != closed_markets_.end()) {
            found->second += part;
        } else {
            closed_markets_.emplace_back(plan_.market[supplier], part);
        }
    }
}

double SpecialNodes::closed_loss(std::uint64_t link, unsigned lane, const CascadeState& state) const {
    const std::uint32_t supplier = plan_.network().link_supplier[link];
    const double openness = links_.openness(link, lane);
    const double loss = (1.0 - openness) + openness * state.down[std::size_t{supplier} * lanes_ + lane];
    if (!replaceability_) return loss;
    double left = state.market_left[std::size_t{plan_.market[supplier]} * lanes_ + lane];
    for (const auto& [market, part] : closed_markets_) {
        if (market == plan_.market[supplier]) left -= part;
    }
    return std::min(1.0, plan_.sales[supplier] * (1.0 / (left <= 1e-10 ? 1.0 : left))) * loss;
}

double SpecialNodes::level_up(std::uint32_t node, unsigned lane, const CascadeState& state) const {
    const network::SupplyNetwork& net = plan_.network();
    if (plan_.revenue[node] <= 0.0) return 0.0;
    const bool closed = sales_.any(net.node_sales[node], net.node_sales[node + 1], lane);
    double lost = 0.0;
    for (std::uint64_t k = net.node_sales[node]; k < net.node_sales[node + 1]; ++k) {
        const double felt = state.felt_up[std::size_t{plan_.sale_customer[k]} * lanes_ + lane];
        const double openness = closed ? sales_.openness(k, lane) : 1.0;
        lost += net.sale_flow[k] * (openness < 1.0 ? (1.0 - openness) + openness * felt : felt);
    }
    return std::min(1.0, lost / plan_.revenue[node]);
}

}  // namespace chokepoint::cascade
