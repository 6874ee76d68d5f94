#include <algorithm>
#include <chokepoint/scenario/embed/flow_rows.hpp>
#include <iterator>

namespace chokepoint::scenario {

namespace {

bool is_before(const std::pair<std::uint32_t, double>& entry, std::uint32_t customer) {
    return entry.first < customer;
}

}  // namespace

FlowRows::FlowRows(const BaseFlows& base) : rows_(base.size()) {
    for (std::uint32_t k = 0; k < base.size(); ++k) {
        rows_[k].reserve(base.begins[k + 1] - base.begins[k]);
        for (std::size_t e = base.begins[k]; e < base.begins[k + 1]; ++e)
            rows_[k].emplace_back(base.customer[e], base.flow[e]);
    }
}

double FlowRows::at(std::uint32_t a, std::uint32_t b) const {
    const auto found = std::lower_bound(rows_[a].begin(), rows_[a].end(), b, is_before);
    return found == rows_[a].end() || found->first != b ? 0.0 : found->second;
}

bool FlowRows::move_to(std::uint32_t a, std::uint32_t b, double amount, const PairSums& stated) {
    const auto open = [&](std::uint32_t from, std::uint32_t to, double flow) {
        const auto found = stated.find({from, to});
        return found == stated.end() ? flow : std::max(0.0, flow - found->second);
    };
    double of_row = 0.0;
    for (const auto& [customer, flow] : rows_[a])
        of_row += customer == b ? 0.0 : open(a, customer, flow);
    double of_column = 0.0;
    for (std::uint32_t k = 0; k < rows_.size(); ++k)
        of_column += k == a ? 0.0 : open(k, b, at(k, b));
    if (amount > of_row || amount > of_column) return false;
    Row given;  // by the other customers of a
    for (auto& [customer, flow] : rows_[a]) {
        if (customer == b) continue;
        given.emplace_back(customer, amount * open(a, customer, flow) / of_row);
        flow -= given.back().second;
    }
    for (std::uint32_t k = 0; k < rows_.size(); ++k) {
        const double taken = k == a ? 0.0 : amount * open(k, b, at(k, b)) / of_column;
        if (taken <= 0.0) continue;
        add(k, {{b, -taken}}, 1.0);
        add(k, given, taken / amount);
    }
    add(a, {{b, amount}}, 1.0);
    return true;
}

void FlowRows::add(std::uint32_t k, const Row& more, double scale) {
    Row lacking;
    auto at = rows_[k].begin();
    for (const auto& [customer, flow] : more) {
        at = std::lower_bound(at, rows_[k].end(), customer, is_before);
        if (at != rows_[k].end() && at->first == customer) {
            at->second += scale * flow;
        } else {
            lacking.emplace_back(customer, scale * flow);
        }
    }
    if (lacking.empty()) return;
    Row merged;
    std::merge(rows_[k].begin(), rows_[k].end(), lacking.begin(), lacking.end(), std::back_inserter(merged));
    rows_[k] = std::move(merged);
}

}  // namespace chokepoint::scenario
