#include <algorithm>
#include <chokepoint/study/recorder.hpp>
#include <cmath>
#include <limits>

namespace chokepoint {

namespace {

constexpr double kHalfShare = 0.5;
constexpr double kStopShare = 0.1;
constexpr double kBackShare = 0.9;
constexpr int kBackDays = 30;
constexpr double kNoticedLoss = 1e-3;  // of baseline; smaller daily losses have no "binding"

std::size_t at(Channel channel) {
    return static_cast<std::size_t>(channel);
}

void find_milestones(const DailySeries& daily, Milestones& milestones) {
    const int days = static_cast<int>(daily.output_share.size());
    int above = 0;
    for (int t = 0; t < days; ++t) {
        const double share = daily.output_share[t];
        if (share < milestones.lowest_share) {
            milestones.lowest_share = share;
            milestones.lowest_day = t;
        }
        if (milestones.half_day < 0 && share < kHalfShare) milestones.half_day = t;
        if (milestones.stop_day < 0 && share < kStopShare) {
            milestones.stop_day = t;
            milestones.stopped_by = daily.binding[t];
        }
        if (milestones.stop_day < 0 || milestones.back_day >= 0) continue;
        above = share >= kBackShare ? above + 1 : 0;
        if (above == kBackDays || (above > 0 && t == days - 1)) milestones.back_day = t - above + 1;
    }
}

}  // namespace

Recorder::Recorder(const Scenario& scenario, const StudyResult& frame)
    : scenario_(scenario), frame_(frame), last_cash_(scenario.model.behaviour.accounts.size(), 0.0) {
    const Model& model = scenario.model;
    const SupplyNetwork& network = model.network;
    const std::size_t channels = at(Channel::input) + model.directory.products.size();
    today_.assign(channels, 0.0);
    baseline_sales_.assign(network.node_count(), 0.0);
    for (std::size_t i = 0; i < network.node_count(); ++i) {
        for (std::uint64_t k = network.node_sales[i]; k < network.node_sales[i + 1]; ++k) {
            baseline_sales_[i] += network.sale_flow[k];
        }
    }
    in_report_.assign(model.companies.size(), 0);
    for (const std::uint32_t company : scenario.report_companies)
        in_report_[company] = 1;
    company_output_.assign(model.companies.size(), 0.0);
    result_.companies.resize(model.companies.size());
    for (const std::uint32_t company : frame.companies) {
        for (const std::uint32_t node : model.companies[company].nodes)
            company_output_[company] += network.output[node];
        CompanyResult& result = result_.companies[company];
        result.revenue_usd.assign(frame.periods.size(), 0.0);
        result.channels.assign(frame.periods.size(), std::vector<double>(channels, 0.0));
    }
    for (std::size_t a = 0; a < model.behaviour.accounts.size(); ++a) {
        const CashAccount& account = model.behaviour.accounts[a];
        result_.companies[account.company].cash_change_usd.assign(frame.periods.size(), 0.0);
        if (!std::isnan(account.initial_usd)) last_cash_[a] = account.initial_usd;
    }
}

// The loss of a node on a day, x̄ − x, in parts that add up to it. With N the sales denied, D the orders received on
// open links, F = F̄·G + gained + redeployed the fresh final demand and B' the backlog served:
//     x̄ − x = N + (Σ z̄ − N − D) + F̄·(1 − G) − gained − redeployed − B' + (D + F + B' − x),
// and the last bracket is booked to what held the output: an input, capacity, or a restart.
void Recorder::book_node(std::uint32_t i, const DayStep& step) {
    const SupplyNetwork& network = scenario_.model.network;
    const DayState& state = step.state();
    const double denied = step.links().denied_sales(i);
    today_[at(Channel::denied)] += denied;
    today_[at(Channel::demand)] += baseline_sales_[i] - denied - state.orders_in[i];
    today_[at(Channel::goodwill)] += network.final_demand[i] * (1.0 - state.goodwill[i]);
    today_[at(Channel::rivals)] -= state.gained[i];
    today_[at(Channel::redeployed)] -= state.redeployed[i];
    today_[at(Channel::backlog)] -= state.backlog_served[i];
    const double held = state.orders_in[i] + state.fresh[i] + state.backlog_served[i] - state.output[i];
    std::size_t channel = at(Channel::capacity);
    if (state.bound[i] == Bound::demand) channel = at(Channel::demand);  // rounding
    if (state.bound[i] == Bound::restart) channel = at(Channel::restart);
    if (state.suspended[i] == kClosed) channel = at(Channel::insolvency);
    if (state.bound_slot[i] != kNone && state.suspended[i] != kClosed) {
        channel = at(Channel::input) + network.slot_product[state.bound_slot[i]];
    }
    today_[channel] += held;
}

double Recorder::lowest_cover(std::uint32_t company, const DayState& state) const {
    const SupplyNetwork& network = scenario_.model.network;
    double lowest = std::numeric_limits<double>::quiet_NaN();
    for (const std::uint32_t i : scenario_.model.companies[company].nodes) {
        for (std::uint32_t s = network.node_slots[i]; s < network.node_slots[i + 1]; ++s) {
            if (scenario_.model.behaviour.slot_dependence[s] <= 0.0) continue;
            lowest = std::fmin(lowest, state.cover[s]);
        }
    }
    return lowest;
}

void Recorder::book_company(std::uint32_t company, const DayStep& step, int day) {
    const CompanyInfo& info = scenario_.model.companies[company];
    CompanyResult& result = result_.companies[company];
    std::fill(today_.begin(), today_.end(), 0.0);
    double output = 0.0;
    for (const std::uint32_t node : info.nodes) {
        book_node(node, step);
        output += step.state().output[node];
    }
    const double profile = info.profile.at(scenario_.start + std::chrono::days(day));
    for (const std::size_t p : periods_today_) {
        result.revenue_usd[p] += profile * output;
        for (std::size_t c = 0; c < today_.size(); ++c)
            result.channels[p][c] += profile * today_[c];
    }
    if (in_report_[company] == 0) return;
    const double baseline = company_output_[company];
    result.daily.revenue_usd.push_back(profile * output);
    result.daily.output_share.push_back(baseline > 0.0 ? output / baseline : 1.0);
    result.daily.min_stock_days.push_back(lowest_cover(company, step.state()));
    const auto largest = std::max_element(today_.begin(), today_.end());
    const bool noticed = *largest > kNoticedLoss * baseline;
    result.daily.binding.push_back(noticed ? static_cast<std::uint32_t>(largest - today_.begin()) : kNone);
}

void Recorder::book_cash(const DayStep& step) {
    const auto& accounts = scenario_.model.behaviour.accounts;
    for (std::size_t a = 0; a < accounts.size(); ++a) {
        const double change = step.state().cash_usd[a] - last_cash_[a];
        last_cash_[a] = step.state().cash_usd[a];
        std::vector<double>& by_period = result_.companies[accounts[a].company].cash_change_usd;
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
    for (const std::uint32_t company : frame_.companies)
        book_company(company, step, day);
    book_cash(step);
}

ArmResult Recorder::finish(std::string name, const DayStep& step) {
    result_.name = std::move(name);
    for (const std::uint32_t company : scenario_.report_companies) {
        find_milestones(result_.companies[company].daily, result_.companies[company].milestones);
    }
    const auto& accounts = scenario_.model.behaviour.accounts;
    for (std::size_t a = 0; a < accounts.size(); ++a) {
        result_.companies[accounts[a].company].ran_out_of_cash = step.ran_out_of_cash(a);
    }
    return std::move(result_);
}

}  // namespace chokepoint
