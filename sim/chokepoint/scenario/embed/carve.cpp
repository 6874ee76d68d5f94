#include <algorithm>
#include <chokepoint/scenario/embed/carve.hpp>
#include <chokepoint/scenario/embed/flow_rows.hpp>
#include <map>
#include <numeric>
#include <utility>

namespace chokepoint::scenario {

namespace {

constexpr double kRounding = 1e-9;  // of what is compared

/// The work of one carving.
class Carver {
   public:
    Carver(const BaseFlows& base, std::span<const CarvedFirm> firms, std::span<const StatedFlow> stated)
        : base_(base), firms_(firms), stated_(stated), rows_(base), of_(base.size()) {
        for (std::uint32_t k = 0; k < firms.size(); ++k)
            of_[firms[k].industry].push_back(k);
    }

    Carving carve() {
        result_.rest_output = base_.output;
        result_.rest_final_demand.resize(base_.size());
        result_.firm_final_demand.resize(firms_.size());
        add_up_statements();
        check_sizes();
        make_room();
        if (!result_.faults.empty()) return std::move(result_);
        limit_purchases();
        for (std::uint32_t k = 0; k < base_.size(); ++k)
            carve_row(k);
        return std::move(result_);
    }

   private:
    void fault(CarvingFault::Kind kind, std::uint32_t industry, std::uint32_t other, std::uint32_t firm, double amount,
               double limit) {
        result_.faults.push_back({kind, industry, other, firm, amount, limit});
    }

    /// The firm of an industry that has most of what is measured.
    template <class Measure>
    std::uint32_t largest_of(std::uint32_t industry, const Measure& measure) const {
        const std::vector<std::uint32_t>& firms = of_[industry];
        return *std::max_element(firms.begin(), firms.end(),
                                 [&](std::uint32_t a, std::uint32_t b) { return measure(a) < measure(b); });
    }

    std::uint32_t largest_by_output(std::uint32_t industry) const {
        return largest_of(industry, [&](std::uint32_t firm) { return firms_[firm].output; });
    }

    /// The firm that sells most between two industries by statement.
    std::uint32_t largest_seller(std::uint32_t from, std::uint32_t to) const {
        std::vector<double> sold(firms_.size(), 0.0);
        for (const StatedFlow& one : stated_)
            sold[one.supplier] += firms_[one.customer].industry == to ? one.flow : 0.0;
        return largest_of(from, [&](std::uint32_t firm) { return sold[firm]; });
    }

    void add_up_statements() {
        sold_.assign(firms_.size(), 0.0);
        for (const StatedFlow& one : stated_) {
            const std::uint32_t from = firms_[one.supplier].industry;
            const std::uint32_t to = firms_[one.customer].industry;
            sold_[one.supplier] += one.flow;
            pair_[{from, to}] += one.flow;
            bought_[{from, one.customer}] += one.flow;
        }
    }

    void check_sizes() {
        for (std::uint32_t a = 0; a < firms_.size(); ++a) {
            const double sales = sold_[a] + std::max(0.0, firms_[a].final_demand);
            if (sales > firms_[a].output * (1.0 + kRounding))
                fault(CarvingFault::Kind::sales_too_large, firms_[a].industry, 0, a, sales, firms_[a].output);
        }
        for (std::uint32_t k = 0; k < base_.size(); ++k) {
            double output = 0.0;
            for (const std::uint32_t a : of_[k])
                output += firms_[a].output;
            if (output > base_.output[k] * (1.0 + kRounding))
                fault(CarvingFault::Kind::firms_too_large, k, 0, largest_by_output(k), output, base_.output[k]);
            result_.rest_output[k] = left_of(base_.output[k], output);
        }
    }

    static double left_of(double whole, double part) { return part >= whole * (1.0 - kRounding) ? 0.0 : whole - part; }

