#include <algorithm>
#include <chokepoint/scenario/model/stated_value.hpp>
#include <chokepoint/study/attribution/explanation.hpp>
#include <chokepoint/study/timeline/timeline.hpp>
#include <map>
#include <numeric>

namespace chokepoint::study {

namespace {

constexpr double kNoticedShare = 1e-3;  // of baseline: an input that took less is not asked about

constexpr auto kInput = static_cast<std::uint32_t>(Channel::input);

/// The channel of the input to ask about; kNone: there is none.
std::uint32_t scarce_channel(const StudyResult& study, std::uint32_t company, std::size_t period) {
    const CompanyResult& result = study.arms[0].companies[company];
    if (result.milestones.stopped_by != kNone && result.milestones.stopped_by >= kInput)
        return result.milestones.stopped_by;
    const std::vector<double>& channels = result.channels[period];
    const auto largest = std::max_element(channels.begin() + kInput, channels.end());
    const bool noticed = largest != channels.end() && *largest > kNoticedShare * study.baseline_usd[company][period];
    return noticed ? static_cast<std::uint32_t>(largest - channels.begin()) : kNone;
}

/// The first period of this length, from it on, in which the company loses a hundredth; else the period itself.
std::size_t first_loss(const StudyResult& study, std::uint32_t company, std::size_t period) {
    constexpr double kLoss = 0.01;
    for (std::size_t p = period; p < study.periods.size(); ++p) {
        const double baseline = study.baseline_usd[company][p];
        const double loss = baseline - study.arms[0].companies[company].revenue_usd[p];
        if (study.periods[p].label.size() == study.periods[period].label.size() && loss > kLoss * baseline) return p;
    }
    return period;
}

std::vector<std::uint32_t> slots_of_input(const scenario::Model& model, std::uint32_t company, std::uint32_t product) {
    std::vector<std::uint32_t> slots;
    for (const std::uint32_t node : model.companies.nodes(company)) {
        for (std::uint32_t s = model.network.node_slots[node]; s < model.network.node_slots[node + 1]; ++s)
            if (model.network.slot_product[s] == product) slots.push_back(s);
    }
    return slots;
}

/// What is closed of the company's purchases of the input on the first day on which any is.
void find_exporters(const scenario::Scenario& scenario, std::uint32_t company, ScarceInput& input) {
    const ArmTimeline timeline = make_timeline(scenario, 0);
    std::map<std::uint32_t, double> closed;
    for (const TimelineStep& step : timeline.steps) {
        for (std::size_t k = 0; k < timeline.links.size(); ++k) {
            const TimelineLink& link = timeline.links[k];
            const double part = (1.0 - step.state[k].openness) * link.flow_usd;
            if (link.customer == company && link.product == input.product && part > 0.0) closed[link.exporter] += part;
        }
        if (closed.empty()) continue;
        input.closed = scenario.start + std::chrono::days(step.day);
        break;
    }
    for (const auto& [exporter, usd] : closed)
        input.exporters.emplace_back(usd, exporter);
    std::stable_sort(input.exporters.begin(), input.exporters.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
}

void find_caught(const scenario::Scenario& scenario, std::uint32_t company, ScarceInput& input) {
    for (const std::uint32_t rule : scenario.arms[0].actions) {
        if (scenario.actions[rule].type != policy::ActionType::content) continue;
        for (const ContentSale& sale : content_sales(scenario, scenario.actions[rule])) {
            if (sale.customer == company && sale.product == input.product && sale.caught_usd > 0.0)
                input.caught.push_back({sale, rule});
        }
    }
}

/// What ownership rules count when they deny the input to the company.
void find_owners(const scenario::Scenario& scenario, std::uint32_t company, ScarceInput& input) {
    const ArmTimeline timeline = make_timeline(scenario, 0);
    for (const policy::Term& term : timeline.terms) {
        for (const policy::Ownership& held : term.held) {
            const bool is_known = std::ranges::any_of(input.held, [&](const CountedHolding& known) {
                return known.rule == term.action && known.held.owner == held.owner;
            });
            if (held.company == company && !is_known) input.held.push_back({held, term.action});
        }
    }
}

/// The study with no action about links of the product.
StudyResult run_freed(scenario::Scenario& scenario, std::uint32_t product, unsigned threads,
                      const RunControl& control) {
    const std::vector<policy::Action> kept = scenario.actions;
    std::vector<scenario::Arm> kept_arms = scenario.arms;
    for (scenario::Arm& arm : scenario.arms)
        arm.openness.reset();
    for (policy::Action& action : scenario.actions) {
        if (!policy::selects_links(action.type)) continue;
        std::vector<std::uint32_t>& products = action.selector.products;
        if (products.empty()) {
            products.resize(scenario.model.directory.products.size());
            std::iota(products.begin(), products.end(), 0U);
        }
        std::erase(products, product);
        if (products.empty()) products = {kNone};  // an empty list would be all
    }
    StudyResult study = run_study(scenario, threads, control);
    scenario.actions = kept;
    scenario.arms = std::move(kept_arms);
    return study;
}

/// The first lift of a denial in an arm, kNone without one.
std::uint32_t lift_of(const scenario::Scenario& scenario, const scenario::Arm& arm) {
    for (const std::uint32_t number : arm.actions) {
        if (scenario.actions[number].type == policy::ActionType::lift) return number;
    }
    return kNone;
}

/// Whether the company works on until the calendar's end with so many more days of stock.
class StockTrial {
   public:
    StockTrial(scenario::Scenario& scenario, std::uint32_t company, std::uint32_t product, unsigned threads,
               const RunControl& control)
        : scenario_(scenario),
          company_(company),
          threads_(threads),
          control_(control),
          slots_(slots_of_input(scenario.model, company, product)) {}

    bool carries(int more_days) {
        std::vector<double>& days = scenario_.model.behaviour.slot_stock_days;
        const std::vector<double> kept = days;
        for (const std::uint32_t s : slots_)
            days[s] += more_days;
        const StudyResult study = run_study(scenario_, threads_, control_);
        days = kept;
        return study.arms[0].companies[company_].milestones.stop_day < 0;
    }

   private:
    scenario::Scenario& scenario_;
    std::uint32_t company_;
    unsigned threads_;
    const RunControl& control_;
    std::vector<std::uint32_t> slots_;
};

/// The least number of days by bisection: with as many as the denial lasts the input itself holds until the lift.
int least_stock(StockTrial& trial, int denial_days) {
    if (!trial.carries(denial_days)) return -1;
    int too_few = 0;
    int enough = denial_days;
    while (enough - too_few > 1) {
        const int middle = too_few + (enough - too_few) / 2;
        (trial.carries(middle) ? enough : too_few) = middle;
    }
    return enough;
}

/// The calendar ends on the day before the lift, so a run stops there.
std::optional<StockToLift> find_stock(scenario::Scenario& scenario, std::span<const scenario::Arm> arms,
                                      std::uint32_t company, const ScarceInput& input, unsigned threads,
                                      const RunControl& control) {
    const auto has_lift = [&](const scenario::Arm& arm) { return lift_of(scenario, arm) != kNone; };
    std::vector<scenario::Arm> candidates = scenario.arms;
    candidates.insert(candidates.end(), arms.begin(), arms.end());
    const auto found = std::find_if(candidates.begin(), candidates.end(), has_lift);
    if (found == candidates.end()) return std::nullopt;
    StockToLift stock{found->name, scenario.actions[lift_of(scenario, *found)].from, -1};
    if (stock.lift <= input.closed || stock.lift > scenario.end) return std::nullopt;
    const std::vector<scenario::Arm> kept_arms =
        std::exchange(scenario.arms, {{found->name, found->actions, found->label, found->meaning}});
    const Date kept_end = std::exchange(scenario.end, stock.lift - std::chrono::days(1));
    scenario.arms[0].openness = scenario::openness_of(scenario, scenario.arms[0]);
    StockTrial trial(scenario, company, input.product, threads, control);
    const bool stops = !trial.carries(0);
    if (stops) stock.more_days = least_stock(trial, days_between(input.closed, stock.lift));
    scenario.arms = kept_arms;
    scenario.end = kept_end;
    return stops ? std::optional(stock) : std::nullopt;
}

}  // namespace

Explanation explain(scenario::Scenario& scenario, std::span<const scenario::Arm> arms, std::size_t period,
                    bool or_later, unsigned threads, const RunControl& control) {
    Explanation explanation{scenario.report_companies.front(), run_study(scenario, threads, control), period, {}};
    if (!explanation.study.arms[0].finished) return explanation;
    const std::uint32_t company = explanation.company;
    if (or_later) period = explanation.period = first_loss(explanation.study, company, period);
    const std::uint32_t channel = scarce_channel(explanation.study, company, period);
    if (channel == kNone) return explanation;
    ScarceInput input;
    input.product = channel - kInput;
    find_exporters(scenario, company, input);
    if (input.exporters.empty()) return explanation;
    find_caught(scenario, company, input);
    find_owners(scenario, company, input);
    const auto& stock_days = scenario.model.behaviour.slot_stock_days;
    const std::vector<std::uint32_t> slots = slots_of_input(scenario.model, company, input.product);
    const auto [low, high] =
        std::minmax_element(slots.begin(), slots.end(), [&](auto a, auto b) { return stock_days[a] < stock_days[b]; });
    input.stock_low_days = stock_days[*low];
    input.stock_high_days = stock_days[*high];
    input.resourced = scenario.model.behaviour.rules.adaptations.resourcing;
    input.freed = run_freed(scenario, input.product, threads, control);
    input.stock = find_stock(scenario, arms, company, input, threads, control);
    explanation.input = std::move(input);
    return explanation;
}

}  // namespace chokepoint::study
