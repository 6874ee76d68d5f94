#include <algorithm>
#include <chokepoint/study/milestones.hpp>
#include <chokepoint/study/recorder.hpp>
#include <cmath>
#include <limits>
#include <utility>

namespace chokepoint {

namespace {

constexpr double kNoticedLoss = 1e-3;  // of baseline; smaller daily losses have no "binding"

}  // namespace

Recorder::Recorder(const RecordPlan& plan, const Model& model, std::vector<RecordedUnit> units, const Arm& arm,
                   const OpennessSchedule& schedule, unsigned lane)
    : plan_(plan), model_(model), units_(std::move(units)), lane_(lane) {
    if (plan.detail != Detail::revenue)
        losses_.emplace(plan, model, std::span(units_).first(plan.companies), arm, schedule, lane);
    month_.assign(units_.size(), 0.0);
    if (plan.detail == Detail::series) today_.assign(losses_->channels(), 0.0);
    stocks_.resize(units_.size());
    for (std::size_t u = 0; u < units_.size(); ++u) {
        CompanyResult& result = results_.emplace_back();
        result.revenue_usd.assign(plan.periods, 0.0);
        if (losses_ && u < plan.companies) losses_->make_room(result);
        baseline_.push_back(model.network.output_of(units_[u].nodes));
        if (plan.detail == Detail::series && u < plan.daily) watch_stocks(u);
    }
    if (!losses_) return;
    for (const CashAccount& account : model.behaviour.accounts) {
        const auto is_its = [&](const RecordedUnit& unit) { return unit.company == account.company; };
        const auto unit = std::find_if(units_.begin(), units_.end(), is_its);
        cash_unit_.push_back(static_cast<std::size_t>(unit - units_.begin()));
        last_cash_.push_back(std::isnan(account.initial_usd) ? 0.0 : account.initial_usd);
        if (unit != units_.end()) results_[cash_unit_.back()].cash_change_usd.assign(plan.periods, 0.0);
    }
}

void Recorder::watch_stocks(std::size_t unit) {
    const SupplyNetwork& network = model_.network;
    const Behaviour& behaviour = model_.behaviour;
    std::vector<StockSeries>& series = results_[unit].daily.stocks;
    for (const std::uint32_t i : units_[unit].nodes) {
        for (std::uint32_t s = network.node_slots[i]; s < network.node_slots[i + 1]; ++s) {
            if (counted_dependence(behaviour.rules.production, behaviour.slot_dependence[s]) <= 0.0) continue;
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

void Recorder::book_stocks(std::size_t unit, const DayState& state) {
    DailySeries& daily = results_[unit].daily;
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

void Recorder::book_unit(std::size_t unit, const DayStep& step) {
    const DayState& state = step.state();
    const unsigned lanes = step.batch().lanes();
    double output = 0.0;
    for (const std::uint32_t node : units_[unit].nodes)
        output += state.output[std::size_t{node} * lanes + lane_];
    month_[unit] += output;
    const bool daily = unit < plan_.daily;
    const bool series = daily && plan_.detail == Detail::series;
    if (series) std::fill(today_.begin(), today_.end(), 0.0);
    if (losses_ && unit < plan_.companies) losses_->add(unit, step, series ? std::span(today_) : std::span<double>());
    if (!daily) return;
    DailySeries& all = results_[unit].daily;
    all.output_share.push_back(baseline_[unit] > 0.0 ? output / baseline_[unit] : 1.0);
    if (!series) return;
    all.revenue_usd.push_back(model_.companies.profile(units_[unit].company).at(date()) * output);
    book_stocks(unit, state);
    const auto largest = std::max_element(today_.begin(), today_.end());
    const bool noticed = *largest > kNoticedLoss * baseline_[unit];
    all.binding.push_back(noticed ? static_cast<std::uint32_t>(largest - today_.begin()) : kNone);
}

void Recorder::close_month() {
    const std::span<const std::uint32_t> periods = plan_.periods_of_day[day_];
    for (std::size_t u = 0; u < units_.size(); ++u) {
        const double season = model_.companies.profile(units_[u].company).at(date());
        const double output = std::exchange(month_[u], 0.0);
        for (const std::uint32_t p : periods)
            results_[u].revenue_usd[p] += season * output;
        if (losses_ && u < plan_.companies) losses_->close_month(u, season, periods, results_[u]);
    }
}

void Recorder::book_cash(const DayStep& step, std::span<const std::uint32_t> periods) {
    for (std::size_t a = 0; a < cash_unit_.size(); ++a) {
        const double cash = step.state().cash_usd[a * step.batch().lanes() + lane_];
        const double change = cash - std::exchange(last_cash_[a], cash);
        if (cash_unit_[a] == units_.size()) continue;
        for (const std::uint32_t p : periods)
            results_[cash_unit_[a]].cash_change_usd[p] += change;
    }
}

void Recorder::book(const DayStep& step) {
    if (losses_) losses_->begin_day(step);
    for (std::size_t u = 0; u < units_.size(); ++u)
        book_unit(u, step);
    if (losses_) losses_->end_day(step);
    book_cash(step, plan_.periods_of_day[day_]);
    if (plan_.ends_month[day_] != 0) close_month();
    ++day_;
}

std::vector<CompanyResult> Recorder::finish(const DayStep& step) {
    for (std::size_t u = 0; u < plan_.daily; ++u) {
        CompanyResult& result = results_[u];
        result.milestones = find_milestones(result.daily.output_share);
        const int day = result.milestones.stop_day;
        if (day >= 0 && !result.daily.binding.empty())
            result.milestones.stopped_by = result.daily.binding[static_cast<std::size_t>(day)];
    }
    for (std::size_t a = 0; a < cash_unit_.size(); ++a) {
        if (cash_unit_[a] < units_.size()) results_[cash_unit_[a]].ran_out_of_cash = step.ran_out_of_cash(a, lane_);
    }
    return std::move(results_);
}

}  // namespace chokepoint
