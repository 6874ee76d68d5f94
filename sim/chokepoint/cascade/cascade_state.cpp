#include <algorithm>
#include <chokepoint/base/files/large_memory.hpp>
#include <chokepoint/cascade/cascade_state.hpp>

namespace chokepoint::cascade {

CascadeState::CascadeState(const CascadePlan& plan, unsigned lane_count) : lanes(lane_count) {
    for (std::vector<double>* levels : {&down, &up, &felt_down, &felt_up})
        assign_large(*levels, plan.node_count() * lanes, 0.0);
    touched.assign(plan.node_count(), 0);
    for (std::uint32_t k = 0; k < plan.market_count(); ++k)
        market_left.insert(market_left.end(), lanes, plan.market_sales(k));
}

void CascadeState::touch(std::uint32_t node) {
    if (touched[node] == 0) touched_list.push_back(node);
    touched[node] = 1;
}

void CascadeState::begin(const CascadeShock& shock, unsigned lane) {
    for (const CascadeShock::Node& node : shock.nodes) {
        const std::size_t place = std::size_t{node.node} * lanes + lane;
        down[place] = node.down;
        up[place] = node.up;
        touch(node.node);
        changed_down.push_back(node.node);
        changed_up.push_back(node.node);
    }
}

CascadeLevels CascadeState::levels(unsigned lane) const {
    CascadeLevels levels;
    for (const std::uint32_t i : touched_list) {
        const std::size_t place = std::size_t{i} * lanes + lane;
        if (down[place] <= 0.0 && up[place] <= 0.0) continue;
        levels.nodes.push_back(i);
        levels.down.push_back(down[place]);
        levels.up.push_back(up[place]);
    }
    return levels;
}

void CascadeState::adopt(const CascadeLevels& levels, unsigned lane) {
    for (std::size_t k = 0; k < levels.nodes.size(); ++k) {
        const std::size_t place = std::size_t{levels.nodes[k]} * lanes + lane;
        down[place] = levels.down[k];
        up[place] = levels.up[k];
        touch(levels.nodes[k]);
        changed_down.push_back(levels.nodes[k]);
        changed_up.push_back(levels.nodes[k]);
    }
}

void CascadeState::end(const CascadePlan& plan, unsigned lane) {
    for (const std::uint32_t i : touched_list) {
        const std::size_t place = std::size_t{i} * lanes + lane;
        down[place] = up[place] = felt_down[place] = felt_up[place] = 0.0;
    }
    for (std::uint32_t k = 0; k < plan.market_count(); ++k)
        market_left[std::size_t{k} * lanes + lane] = plan.market_sales(k);
}

void CascadeState::clear(const CascadePlan& plan) {
    for (const std::uint32_t i : touched_list) {
        for (std::vector<double>* levels : {&down, &up, &felt_down, &felt_up})
            std::fill_n(levels->data() + std::size_t{i} * lanes, lanes, 0.0);
        touched[i] = 0;
    }
    for (std::uint32_t k = 0; k < plan.market_count(); ++k)
        std::fill_n(market_left.data() + std::size_t{k} * lanes, lanes, plan.market_sales(k));
    touched_list.clear();
    changed_down.clear();
    changed_up.clear();
}

CascadeResult CascadeState::indices(const CascadePlan& plan, unsigned lane) {
    // Untouched nodes would add 0, which does not change a bit of a sum.
    if (touched_list.size() * 8 < plan.node_count()) {
        std::sort(touched_list.begin(), touched_list.end());
    } else {
        touched_list.clear();
        for (std::uint32_t i = 0; i < plan.node_count(); ++i) {
            if (touched[i] != 0) touched_list.push_back(i);
        }
    }
    CascadeResult sums;
    for (const std::uint32_t i : touched_list) {
        const std::size_t place = std::size_t{i} * lanes + lane;
        sums.index += plan.value[i] * std::max(down[place], up[place]);
        sums.index_down += plan.value[i] * down[place];
        sums.index_up += plan.value[i] * up[place];
    }
    if (plan.value_sum <= 0.0) return {};
    sums.index /= plan.value_sum;
    sums.index_down /= plan.value_sum;
    sums.index_up /= plan.value_sum;
    return sums;
}

}  // namespace chokepoint::cascade
