#include <algorithm>
#include <chokepoint/dynamics/day_step.hpp>
#include <chokepoint/policy/openness.hpp>
#include <chokepoint/study/stock_trace.hpp>
#include <climits>
#include <map>

namespace chokepoint {

namespace {

constexpr double kOut = 1.0;      // days of use
constexpr double kNoticed = 0.5;  // of what is there at rest

/// The slots of each input that the company's output depends on.
std::map<std::uint32_t, std::vector<std::uint32_t>> slots_by_input(const Scenario& scenario, std::uint32_t company) {
    const SupplyNetwork& network = scenario.model.network;
    const Behaviour& behaviour = scenario.model.behaviour;
    std::map<std::uint32_t, std::vector<std::uint32_t>> slots;
    for (const std::uint32_t i : scenario.model.companies.nodes(company)) {
        for (std::uint32_t s = network.node_slots[i]; s < network.node_slots[i + 1]; ++s) {
            const bool counts = counted_dependence(behaviour.rules.production, behaviour.slot_dependence[s]) > 0.0;
            if (counts && network.slot_need[s] > 0.0) slots[network.slot_product[s]].push_back(s);
        }
    }
    return slots;
}

void follow(StockTrace& trace, const std::vector<std::uint32_t>& slots, const SupplyNetwork& network,
            const DayState& state, int day) {
    double stock = 0.0;
    double use = 0.0;
    double lowest = state.cover[slots.front()];
    for (const std::uint32_t s : slots) {
        stock += state.cover[s] * network.slot_need[s];
        use += network.slot_need[s];
        lowest = std::min(lowest, state.cover[s]);
    }
    trace.cover_days.push_back(stock / use);
    if (trace.first_out_day < 0 && lowest < kOut) trace.first_out_day = day;
    if (trace.all_out_day < 0 && trace.cover_days.back() < kOut) trace.all_out_day = day;
    if (trace.cover_days.back() < trace.cover_days[static_cast<std::size_t>(trace.lowest_day)]) trace.lowest_day = day;
}

/// Never comes last.
int order_of(int day) {
    return day < 0 ? INT_MAX : day;
}

}  // namespace

std::vector<StockTrace> trace_stocks(const Scenario& scenario, std::size_t arm, std::uint32_t company) {
    const Model& model = scenario.model;
    const auto slots = slots_by_input(scenario, company);
    std::vector<StockTrace> traces;
    for (const auto& [product, list] : slots)
        traces.push_back({product, {}});
    const OpennessSchedule schedule = compile_openness(model.network, model.directory, scenario.actions,
                                                       scenario.arms[arm].actions, scenario.start, scenario.end);
    DayStep step(model.network, model.behaviour, schedule);
    for (int day = 0; day < scenario.days(); ++day) {
        step.advance();
        for (StockTrace& trace : traces)
            follow(trace, slots.at(trace.product), model.network, step.state(), day);
    }
    std::erase_if(traces, [](const StockTrace& trace) {
        return trace.cover_days[static_cast<std::size_t>(trace.lowest_day)] >= kNoticed * trace.cover_days.front();
    });
    std::stable_sort(traces.begin(), traces.end(), [](const StockTrace& a, const StockTrace& b) {
        return order_of(a.first_out_day) < order_of(b.first_out_day);
    });
    return traces;
}

}  // namespace chokepoint