    void make_room() {
        for (const auto& [pair, amount] : pair_) {
            const double flow = rows_.at(pair.first, pair.second);
            if (amount <= flow * (1.0 + kRounding)) continue;
            if (!rows_.move_to(pair.first, pair.second, amount - flow, pair_)) {
                fault(CarvingFault::Kind::pair_too_large, pair.first, pair.second,
                      largest_seller(pair.first, pair.second), amount, flow);
            } else {
                result_.moved += amount - flow;
            }
        }
    }

    /// What a firm of b would buy from industry k without statements beyond what it states.
    double wanted(std::uint32_t k, std::uint32_t b, double flow, std::uint32_t firm) const {
        const auto stated = bought_.find({k, firm});
        const double share = base_.output[b] > 0.0 ? firms_[firm].output / base_.output[b] : 0.0;
        return std::max(0.0, share * flow - (stated == bought_.end() ? 0.0 : stated->second));
    }

    /// How much of that each firm can pay for.
    void limit_purchases() {
        std::vector<double> stated(firms_.size(), 0.0);
        std::vector<double> sum(firms_.size(), 0.0);
        for (const auto& [key, amount] : bought_)
            stated[key.second] += amount;
        for (std::uint32_t k = 0; k < base_.size(); ++k) {
            for (const auto& [b, flow] : rows_.row(k)) {
                for (const std::uint32_t firm : of_[b])
                    sum[firm] += wanted(k, b, flow, firm);
            }
        }
        affordable_.assign(firms_.size(), 1.0);
        for (std::size_t firm = 0; firm < firms_.size(); ++firm) {
            const double left = firms_[firm].most_purchases - stated[firm];
            if (sum[firm] > 0.0 && sum[firm] > left) affordable_[firm] = std::max(0.0, left) / sum[firm];
        }
    }

    /// What is left of the flow from k to b when stated sales are taken out.
    double left_in(std::uint32_t k, std::uint32_t b, double flow) const {
        if (of_[k].empty() || of_[b].empty()) return flow;
        const auto found = pair_.find({k, b});
        return found == pair_.end() ? flow : left_of(flow, found->second);
    }

    /// What each member sells of what is not stated, as shares of the industry's; the last is the rest.
    std::vector<double> selling_shares(std::uint32_t k) {
        double flows = 0.0;
        double all = 0.0;
        for (const auto& [b, flow] : rows_.row(k)) {
            all += flow;
            flows += left_in(k, b, flow);
        }
        const double demand = std::max(0.0, base_.output[k] - all);
        std::vector<double> shares;
        double demand_left = demand;
        double flows_left = flows;
        // What firms with a stated final demand sell is fixed; the others share the rest.
        double demand_to_share = demand;
        double flows_to_share = flows;
        for (const std::uint32_t a : of_[k]) {
            if (firms_[a].final_demand < 0.0) continue;
            const double open = left_of(firms_[a].output, sold_[a]);
            const double own = std::min(firms_[a].final_demand, open);
            demand_to_share -= own;
            flows_to_share -= open - own;
        }
        demand_to_share = std::max(0.0, demand_to_share);
        const double to_share = std::max(0.0, flows_to_share) + demand_to_share;
        for (const std::uint32_t a : of_[k]) {
            const CarvedFirm& firm = firms_[a];
            const double open = left_of(firm.output, sold_[a]);
            const double own = firm.final_demand >= 0.0 ? std::min(firm.final_demand, open)
                               : to_share > 0.0         ? open * demand_to_share / to_share
                                                        : 0.0;
            result_.firm_final_demand[a] = own;
            demand_left -= own;
            flows_left -= open - own;
            shares.push_back(flows > 0.0 ? (open - own) / flows : 0.0);
        }
        if (demand_left < -kRounding * base_.output[k])
            fault(CarvingFault::Kind::demand_too_large, k, 0,
                  largest_of(k, [&](std::uint32_t firm) { return firms_[firm].final_demand; }), demand - demand_left,
                  demand);
        if (flows_left < -kRounding * base_.output[k])
            fault(CarvingFault::Kind::firms_too_large, k, 0, largest_by_output(k), flows - flows_left, flows);
        result_.rest_final_demand[k] = std::max(0.0, demand_left);
        const double rest = result_.rest_output[k] > 0.0 && flows > 0.0 ? std::max(0.0, flows_left) / flows : 0.0;
        shares.push_back(rest);
        return shares;
    }

