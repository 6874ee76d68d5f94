#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/base/fault_at.hpp>
#include <chokepoint/scenario/model/reconstruction.hpp>
#include <chokepoint/uncertainty/design.hpp>
#include <cmath>
#include <limits>
#include <numeric>
#include <set>
#include <span>

namespace chokepoint::scenario {

namespace {

double revenue_of(const FirmTable& firms, const std::string& id) {
    const auto row = firms.ids.find(id);
    return row ? std::max(0.0, firms.revenue_of(*row)) : 0.0;
}

/// Counts of a whole that is split by shares, by largest remainder; ties go to the earlier one.
std::vector<int> apportion(int whole, const std::vector<ShareSpec>& rows) {
    std::vector<int> counts;
    std::vector<std::size_t> order(rows.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    int left = whole;
    for (const ShareSpec& row : rows) {
        counts.push_back(static_cast<int>(std::floor(row.share.value * whole + 1e-9)));
        left -= counts.back();
    }
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return rows[a].share.value * whole - counts[a] > rows[b].share.value * whole - counts[b];
    });
    for (std::size_t k = 0; left > 0 && !order.empty(); k = (k + 1) % order.size(), --left)
        ++counts[order[k]];
    return counts;
}

/// The named exporters. Undisclosed ones start at their floor; their part of the remainder is added later.
std::vector<RebuiltFlow> named_flows(const ReconstructionSpec& spec, const FirmTable& firms) {
    std::vector<RebuiltFlow> flows;
    for (const DisclosedSpec& row : spec.named) {
        RebuiltFlow flow{row.firm, row.product};
        if (row.value_usd) {
            flow.value_usd = row.value_usd->value;
        } else if (row.revenue_share) {
            flow.value_usd = row.revenue_share->value * revenue_of(firms, row.firm);
        } else {
            flow.disclosure = row.at_least_usd ? Disclosure::at_least : Disclosure::not_disclosed;
            flow.value_usd = row.at_least_usd ? row.at_least_usd->value : 0.0;
        }
        flow.low_usd = flow.value_usd;
        flow.high_usd = flow.value_usd;
        flows.push_back(std::move(flow));
    }
    return flows;
}

/// The part of the remainder of a firm without a number of its own: in proportion to `weight`, and at most `most`.
struct OpenPart {
    double weight = 1.0;
    double most = std::numeric_limits<double>::infinity();
    double value = 0.0;
};

/// Splits `whole` over the parts. What exceeds the limit of one part goes to the others in proportion.
void split(double whole, std::span<OpenPart> parts) {
    std::vector<OpenPart*> free;
    for (OpenPart& part : parts)
        free.push_back(&part);
    while (!free.empty()) {
        double weights = 0.0;
        for (const OpenPart* part : free)
            weights += part->weight;
        const auto held = std::partition(free.begin(), free.end(), [&](const OpenPart* part) {
            return part->weight * whole / weights <= part->most;
        });
        if (held == free.end()) {
            for (OpenPart* part : free)
                part->value = part->weight * whole / weights;
            return;
        }
        for (auto part = held; part != free.end(); ++part) {
            (*part)->value = (*part)->most;
            whole -= (*part)->most;
        }
        free.erase(held, free.end());
    }
}

/// The weight of a firm, by its name or its number among the unnamed. Such weights make split() a draw of the Dirichlet
/// distribution.
double drawn_weight(const ReconstructionSpec& spec, std::string_view name, int number) {
    if (!spec.draw) return 1.0;
    const std::string key = fmt::format("reconstruction.{}.{}.{}", spec.id, name, number);
    const uncertainty::UniformDesign draws(uncertainty::Design::random, spec.draw->seed, {key});
    return -std::log(draws.at(static_cast<std::uint32_t>(spec.draw->sample), 0));
}

void add_unnamed(const ReconstructionSpec& spec, int count, double value, std::vector<RebuiltFlow>& flows,
                 Diagnostics& diagnostics) {
    const std::vector<int> counts = apportion(count, spec.unnamed);
    for (std::size_t p = 0; p < spec.unnamed.size(); ++p) {
        const double whole = spec.unnamed[p].share.value * value;
        std::vector<OpenPart> parts(static_cast<std::size_t>(counts[p]));
        for (int k = 0; k < counts[p] && !spec.unnamed_as_one; ++k) {
            OpenPart& part = parts[static_cast<std::size_t>(k)];
            part.weight = drawn_weight(spec, spec.unnamed[p].product, k);
            if (spec.largest_usd) part.most = spec.largest_usd->value;
        }
        if (spec.unnamed_as_one && counts[p] > 0) {
            parts = {OpenPart{.value = whole}};
        } else {
            split(whole, parts);
        }
        if (counts[p] == 0 && spec.unnamed[p].share.value > 0.0) {
            diagnostics.add(fault_at(
                spec.unnamed[p].where, Fault::empty,
                fmt::format("none of the {} unnamed exporters is left for '{}'", count, spec.unnamed[p].product),
                "give its share to another product: there are fewer exporters than products"));
        }
        for (const OpenPart& part : parts)
            flows.push_back({"", spec.unnamed[p].product, part.value, 0.0, Disclosure::unnamed, 0.0, 0.0});
    }
}

void check_closure(const ReconstructionSpec& spec, double remainder, int unnamed, Diagnostics& diagnostics) {
    if (remainder < 0.0) {
        diagnostics.add(fault_at(spec.total_usd.where, Fault::unbalanced,
                                 fmt::format("the named exporters sell {:.4g} more than the total of {:.4g}",
                                             -remainder, spec.total_usd.value),
                                 "correct the total or the named numbers: their sum must not exceed it"));
    }
    if (unnamed < 0) {
        diagnostics.add(fault_at(spec.exporters.where, Fault::unbalanced,
                                 fmt::format("{} more exporters are named than there are", -unnamed),
                                 "correct the number of exporters or the list of names"));
    }
}

/// By how much each flow without a number of its own may grow. No firm sells more than what its other sales leave of
/// its revenue, and none sells more than the largest supplier. A firm named for several products splits what is left
/// evenly between them.
std::vector<double> room_of(const ReconstructionSpec& spec, const FirmTable& firms, std::span<const double> sold_usd,
                            const std::vector<RebuiltFlow>& flows) {
    std::vector<double> rooms;
    for (const RebuiltFlow& flow : flows) {
        double& room = rooms.emplace_back(std::numeric_limits<double>::infinity());
        if (const double revenue = revenue_of(firms, flow.firm); revenue > 0.0) {
            room = revenue - (sold_usd.empty() ? 0.0 : sold_usd[*firms.ids.find(flow.firm)]);
            int open = 0;
            for (const RebuiltFlow& other : flows) {
                if (other.firm != flow.firm) continue;
                room -= other.value_usd;
                if (other.disclosure != Disclosure::disclosed) ++open;
            }
            room /= std::max(1, open);
        }
        if (spec.largest_usd) room = std::min(room, spec.largest_usd->value - flow.value_usd);
        room = std::max(0.0, room);
    }
    return rooms;
}

}  // namespace

