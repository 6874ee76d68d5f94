#include <algorithm>
#include <chokepoint/policy/openness.hpp>

namespace chokepoint {

namespace {

bool allows(const std::vector<std::uint32_t>& list, std::uint32_t number) {
    return list.empty() || std::find(list.begin(), list.end(), number) != list.end();
}

/// A link action in force, with the links it selects.
struct Window {
    const Action* action = nullptr;
    int first_day = 0;
    int last_day = 0;
    std::vector<std::uint64_t> links;
};

/// The windows of an arm's denials and licences after its lifts, in ascending precedence.
std::vector<Window> windows_of(const SupplyNetwork& network, const Directory& directory,
                               std::span<const Action> actions, std::span<const std::uint32_t> arm, Date start) {
    std::vector<Window> windows;
    for (const std::uint32_t number : arm) {
        const Action& action = actions[number];
        if (action.type != ActionType::deny && action.type != ActionType::license) continue;
        Date until = action.until;
        for (const std::uint32_t other : arm) {
            const Action& lift = actions[other];
            if (lift.type == ActionType::lift && lift.ends == number)
                until = std::min(until, lift.from - std::chrono::days(1));
        }
        if (until < action.from) continue;
        windows.push_back({&action, days_between(start, action.from), days_between(start, until),
                           select_links(network, directory, action.selector)});
    }
    std::stable_sort(windows.begin(), windows.end(), [](const Window& a, const Window& b) {
        if (a.first_day != b.first_day) return a.first_day < b.first_day;
        return a.action->type == ActionType::deny && b.action->type == ActionType::license;
    });
    return windows;
}

/// Refuses two denials that begin together and leave a shared link differently open.
void refuse_contradictions(const std::vector<Window>& windows) {
    Diagnostics faults;
    for (std::size_t a = 0; a < windows.size(); ++a) {
        for (std::size_t b = a + 1; b < windows.size() && windows[b].first_day == windows[a].first_day; ++b) {
            const Action& one = *windows[a].action;
            const Action& two = *windows[b].action;
            if (one.type != ActionType::deny || two.type != ActionType::deny || one.openness == two.openness) continue;
            std::vector<std::uint64_t> shared;
            std::set_intersection(windows[a].links.begin(), windows[a].links.end(), windows[b].links.begin(),
                                  windows[b].links.end(), std::back_inserter(shared));
            if (shared.empty()) continue;
            Diagnostic fault = two.where;
            fault.message = "'" + two.name + "' contradicts '" + one.name + "': both begin on " +
                            format_date(two.from) + " and leave the same links differently open";
            fault.hint = "let one of them begin later (the later one holds), or narrow who or what it is about";
            fault.other = one.where.place;
            fault.other_source_line = one.where.source_line;
            faults.add(std::move(fault));
        }
    }
    faults.throw_if_errors();
}

/// All links of every slot that holds a selected link.
void list_controlled_slots(const SupplyNetwork& network, const std::vector<Window>& windows,
                           OpennessSchedule& schedule) {
    std::vector<std::uint32_t>& slots = schedule.slots;
    for (const Window& window : windows) {
        std::uint32_t slot = 0;
        for (const std::uint64_t link : window.links) {
            if (slot == 0 || link >= network.slot_links[slot]) {
                const auto after = std::upper_bound(network.slot_links.begin(), network.slot_links.end(), link);
                slot = static_cast<std::uint32_t>(after - network.slot_links.begin());
                slots.push_back(slot - 1);
            }
        }
    }
    std::sort(slots.begin(), slots.end());
    slots.erase(std::unique(slots.begin(), slots.end()), slots.end());
    schedule.slot_first.push_back(0);
    for (const std::uint32_t slot : slots) {
        for (std::uint64_t e = network.slot_links[slot]; e < network.slot_links[slot + 1]; ++e) {
            schedule.links.push_back(e);
        }
        schedule.slot_first.push_back(static_cast<std::uint32_t>(schedule.links.size()));
    }
}

/// On each day on which a window opens or closes, the links whose openness differs from the day before.
void list_changes(const std::vector<Window>& windows, int last_day, OpennessSchedule& schedule) {
    std::vector<int> days;
    for (const Window& window : windows) {
        days.push_back(std::max(0, window.first_day));
        days.push_back(std::max(0, window.last_day + 1));
    }
    std::sort(days.begin(), days.end());
    days.erase(std::unique(days.begin(), days.end()), days.end());
    std::vector<double> before(schedule.links.size(), 1.0);
    for (const int day : days) {
        if (day > last_day) break;
        std::vector<double> now(schedule.links.size(), 1.0);
        for (const Window& window : windows) {
            if (day < window.first_day || day > window.last_day) continue;
            auto position = schedule.links.begin();
            for (const std::uint64_t link : window.links) {
                position = std::lower_bound(position, schedule.links.end(), link);
                double& openness = now[static_cast<std::size_t>(position - schedule.links.begin())];
                const bool permits = window.action->type == ActionType::license;
                openness = permits ? std::max(openness, window.action->openness) : window.action->openness;
            }
        }
        for (std::uint32_t k = 0; k < now.size(); ++k) {
            if (now[k] != before[k]) schedule.changes.push_back({day, k, now[k]});
        }
        before = std::move(now);
    }
}

}  // namespace

std::vector<std::uint64_t> select_links(const SupplyNetwork& network, const Directory& directory,
                                        const LinkSelector& selector) {
    std::vector<std::uint64_t> links;
    for (std::uint32_t i = 0; i < network.node_count(); ++i) {
        if (!allows(selector.target_companies, directory.node_company[i])) continue;
        if (!allows(selector.target_countries, directory.node_country[i])) continue;
        for (std::uint32_t s = network.node_slots[i]; s < network.node_slots[i + 1]; ++s) {
            const std::uint32_t product = network.slot_product[s];
            const Kind kind = directory.product_kind[product];
            if (!allows(selector.products, product)) continue;
            if (!selector.kinds.empty() &&
                std::find(selector.kinds.begin(), selector.kinds.end(), kind) == selector.kinds.end()) {
                continue;
            }
            for (std::uint64_t e = network.slot_links[s]; e < network.slot_links[s + 1]; ++e) {
                const std::uint32_t supplier = network.link_supplier[e];
                if (allows(selector.exporter_countries, directory.node_country[supplier]) &&
                    allows(selector.exporter_companies, directory.node_company[supplier])) {
                    links.push_back(e);
                }
            }
        }
    }
    return links;
}

std::vector<std::uint32_t> select_nodes(const SupplyNetwork& network, const Directory& directory,
                                        const LinkSelector& selector) {
    std::vector<std::uint32_t> nodes;
    for (std::uint32_t i = 0; i < network.node_count(); ++i) {
        if (allows(selector.exporter_companies, directory.node_company[i]) &&
            allows(selector.exporter_countries, directory.node_country[i]) &&
            allows(selector.products, network.node_product[i])) {
            nodes.push_back(i);
        }
    }
    return nodes;
}

OpennessSchedule compile_openness(const SupplyNetwork& network, const Directory& directory,
                                  std::span<const Action> actions, std::span<const std::uint32_t> arm, Date start,
                                  Date end) {
    const std::vector<Window> windows = windows_of(network, directory, actions, arm, start);
    refuse_contradictions(windows);
    OpennessSchedule schedule;
    list_controlled_slots(network, windows, schedule);
    list_changes(windows, days_between(start, end), schedule);
    for (const std::uint32_t number : arm) {
        const Action& action = actions[number];
        if (action.type != ActionType::damage || action.from > end) continue;
        Damage damage = action.damage;
        damage.first_day = days_between(start, action.from);
        damage.days = days_between(action.from, action.until) + 1;
        for (const std::uint32_t node : select_nodes(network, directory, action.selector)) {
            damage.node = node;
            schedule.damage.push_back(damage);
        }
    }
    for (const std::uint32_t number : arm) {
        const Action& action = actions[number];
        if (action.type != ActionType::settlement || action.from < start || action.from > end) continue;
        schedule.cash.push_back(
            {days_between(start, action.from), action.company, action.penalty_usd + action.escrow_usd});
    }
    std::stable_sort(schedule.cash.begin(), schedule.cash.end(),
                     [](const CashEvent& a, const CashEvent& b) { return a.day < b.day; });
    return schedule;
}

}  // namespace chokepoint