    /// What each firm of b buys of the unstated flow from k; the rest of b buys what is left.
    std::vector<double> purchases(std::uint32_t k, std::uint32_t b, double flow, double left) const {
        std::vector<double> bought;
        double sum = 0.0;
        for (const std::uint32_t firm : of_[b]) {
            bought.push_back(affordable_[firm] * wanted(k, b, flow, firm));
            sum += bought.back();
        }
        // Where nothing is left of an industry its firms buy all, in proportion to output where no account allows any.
        const bool all = result_.rest_output[b] <= 0.0 && !bought.empty();
        for (std::size_t i = 0; all && sum <= 0.0 && i < bought.size(); ++i)
            bought[i] = firms_[of_[b][i]].output;
        if (all && sum <= 0.0) sum = std::accumulate(bought.begin(), bought.end(), 0.0);
        if (sum > left || all) {
            for (double& amount : bought)
                amount *= left / sum;
            sum = left;
        }
        bought.push_back(std::max(0.0, left - sum));
        return bought;
    }

    void add_flow(std::uint32_t supplier, std::uint32_t customer, double flow) {
        result_.supplier.push_back(supplier);
        result_.customer.push_back(customer);
        result_.flow.push_back(flow);
    }

    void carve_row(std::uint32_t k) {
        const std::vector<double> shares = selling_shares(k);
        const auto firms = static_cast<std::uint32_t>(firms_.size());
        for (const auto& [b, flow] : rows_.row(k)) {
            const double left = left_in(k, b, flow);
            if (left <= 0.0) continue;
            if (of_[k].empty() && of_[b].empty()) {
                add_flow(firms + k, firms + b, left);
                continue;
            }
            const std::vector<double> bought = purchases(k, b, flow, left);
            for (std::size_t s = 0; s < shares.size(); ++s) {
                if (shares[s] <= 0.0) continue;
                const std::uint32_t supplier = s + 1 < shares.size() ? of_[k][s] : firms + k;
                for (std::size_t c = 0; c < bought.size(); ++c) {
                    if (bought[c] <= 0.0) continue;
                    add_flow(supplier, c + 1 < bought.size() ? of_[b][c] : firms + b, shares[s] * bought[c]);
                }
            }
        }
    }

    const BaseFlows& base_;
    std::span<const CarvedFirm> firms_;
    std::span<const StatedFlow> stated_;
    FlowRows rows_;
    std::vector<std::vector<std::uint32_t>> of_;  ///< Firms by industry.
    std::vector<double> sold_;                    ///< By firm, stated.
    PairSums pair_;                               ///< Stated sales by industries.
    PairSums bought_;                             ///< Stated purchases by selling industry and buying firm.
    std::vector<double> affordable_;              ///< By firm, the share of unstated purchases that it can pay for.
    Carving result_;
};

}  // namespace

Carving carve(const BaseFlows& base, std::span<const CarvedFirm> firms, std::span<const StatedFlow> stated) {
    return Carver(base, firms, stated).carve();
}

BaseFlows base_flows(std::span<const std::uint32_t> supplier, std::span<const std::uint32_t> customer,
                     std::span<const double> flow, std::span<const double> output) {
    BaseFlows base;
    base.output.assign(output.begin(), output.end());
    base.begins.assign(output.size() + 1, 0);
    for (const std::uint32_t k : supplier)
        ++base.begins[k + 1];
    std::partial_sum(base.begins.begin(), base.begins.end(), base.begins.begin());
    std::vector<std::size_t> at(base.begins.begin(), base.begins.end() - 1);
    std::vector<std::size_t> order(flow.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return customer[a] < customer[b]; });
    base.customer.resize(flow.size());
    base.flow.resize(flow.size());
    for (const std::size_t e : order) {
        const std::size_t place = at[supplier[e]]++;
        base.customer[place] = customer[e];
        base.flow[place] = flow[e];
    }
    return base;
}

}  // namespace chokepoint::scenario