std::vector<RebuiltFlow> reconstruct(const ReconstructionSpec& spec, const FirmTable& firms, Diagnostics& diagnostics,
                                     std::span<const double> sold_usd) {
    std::vector<RebuiltFlow> flows = named_flows(spec, firms);
    std::set<std::string> names;
    double remainder = spec.total_usd.value;
    int open = 0;
    for (const RebuiltFlow& flow : flows) {
        names.insert(flow.firm);
        remainder -= flow.value_usd;
        if (flow.disclosure != Disclosure::disclosed) ++open;
    }
    const int unnamed = static_cast<int>(spec.exporters.value) - static_cast<int>(names.size());
    check_closure(spec, remainder, unnamed, diagnostics);
    if (remainder < 0.0 || unnamed < 0) return flows;
    if (open + unnamed == 0 && remainder > 1e-9 * spec.total_usd.value) {
        diagnostics.add(fault_at(spec.total_usd.where, Fault::unbalanced,
                                 fmt::format("the named exporters sell {:.4g} less than the total, and nobody is left "
                                             "to have sold it",
                                             remainder),
                                 "correct the total, the number of exporters or a named number"));
        return flows;
    }
    // One part for each firm without a number of its own, and a last one for all the unnamed together.
    const std::vector<double> rooms = room_of(spec, firms, sold_usd, flows);
    std::vector<OpenPart> parts;
    for (std::size_t k = 0; k < flows.size(); ++k) {
        if (flows[k].disclosure == Disclosure::disclosed) continue;
        parts.push_back({drawn_weight(spec, flows[k].firm + "." + flows[k].product, 0), rooms[k]});
    }
    OpenPart& of_unnamed = parts.emplace_back();
    of_unnamed.weight = 0.0;
    for (int k = 0; k < unnamed; ++k)
        of_unnamed.weight += drawn_weight(spec, "", k);
    if (unnamed == 0) parts.pop_back();
    split(remainder, parts);
    double placed = 0.0;
    for (const OpenPart& part : parts)
        placed += part.value;
    if (placed < remainder * (1.0 - 1e-9)) {
        diagnostics.add(fault_at(spec.total_usd.where, Fault::unbalanced,
                                 fmt::format("{:.4g} of the total find no exporter: those without a number of "
                                             "their own would sell more than their revenue or the largest supplier",
                                             remainder - placed),
                                 "correct the total, the number of exporters, a named number or a revenue"));
        return flows;
    }
    std::size_t next = 0;
    for (std::size_t k = 0; k < flows.size(); ++k) {
        RebuiltFlow& flow = flows[k];
        if (flow.disclosure == Disclosure::disclosed) continue;
        flow.value_usd += parts[next++].value;
        flow.high_usd = flow.low_usd + std::min(remainder, rooms[k]);
    }
    if (unnamed > 0) add_unnamed(spec, unnamed, parts.back().value, flows, diagnostics);
    for (const RebuiltFlow& flow : flows) {
        if (!spec.largest_usd || (flow.firm.empty() && spec.unnamed_as_one) ||
            flow.value_usd <= spec.largest_usd->value * (1.0 + 1e-12))
            continue;
        diagnostics.add(fault_at(
            spec.largest_usd->where, Fault::unbalanced,
            fmt::format("'{}' sells {:.4g}, more than the largest supplier's {:.4g}",
                        flow.firm.empty() ? "an unnamed exporter" : flow.firm, flow.value_usd, spec.largest_usd->value),
            "correct the bound or the number"));
        break;
    }
    if (spec.share_of_inputs) {
        const double rest = spec.total_usd.value / spec.share_of_inputs->value - spec.total_usd.value;
        for (const ShareSpec& row : spec.others)
            flows.push_back({row.firm, row.product, row.share.value * rest});
    }
    for (const ShareSpec& row : spec.standby)
        flows.push_back({row.firm, row.product, 0.0, row.share.value});
    return flows;
}

}  // namespace chokepoint::scenario
