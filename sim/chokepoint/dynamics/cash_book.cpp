#include <chokepoint/dynamics/cash_book.hpp>
#include <chokepoint/dynamics/lane_pack.hpp>

namespace chokepoint::dynamics {

// Step 10. The cash that a company earns in a day is Σ_i [x_i·(1 − c_i) − purchases_i] − φ·Σ x̄_i. φ is fixed cost as a
// share of baseline revenue. c_i, the other variable cost, is set so that the baseline leaves the margin:
// c_i = v_i − φ − margin with v_i = 1 − Σ_p a_ip.
CashBook::CashBook(const Batch& batch) : batch_(batch) {
    const network::SupplyNetwork& network = batch.network();
    for (std::size_t a = 0; a < batch.behaviour(0).accounts.size(); ++a) {
        for (const std::uint32_t node : batch.behaviour(0).accounts[a].nodes) {
            payers_.push_back({a, node});
            for (unsigned lane = 0; lane < batch.lanes(); ++lane) {
                double purchases = 0.0;
                for (std::uint32_t s = network.node_slots[node]; s < network.node_slots[node + 1]; ++s)
                    purchases += batch.slot_need.at(s, lane);
                const CashAccount& account = batch.behaviour(lane).accounts[a];
                const double output = batch.output.at(node, lane);
                fixed_.push_back(account.fixed_cost_share * output);
                other_variable_.push_back(output - purchases - fixed_.back() - account.margin * output);
            }
        }
    }
}

template <class V>
void CashBook::book_lanes(DayState& state) const {
    const unsigned lanes = batch_.lanes();
    const network::SupplyNetwork& network = batch_.network();
    for (unsigned lane = 0; lane < lanes; lane += static_cast<unsigned>(V::size())) {
        V flow = 0.0;
        for (std::size_t k = 0; k < payers_.size(); ++k) {
            const std::uint32_t node = payers_[k].node;
            const std::size_t at = std::size_t{node} * lanes + lane;
            const auto load = [&](const std::vector<double>& column, std::size_t entry) {
                return V(column.data() + entry * lanes + lane, kAligned);
            };
            V purchases = 0.0;
            for (std::uint32_t s = network.node_slots[node]; s < network.node_slots[node + 1]; ++s)
                purchases += read_column<V>(batch_.slot_need, s, lanes, lane) * load(state.received, s);
            V cash = load(state.output, node) - purchases - load(fixed_, k) -
                     load(other_variable_, k) * load(state.use_rate, node);
            for (unsigned n = 0; n < V::size(); ++n) {
                if (state.suspended[at + n] == kClosed) cash[n] = 0.0;
            }
            flow += cash;
            if (k + 1 < payers_.size() && payers_[k + 1].account == payers_[k].account) continue;
            double* account = state.cash_usd.data() + payers_[k].account * lanes + lane;
            (V(account, kAligned) + flow).copy_to(account, kAligned);
            flow = 0.0;
        }
    }
}

void CashBook::book(DayState& state) const {
    if (batch_.lanes() == 1) return book_lanes<Single>(state);
    book_lanes<Pack>(state);
}

}  // namespace chokepoint::dynamics
