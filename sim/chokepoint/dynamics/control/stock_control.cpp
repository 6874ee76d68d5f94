#include <algorithm>
#include <chokepoint/dynamics/control/stock_control.hpp>

namespace chokepoint::dynamics {

std::span<const std::uint32_t> StockControl::apply(int day, Batch& batch) {
    changed_.clear();
    for (unsigned lane = 0; lane < batch.lanes(); ++lane) {
        const std::vector<policy::Stockpile>& all = batch.schedule(lane).stockpiles;
        for (std::size_t k = 0; k < all.size();) {
            const std::uint32_t slot = all[k].slot;
            const double held = batch.held_days.at(slot, lane);
            double days = held;
            for (; k < all.size() && all[k].slot == slot; ++k)
                days = std::max(days, policy::target_days(all[k], held, day));
            if (batch.stock_days.at(slot, lane) == days) continue;
            batch.set_stock_days(slot, lane, days);
            changed_.push_back(batch.network().slot_customer[slot]);
        }
    }
    return changed_;
}

}  // namespace chokepoint::dynamics
