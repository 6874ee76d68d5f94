#include <algorithm>
#include <chokepoint/study/milestones.hpp>
#include <chokepoint/study/recorder.hpp>
#include <cmath>
#include <limits>

namespace chokepoint {

namespace {

constexpr double kNoticedLoss = 1e-3;  // of baseline; smaller daily losses have no "binding"

std::size_t at(Channel channel) {
    return static_cast<std::size_t>(channel);
}

double sales_of(const SupplyNetwork& network, std::uint32_t node) {
    double sum = 0.0;
    for (std::uint64_t k = network.node_sales[node]; k < network.node_sales[node + 1]; ++k)
        sum += network.sale_flow[k];
    return sum;
}

}  // namespace

Recorder::Recorder(const Scenario& scenario, const StudyResult& frame, const Arm& arm, const OpennessSchedule& schedule)
    : scenario_(scenario), frame_(frame), last_cash_(scenario.model.behaviour.accounts.size(), 0.0) {
    const Model& model = scenario.model;
    const SupplyNetwork& network = model.network;
    const std::size_t channels = at(Channel::input) + model.directory.products.size();
    today_.assign(channels, 0.0);
    result_.name = arm.name;
    result_.roots = root_actions(scenario, arm);
    if (result_.roots.size() > 1) {
        follower_.emplace(model, schedule, result_.roots, frame.companies);
        today_by_root_.assign(channels * (result_.roots.size() + 1), 0.0);
    }
    result_.companies = ByCompany<CompanyResult>(frame.companies);
    for (const std::uint32_t company : frame.companies) {
        std::vector<double> sales;
        for (const std::uint32_t node : model.companies.nodes(company))
            sales.push_back(sales_of(network, node));
        company_output_.push_back(network.output_of(model.companies.nodes(company)));
        baseline_sales_.push_back(std::move(sales));
        CompanyResult& result = result_.companies.at(company);
        result.revenue_usd.assign(frame.periods.size(), 0.0);
        result.channels.assign(frame.periods.size(), std::vector<double>(channels, 0.0));
        result.roots.resize(follower_ ? frame.periods.size() : 0);
    }
    for (std::size_t a = 0; a < model.behaviour.accounts.size(); ++a) {
        const CashAccount& account = model.behaviour.accounts[a];
        if (result_.companies.contains(account.company))
            result_.companies.at(account.company).cash_change_usd.assign(frame.periods.size(), 0.0);
        if (!std::isnan(account.initial_usd)) last_cash_[a] = account.initial_usd;
    }
}

void Recorder::book_node(std::uint32_t i, double baseline_sales, const DayStep& step) {
    const NodeLoss loss = loss_of_node(step, i, baseline_sales);
    today_[at(Channel::denied)] += loss.denied;
    today_[at(Channel::demand)] += loss.demand;
    today_[at(Channel::goodwill)] += loss.goodwill;
    today_[at(Channel::rivals)] += loss.rivals;
    today_[at(Channel::redeployed)] += loss.redeployed;
    today_[at(Channel::backlog)] += loss.backlog;
    today_[loss.held_by] += loss.held;
    if (follower_ && follower_->book(i, loss, step, today_by_root_)) lost_today_ = true;
}

double Recorder::lowest_cover(std::uint32_t company, const DayState& state) const {
    const SupplyNetwork& network = scenario_.model.network;
    const Behaviour& behaviour = scenario_.model.behaviour;
    double lowest = std::numeric_limits<double>::quiet_NaN();
    for (const std::uint32_t i : scenario_.model.companies.nodes(company)) {
        for (std::uint32_t s = network.node_slots[i]; s < network.node_slots[i + 1]; ++s) {
            if (counted_dependence(behaviour.rules.production, behaviour.slot_dependence[s]) <= 0.0) continue;
            lowest = std::fmin(lowest, state.cover[s]);
        }
    }
    return lowest;
}

void Recorder::book_company(std::size_t place, const DayStep& step, int day) {
    const std::uint32_t company = frame_.companies[place];
    const std::span<const std::uint32_t> nodes = scenario_.model.companies.nodes(company);
    CompanyResult& result = result_.companies.at(company);
    std::fill(today_.begin(), today_.end(), 0.0);
    double output = 0.0;
    for (std::size_t n = 0; n < nodes.size(); ++n) {
        book_node(nodes[n], baseline_sales_[place][n], step);
        output += step.state().output[nodes[n]];
    }
    const double profile = scenario_.model.companies.profile(company).at(scenario_.start + std::chrono::days(day));
    for (const std::size_t p : periods_today_) {
        result.revenue_usd[p] += profile * output;
        for (std::size_t c = 0; c < today_.size(); ++c)
            result.channels[p][c] += profile * today_[c];
    }
    book_roots(result, profile);
    if (place >= scenario_.report_companies.size()) return;
    const double baseline = company_output_[place];
    result.daily.revenue_usd.push_back(profile * output);
    result.daily.output_share.push_back(baseline > 0.0 ? output / baseline : 1.0);
    result.daily.min_stock_days.push_back(lowest_cover(company, step.state()));
    const auto largest = std::max_element(today_.begin(), today_.end());
    const bool noticed = *largest > kNoticedLoss * baseline;
    result.daily.binding.push_back(noticed ? static_cast<std::uint32_t>(largest - today_.begin()) : kNone);
}

/// Most companies of a model lose nothing on most days: nothing is added, and their periods stay empty.
void Recorder::book_roots(CompanyResult& result, double profile) {
    if (!std::exchange(lost_today_, false)) return;
    for (const std::size_t p : periods_today_) {
        std::vector<double>& sums = result.roots[p];
        sums.resize(today_by_root_.size(), 0.0);
        for (std::size_t k = 0; k < sums.size(); ++k)
            sums[k] += profile * today_by_root_[k];
    }
    std::fill(today_by_root_.begin(), today_by_root_.end(), 0.0);
}

void Recorder::book_cash(const DayStep& step) {
    const auto& accounts = scenario_.model.behaviour.accounts;
    for (std::size_t a = 0; a < accounts.size(); ++a) {
        const double change = step.state().cash_usd[a] - last_cash_[a];
        last_cash_[a] = step.state().cash_usd[a];
        if (!result_.companies.contains(accounts[a].company)) continue;
        std::vector<double>& by_period = result_.companies.at(accounts[a].company).cash_change_usd;
        for (const std::size_t p : periods_today_)
            by_period[p] += change;
    }
}

void Recorder::book(const DayStep& step) {
    const int day = step.days_done() - 1;
    periods_today_.clear();
    for (std::size_t p = 0; p < frame_.periods.size(); ++p) {
        if (day >= frame_.periods[p].first_day && day <= frame_.periods[p].last_day) periods_today_.push_back(p);
    }
    if (follower_) follower_->begin_day(step);
    for (std::size_t place = 0; place < frame_.companies.size(); ++place)
        book_company(place, step, day);
    if (follower_) follower_->end_day(step);
    book_cash(step);
}

ArmResult Recorder::finish(const DayStep& step) {
    for (const std::uint32_t company : scenario_.report_companies) {
        CompanyResult& result = result_.companies.at(company);
        result.milestones = find_milestones(result.daily.output_share);
        if (const int day = result.milestones.stop_day; day >= 0)
            result.milestones.stopped_by = result.daily.binding[static_cast<std::size_t>(day)];
    }
    const auto& accounts = scenario_.model.behaviour.accounts;
    for (std::size_t a = 0; a < accounts.size(); ++a) {
        if (!result_.companies.contains(accounts[a].company)) continue;
        result_.companies.at(accounts[a].company).ran_out_of_cash = step.ran_out_of_cash(a);
    }
    return std::move(result_);
}

}  // namespace chokepoint
