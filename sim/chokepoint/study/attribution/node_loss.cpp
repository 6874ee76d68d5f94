#include <chokepoint/study/attribution/node_loss.hpp>

namespace chokepoint::study {

std::uint32_t held_by(const dynamics::DayStep& step, std::uint32_t node, unsigned lane) {
    const dynamics::DayState& state = step.state();
    const std::size_t i = std::size_t{node} * step.batch().lanes() + lane;
    const auto number = [](Channel channel) { return static_cast<std::uint32_t>(channel); };
    if (state.bound[i] == dynamics::Bound::demand) return number(Channel::demand);
    if (state.suspended[i] == dynamics::kClosed) return number(Channel::insolvency);
    if (state.bound_slot[i] != kNone)
        return number(Channel::input) + step.batch().network().slot_product[state.bound_slot[i]];
    return number(state.bound[i] == dynamics::Bound::restart ? Channel::restart : Channel::capacity);
}

}  // namespace chokepoint::study
