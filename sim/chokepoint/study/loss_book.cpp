#include <algorithm>
#include <chokepoint/study/loss_book.hpp>

namespace chokepoint {

namespace {

double sales_of(const SupplyNetwork& network, std::uint32_t node) {
    double sum = 0.0;
    for (std::uint64_t k = network.node_sales[node]; k < network.node_sales[node + 1]; ++k)
        sum += network.sale_flow[k];
    return sum;
}

void add_loss(const NodeLoss& loss, std::span<double> channels) {
    const auto of = [&](Channel channel) -> double& { return channels[static_cast<std::size_t>(channel)]; };
    of(Channel::denied) += loss.denied;
    of(Channel::demand) += loss.demand;
    of(Channel::goodwill) += loss.goodwill;
    of(Channel::rivals) += loss.rivals;
    of(Channel::redeployed) += loss.redeployed;
    of(Channel::backlog) += loss.backlog;
    channels[loss.held_by] += loss.held;
}

}  // namespace

LossBook::LossBook(const RecordPlan& plan, const Model& model, std::span<const RecordedUnit> units, const Arm& arm,
                   const OpennessSchedule& schedule, unsigned lane)
    : lane_(lane), channels_(static_cast<std::size_t>(Channel::input) + model.directory.products.size()) {
    std::vector<std::uint32_t> roots = root_actions(plan.scenario, arm);
    std::vector<std::uint32_t> others;
    if (roots.size() > 1) {
        others = recorded_companies(plan.scenario, model);
        width_ = roots.size() + 1;
        follower_.emplace(model, schedule, std::move(roots), others, lane);
    }
    for (const RecordedUnit& unit : units) {
        add_unit(model, {&unit.company, 1});
        std::erase(others, unit.company);
    }
    add_unit(model, others);
}

void LossBook::add_unit(const Model& model, std::span<const std::uint32_t> companies) {
    Unit& unit = units_.emplace_back();
    unit.losses.assign(channels_, 0.0);
    unit.by_root.assign(channels_ * width_, 0.0);
    for (const std::uint32_t company : companies) {
        for (const std::uint32_t node : model.companies.nodes(company))
            unit.sellers.push_back({node, sales_of(model.network, node)});
    }
}

void LossBook::make_room(CompanyResult& result) const {
    const std::size_t periods = result.revenue_usd.size();
    result.channels.assign(periods, std::vector<double>(channels_, 0.0));
    result.roots.resize(follower_ ? periods : 0);
}

void LossBook::begin_day(const DayStep& step) {
    if (follower_) follower_->begin_day(step);
}

void LossBook::add(std::size_t unit, const DayStep& step, std::span<double> today) {
    Unit& book = units_[unit];
    for (const Seller& seller : book.sellers) {
        const NodeLoss loss = loss_of_node(step, seller.node, seller.baseline_sales, lane_);
        add_loss(loss, book.losses);
        if (!today.empty()) add_loss(loss, today);
        if (follower_) follower_->book(seller.node, loss, step, book.by_root);
    }
}

void LossBook::end_day(const DayStep& step) {
    if (!follower_) return;
    add(units_.size() - 1, step, {});
    follower_->end_day(step);
}

void LossBook::close_month(std::size_t unit, double season, std::span<const std::uint32_t> periods,
                           CompanyResult& result) {
    // Most companies lose nothing: their periods by root stay empty.
    const auto close = [&](std::vector<double>& sums, std::vector<std::vector<double>>& by_period) {
        if (std::all_of(sums.begin(), sums.end(), [](double usd) { return usd == 0.0; })) return;
        for (const std::uint32_t p : periods) {
            by_period[p].resize(sums.size(), 0.0);
            for (std::size_t k = 0; k < sums.size(); ++k)
                by_period[p][k] += season * sums[k];
        }
        std::fill(sums.begin(), sums.end(), 0.0);
    };
    close(units_[unit].losses, result.channels);
    if (follower_) close(units_[unit].by_root, result.roots);
}

}  // namespace chokepoint
