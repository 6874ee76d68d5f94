#include <algorithm>
#include <chokepoint/study/record/recorder.hpp>
#include <cmath>
#include <limits>
#include <type_traits>
#include <utility>

namespace chokepoint::study {

namespace {

constexpr double kNoticedLoss = 1e-3;  // of baseline; smaller daily losses have no "binding"

}  // namespace

Recorder::Recorder(const RecordPlan& plan, std::vector<RecordedLane> lanes, std::vector<RecordedUnit> units,
                   const scenario::Arm& arm)
    : plan_(plan), lanes_(std::move(lanes)), units_(std::move(units)), results_(lanes_.size()) {
    if (plan.detail != Detail::revenue) losses_.emplace(plan, lanes_, std::span(units_).first(plan.companies), arm);
    if (plan.groups != nullptr) {
        std::vector<const scenario::Model*> models;
        for (const RecordedLane& lane : lanes_)
            models.push_back(lane.model);
        groups_.emplace(*plan.groups, *plan.period_list, plan.scenario, std::move(models));
    }
    month_.assign(units_.size() * lanes_.size(), 0.0);
    output_ = month_;
    share_.assign(plan.daily * lanes_.size(), 1.0);
    shares_.resize(plan.daily);
    milestones_.assign(plan.daily, MilestoneFinder(lanes_.size()));
    for (std::size_t u = 0; u < plan.daily; ++u) {
        if (plan.keeps_shares[u]) shares_[u].reserve(plan.periods_of_day.size() * lanes_.size());
    }
    const bool series = plan.detail == Detail::series;
    if (series) today_.assign(losses_->channels(), 0.0);
    stocks_.resize(units_.size());
    for (std::size_t u = 0; u < units_.size(); ++u) {
        for (std::size_t lane = 0; lane < lanes_.size(); ++lane) {
            CompanyResult& made = results_[lane].emplace_back();
            made.revenue_usd.assign(plan.periods, 0.0);
            if (losses_ && u < plan.companies) losses_->make_room(plan, made);
            baseline_.push_back(lanes_[lane].model->network.output_of(units_[u].nodes));
        }
        if (series && u < plan.daily) watch_stocks(u);
    }
    if (!losses_) return;
    for (std::size_t a = 0; a < model().behaviour.accounts.size(); ++a) {
        const auto is_its = [&](const RecordedUnit& unit) {
            return unit.company == model().behaviour.accounts[a].company;
        };
        cash_unit_.push_back(
            static_cast<std::size_t>(std::find_if(units_.begin(), units_.end(), is_its) - units_.begin()));
        for (unsigned lane = 0; lane < lanes_.size(); ++lane) {
            const double initial = lanes_[lane].model->behaviour.accounts[a].initial_usd;
            last_cash_.push_back(std::isnan(initial) ? 0.0 : initial);
            if (cash_unit_[a] < units_.size()) result(cash_unit_[a], lane).cash_change_usd.assign(plan.periods, 0.0);
        }
    }
}

void Recorder::watch_stocks(std::size_t unit) {
    const network::SupplyNetwork& network = model().network;
    const dynamics::Behaviour& behaviour = model().behaviour;
    std::vector<StockSeries>& series = result(unit, 0).daily.stocks;
    for (const std::uint32_t i : units_[unit].nodes) {
        for (std::uint32_t s = network.node_slots[i]; s < network.node_slots[i + 1]; ++s) {
            if (dynamics::counted_dependence(behaviour.rules.production, behaviour.slot_dependence[s]) <= 0.0) continue;
            const std::uint32_t product = network.slot_product[s];
            const auto found = std::find_if(series.begin(), series.end(),
                                            [&](const StockSeries& one) { return one.product == product; });
            stocks_[unit].push_back({s, static_cast<std::size_t>(found - series.begin()), network.slot_need[s]});
            if (found == series.end()) series.push_back({product, {}, {}});
        }
    }
    std::vector<double> use(series.size(), 0.0);
    for (const WatchedSlot& watched : stocks_[unit])
        use[watched.place] += watched.share;
    for (WatchedSlot& watched : stocks_[unit])
        watched.share = use[watched.place] > 0.0 ? watched.share / use[watched.place] : 0.0;
}

void Recorder::record_stocks(std::size_t unit, const dynamics::DayState& state) {
    DailySeries& daily = result(unit, 0).daily;
    for (StockSeries& series : daily.stocks) {
        series.lowest_days.push_back(std::numeric_limits<float>::infinity());
        series.mean_days.push_back(0.0F);
    }
    double lowest = std::numeric_limits<double>::quiet_NaN();
    for (const WatchedSlot& watched : stocks_[unit]) {
        const double cover = state.cover[watched.slot];
        StockSeries& series = daily.stocks[watched.place];
        series.lowest_days.back() = std::min(series.lowest_days.back(), static_cast<float>(cover));
        series.mean_days.back() += static_cast<float>(watched.share * cover);
        lowest = std::fmin(lowest, cover);
    }
    daily.min_stock_days.push_back(lowest);
}

// The lanes' sums side by side: one sum would wait for itself.
template <unsigned kLanes>
void Recorder::add_output(std::size_t unit, const dynamics::DayStep& step) {
    using V = std::conditional_t<kLanes == 1, dynamics::Single, dynamics::Pack>;
    constexpr std::size_t kPacks = kLanes / V::size();
    const double* output = step.state().output.data();
    V sums[kPacks];
    for (V& sum : sums)
        sum = 0.0;
    for (const std::uint32_t node : units_[unit].nodes) {
        for (std::size_t p = 0; p < kPacks; ++p)
            sums[p] += V(output + std::size_t{node} * kLanes + p * V::size(), dynamics::kAligned);
    }
    const bool daily = unit < plan_.daily;
    for (std::size_t p = 0; p < kPacks; ++p) {
        const std::size_t at = unit * kLanes + p * V::size();
        sums[p].copy_to(output_.data() + at, dynamics::kAligned);
        (V(month_.data() + at, dynamics::kAligned) + sums[p]).copy_to(month_.data() + at, dynamics::kAligned);
        if (!daily) continue;
        const V baseline(baseline_.data() + at, dynamics::kAligned);
        V share = sums[p] / baseline;
        where(!(baseline > 0.0), share) = 1.0;
        share.copy_to(share_.data() + at, dynamics::kAligned);
    }
    if (!daily) return;
    const std::span<const double> shares(share_.data() + unit * kLanes, kLanes);
    milestones_[unit].add(shares);
    if (plan_.keeps_shares[unit]) shares_[unit].insert(shares_[unit].end(), shares.begin(), shares.end());
}

void Recorder::record_series(std::size_t unit, const dynamics::DayState& state) {
    DailySeries& all = result(unit, 0).daily;
    all.revenue_usd.push_back(model().companies.profile(units_[unit].company).at(date()) * output_[unit]);
    record_stocks(unit, state);
    const auto largest = std::max_element(today_.begin(), today_.end());
    const bool noticed = *largest > kNoticedLoss * baseline_[unit];
    all.binding.push_back(noticed ? static_cast<std::uint32_t>(largest - today_.begin()) : kNone);
}

void Recorder::record_unit(std::size_t unit, const dynamics::DayStep& step) {
    if (lanes_.size() == 1) add_output<1>(unit, step);
    if (lanes_.size() == 8) add_output<8>(unit, step);
    if (lanes_.size() == 16) add_output<16>(unit, step);
    const bool series = unit < plan_.daily && plan_.detail == Detail::series;
    if (series) std::fill(today_.begin(), today_.end(), 0.0);
    if (losses_ && unit < plan_.companies) losses_->add(unit, step, series ? std::span(today_) : std::span<double>());
    if (series) record_series(unit, step.state());
}

void Recorder::close_month() {
    for (std::size_t u = 0; u < units_.size(); ++u) {
        for (unsigned lane = 0; lane < lanes_.size(); ++lane) {
            CompanyResult& its = result(u, lane);
            const double season = lanes_[lane].model->companies.profile(units_[u].company).at(date());
            const double output = std::exchange(month_[u * lanes_.size() + lane], 0.0);
            for (const std::uint32_t p : plan_.periods_of_day[day_])
                its.revenue_usd[p] += season * output;
            if (losses_ && u < plan_.companies) losses_->close_month(u, lane, season, plan_.losses_of_day[day_], its);
        }
    }
}

void Recorder::record_cash(const dynamics::DayStep& step, std::span<const std::uint32_t> periods) {
    for (std::size_t k = 0; k < last_cash_.size(); ++k) {
        const double cash = step.state().cash_usd[k];
        const double change = cash - std::exchange(last_cash_[k], cash);
        const std::size_t unit = cash_unit_[k / lanes_.size()];
        if (unit == units_.size()) continue;
        for (const std::uint32_t p : periods)
            result(unit, static_cast<unsigned>(k % lanes_.size())).cash_change_usd[p] += change;
    }
}

void Recorder::record(const dynamics::DayStep& step) {
    if (losses_) losses_->begin_day(step);
    for (std::size_t u = 0; u < units_.size(); ++u)
        record_unit(u, step);
    if (losses_) losses_->end_day(step);
    if (groups_) groups_->add(step);
    record_cash(step, plan_.periods_of_day[day_]);
    if (day_ == plan_.month_ends[months_]) {
        close_month();
        if (groups_) groups_->close_month(static_cast<int>(day_));
        ++months_;
    }
    ++day_;
}

std::vector<std::vector<CompanyResult>> Recorder::finish(const dynamics::DayStep& step) {
    for (std::size_t u = 0; u < plan_.daily; ++u) {
        const std::vector<Milestones> milestones = milestones_[u].finish();
        for (unsigned lane = 0; lane < lanes_.size(); ++lane) {
            CompanyResult& its = result(u, lane);
            its.milestones = milestones[lane];
            const int day = its.milestones.stop_day;
            if (day >= 0 && !its.daily.binding.empty())
                its.milestones.stopped_by = its.daily.binding[static_cast<std::size_t>(day)];
        }
        if (plan_.detail == Detail::series) result(u, 0).daily.output_share = std::move(shares_[u]);
    }
    for (std::size_t a = 0; a < cash_unit_.size(); ++a) {
        if (cash_unit_[a] == units_.size()) continue;
        for (unsigned lane = 0; lane < lanes_.size(); ++lane)
            result(cash_unit_[a], lane).ran_out_of_cash = step.ran_out_of_cash(a, lane);
    }
    return std::move(results_);
}

}  // namespace chokepoint::study
