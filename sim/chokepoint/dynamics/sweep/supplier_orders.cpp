#include <chokepoint/dynamics/input_limit.hpp>
#include <chokepoint/dynamics/sweep/supplier_orders.hpp>

namespace chokepoint::dynamics {

void share_use(const Batch& batch, std::uint32_t first, std::uint32_t last, const DayState& state,
               std::vector<double>& used) {
    for (std::uint32_t s = first; s < last;) {
        const ProductSlots slots = slots_of_product(batch, s);
        const double cover = number_of(joint_cover<Single>(batch, slots, 0, state));
        const double rate = state.use_rate[batch.network().slot_customer[s]];
        for (; s < slots.last; ++s)
            used[s - first] = cover > 0.0 ? rate * (state.cover[s] / cover) : 0.0;
    }
}

void split_by_capacity(const DayContext& context, std::uint32_t first, std::uint32_t last,
                       const std::vector<double>& before, DayState& state) {
    const network::SupplyNetwork& network = context.batch.network();
    for (std::uint32_t s = first; s < last; ++s) {
        const double* weight = context.links.slot_weights(s);
        if (weight == nullptr) weight = network.link_flow.data() + network.slot_links[s];
        double can_make = 0.0;
        double all = 0.0;
        for (std::uint64_t e = network.slot_links[s]; e < network.slot_links[s + 1]; ++e, ++weight) {
            can_make += *weight * state.can_make[network.link_supplier[e]];
            all += *weight;
        }
        // Exactly the order if no capacity is lost, and 0 if no supplier has any.
        state.order[s] = can_make > 0.0 ? state.order[s] / (can_make / all) : 0.0;
        if (state.order[s] != before[s - first]) state.changed[network.slot_customer[s]] |= kOrderChanged;
    }
}

}  // namespace chokepoint::dynamics
