#include <algorithm>
#include <chokepoint/study/attribution/loss_accounting.hpp>

namespace chokepoint::study {

namespace {

double sales_of(const network::SupplyNetwork& network, std::uint32_t node) {
    double sum = 0.0;
    for (std::uint64_t k = network.node_sales[node]; k < network.node_sales[node + 1]; ++k)
        sum += network.sale_flow[k];
    return sum;
}

void add_loss(const NodeLoss<dynamics::Single>& loss, std::uint32_t held_channel, std::span<double> channels) {
    const auto of = [&](Channel channel) -> double& { return channels[static_cast<std::size_t>(channel)]; };
    of(Channel::denied) += loss.denied[0];
    of(Channel::demand) += loss.demand[0];
    of(Channel::goodwill) += loss.goodwill[0];
    of(Channel::rivals) += loss.rivals[0];
    of(Channel::redeployed) += loss.redeployed[0];
    of(Channel::backlog) += loss.backlog[0];
    channels[held_channel] += loss.held[0];
}

}  // namespace

LossAccounting::LossAccounting(const RecordPlan& plan, std::span<const RecordedLane> lanes,
                               std::span<const RecordedUnit> units, const scenario::Arm& arm)
    : lanes_(static_cast<unsigned>(lanes.size())), channels_(channel_count(lanes[0].model->directory)) {
    const std::vector<std::uint32_t> roots = root_actions(plan.scenario, arm);
    std::vector<std::uint32_t> others;
    if (roots.size() > 1) {
        others = recorded_companies(plan.scenario, *lanes[0].model);
        width_ = roots.size() + 1;
        for (const RecordedLane& lane : lanes)
            attributions_.emplace_back(*lane.model, *lane.schedule, roots, others,
                                       static_cast<unsigned>(attributions_.size()));
    }
    for (const RecordedUnit& unit : units) {
        add_unit(lanes, {&unit.company, 1});
        std::erase(others, unit.company);
    }
    add_unit(lanes, others);
}

void LossAccounting::add_unit(std::span<const RecordedLane> lanes, std::span<const std::uint32_t> companies) {
    Unit& unit = units_.emplace_back();
    unit.losses.assign(channels_ * lanes_, 0.0);
    unit.by_root.assign(attributions_.size(), std::vector<double>(channels_ * width_, 0.0));
    for (const std::uint32_t company : companies) {
        for (const std::uint32_t node : lanes[0].model->companies.nodes(company))
            unit.sellers.push_back({node, nullptr, nullptr});
    }
    std::vector<double>& baseline = baseline_.emplace_back();
    baseline.reserve(2 * unit.sellers.size() * lanes_);
    for (Seller& seller : unit.sellers) {
        seller.sales = baseline.data() + baseline.size();
        for (const RecordedLane& lane : lanes)
            baseline.push_back(sales_of(lane.model->network, seller.node));
        seller.final_demand = baseline.data() + baseline.size();
        for (const RecordedLane& lane : lanes)
            baseline.push_back(lane.model->network.final_demand[seller.node]);
    }
}

void LossAccounting::make_room(const RecordPlan& plan, CompanyResult& result) const {
    result.channels.resize(plan.periods);
    for (std::size_t p = 0; p < plan.periods; ++p) {
        if (plan.keeps_losses[p]) result.channels[p].assign(channels_, 0.0);
    }
    result.roots.resize(attributions_.empty() ? 0 : plan.periods);
}

void LossAccounting::begin_day(const dynamics::DayStep& step) {
    for (Attribution& attribution : attributions_)
        attribution.begin_day(step);
}

/// Of lanes from `lane` on; each(seller, loss) is told of every node.
template <class V, class Each>
void LossAccounting::add_lanes(Unit& unit, const dynamics::DayStep& step, unsigned lane, const Each& each) {
    const auto place = [&](Channel channel) {
        return unit.losses.data() + static_cast<std::size_t>(channel) * lanes_ + lane;
    };
    const auto sum = [&](Channel channel) { return V(place(channel), dynamics::kAligned); };
    NodeLoss<V> all{sum(Channel::denied),
                    sum(Channel::demand),
                    sum(Channel::goodwill),
                    sum(Channel::rivals),
                    sum(Channel::redeployed),
                    sum(Channel::backlog),
                    0.0};
    for (const Seller& seller : unit.sellers) {
        const NodeLoss<V> loss = loss_of_node<V>(step, seller, lane);
        each(seller, loss);
        all.denied += loss.denied;
        all.demand += loss.demand;
        all.goodwill += loss.goodwill;
        all.rivals += loss.rivals;
        all.redeployed += loss.redeployed;
        all.backlog += loss.backlog;
        if (step.state().calm[seller.node] != 0) {  // nothing held it: what is held is rounding
            all.demand += loss.held;
            continue;
        }
        const dynamics::Bound* bound = step.state().bound.data() + std::size_t{seller.node} * lanes_ + lane;
        for (unsigned k = 0; k < V::size(); ++k) {
            if (bound[k] == dynamics::Bound::demand) {
                all.demand[k] += loss.held[k];
            } else {
                unit.losses[held_by(step, seller.node, lane + k) * lanes_ + lane + k] += loss.held[k];
            }
        }
    }
    all.denied.copy_to(place(Channel::denied), dynamics::kAligned);
    all.demand.copy_to(place(Channel::demand), dynamics::kAligned);
    all.goodwill.copy_to(place(Channel::goodwill), dynamics::kAligned);
    all.rivals.copy_to(place(Channel::rivals), dynamics::kAligned);
    all.redeployed.copy_to(place(Channel::redeployed), dynamics::kAligned);
    all.backlog.copy_to(place(Channel::backlog), dynamics::kAligned);
}

void LossAccounting::add(std::size_t unit, const dynamics::DayStep& step, std::span<double> today) {
    Unit& account = units_[unit];
    if (lanes_ > 1 && attributions_.empty()) {
        for (unsigned lane = 0; lane < lanes_; lane += dynamics::kPack)
            add_lanes<dynamics::Pack>(account, step, lane, [](const Seller&, const NodeLoss<dynamics::Pack>&) {});
        return;
    }
    for (unsigned lane = 0; lane < lanes_; ++lane) {
        add_lanes<dynamics::Single>(
            account, step, lane, [&](const Seller& seller, const NodeLoss<dynamics::Single>& loss) {
                if (!today.empty()) add_loss(loss, held_by(step, seller.node, lane), today);
                if (!attributions_.empty())
                    attributions_[lane].attribute(seller.node, loss, step, account.by_root[lane]);
            });
    }
}

void LossAccounting::end_day(const dynamics::DayStep& step) {
    if (attributions_.empty()) return;
    add(units_.size() - 1, step, {});
    for (Attribution& attribution : attributions_)
        attribution.end_day(step);
}

void LossAccounting::close_month(std::size_t unit, unsigned lane, double season, std::span<const std::uint32_t> periods,
                                 CompanyResult& result) {
    std::vector<double>& losses = units_[unit].losses;
    for (std::size_t channel = 0; channel < channels_; ++channel) {
        double& sum = losses[channel * lanes_ + lane];
        if (sum == 0.0) continue;
        for (const std::uint32_t p : periods)
            result.channels[p][channel] += season * sum;
        sum = 0.0;
    }
    if (attributions_.empty()) return;
    // Most companies lose nothing: their periods by root stay empty.
    std::vector<double>& by_root = units_[unit].by_root[lane];
    if (std::all_of(by_root.begin(), by_root.end(), [](double usd) { return usd == 0.0; })) return;
    for (const std::uint32_t p : periods) {
        result.roots[p].resize(by_root.size(), 0.0);
        for (std::size_t k = 0; k < by_root.size(); ++k)
            result.roots[p][k] += season * by_root[k];
    }
    std::fill(by_root.begin(), by_root.end(), 0.0);
}

}  // namespace chokepoint::study
