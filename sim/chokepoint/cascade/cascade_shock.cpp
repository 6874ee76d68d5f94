#include <chokepoint/cascade/cascade_shock.hpp>

namespace chokepoint::cascade {

CascadeShock fail_nodes(const std::vector<std::uint32_t>& nodes, double share) {
    CascadeShock shock;
    for (const std::uint32_t node : nodes)
        shock.nodes.push_back({node, share, share});
    return shock;
}

}  // namespace chokepoint::cascade
