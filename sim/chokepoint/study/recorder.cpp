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

Recorder::Recorder(const Scenario& scenario, const StudyResult& frame)
    : scenario_(scenario), frame_(frame), last_cash_(scenario.model.behaviour.accounts.size(), 0.0) {
    const Model& model = scenario.model;
    const SupplyNetwork& network = model.network;
    const std::size_t channels = at(Channel::input) + model.directory.products.size();
    today_.assign(channels, 0.0);
    result_.companies = ByCompany<CompanyResult>(frame.companies);
    for (const std::uint32_t company : frame.companies) {
        double output = 0.0;
        std::vector<double> sales;
        for (const std::uint32_t node : model.companies.nodes(company)) {
            output += network.output[node];
            sales.push_back(sales_of(network, node));
        }
        company_output_.push_back(output);
        baseline_sales_.push_back(std::move(sales));
        CompanyResult& result = result_.companies.at(company);
        result.revenue_usd.assign(frame.periods.size(), 0.0);
        result.channels.assign(frame.periods.size(), std::vector<double>(channels, 0.0));
    }
    for (std::size_t a = 0; a < model.behaviour.accounts.size(); ++a) {
        const CashAccount& account = model.behaviour.accounts[a];
        if (result_.companies.contains(account.company))
            result_.companies.at(account.company).cash_change_usd.assign(frame.periods.size(), 0.0);
        if (!std::isnan(account.initial_usd)) last_cash_[a] = account.initial_usd;
    }
}

// The loss of a node on a day, x̄ − x, in parts that add up to it. With N the sales denied, D the orders received on
// open links, F = F̄·G + gained + redeployed the fresh final demand and B' the backlog served:
//     x̄ − x = N + (Σ z̄ − N − D) + F̄·(1 − G) − gained − redeployed − B' + (D + F + B' − x),
// and the last bracket is booked to what held the output: an input, capacity, or a restart.
void Recorder::book_node(std::uint32_t i, double baseline_sales, const DayStep& step) {
    const SupplyNetwork& network = scenario_.model.network;
    const DayState& state = step.state();
    const double denied = step.links().denied_sales(i);
    today_[at(Channel::denied)] += denied;
    today_[at(Channel::demand)] += baseline_sales - denied - state.orders_in[i];
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
    if (place >= scenario_.report_companies.size()) return;
    const double baseline = company_output_[place];
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
    for (std::size_t place = 0; place < frame_.companies.size(); ++place)
        book_company(place, step, day);
    book_cash(step);
}

ArmResult Recorder::finish(std::string name, const DayStep& step) {
    result_.name = std::move(name);
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
