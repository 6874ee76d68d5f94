#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chokepoint/base/parallel.hpp>
#include <chokepoint/policy/openness.hpp>
#include <chokepoint/study/record/recorder.hpp>
#include <chokepoint/study/study.hpp>
#include <mutex>
#include <optional>
#include <thread>

namespace chokepoint::study {

namespace {

/// Counts the days done in all arms and passes them on, one thread at a time.
class ProgressCounter {
   public:
    ProgressCounter(const RunControl& control, long long all) : control_(control), all_(all) {}

    void add(int days) {
        const long long done = done_ += days;
        if (!control_.progress) return;
        const std::unique_lock lock(mutex_, std::try_to_lock);
        if (lock.owns_lock()) control_.progress(done, all_);
    }

   private:
    const RunControl& control_;
    long long all_;
    std::atomic<long long> done_{0};
    std::mutex mutex_;
};

constexpr int kProgressDays = 64;

}  // namespace

bool is_large(const network::SupplyNetwork& network) {
    return network.link_count() > 200'000;
}

StudyResult frame_study(const scenario::Scenario& scenario) {
    StudyResult study;
    study.periods = make_periods(scenario.start, scenario.end, scenario.periods);
    study.companies = recorded_companies(scenario, scenario.model);
    study.baseline_usd = ByCompany<std::vector<double>>(study.companies);
    const RecordPlan plan(scenario, study.periods, study.companies.size(), Detail::series);
    for (const RecordedUnit& unit : units_of(scenario.model, study.companies))
        study.baseline_usd.at(unit.company) = baseline_revenue(plan, scenario.model, unit);
    study.groups = make_groups(scenario);
    study.group_baseline_usd = group_baseline(study.groups, scenario.model, study.periods, scenario.start);
    for (const scenario::Arm& arm : scenario.arms) {
        ArmResult& result = study.arms.emplace_back();
        result.name = arm.name;
        result.roots = root_actions(scenario, arm);
        result.companies = ByCompany<CompanyResult>(study.companies);
    }
    return study;
}

StudyResult run_study(const scenario::Scenario& scenario, unsigned threads, const RunControl& control) {
    const scenario::Model& model = scenario.model;
    StudyResult study = frame_study(scenario);
    RecordPlan plan(scenario, study.periods, study.companies.size(), Detail::series);
    plan.keep_groups(study.groups, study.periods);
    ProgressCounter counter(control,
                            static_cast<long long>(scenario.days()) * static_cast<long long>(scenario.arms.size()));
    // A small network gives each arm a thread; a large one gives each arm all threads, and one arm's memory is enough.
    std::optional<ThreadTeam> team;
    if (is_large(model.network)) team.emplace(threads);
    for_each_index(scenario.arms.size(), team ? 1 : threads, [&](std::size_t a) {
        const auto schedule = scenario::openness_of(scenario, scenario.arms[a]);
        dynamics::DayStep step(model.network, model.behaviour, *schedule, dynamics::NodeSweep::automatic,
                               team ? &*team : nullptr);
        Recorder recorder(plan, {{&model, schedule.get()}}, units_of(model, study.companies), scenario.arms[a]);
        for (int day = 0; day < scenario.days(); ++day) {
            if (control.stop != nullptr && *control.stop) return;
            step.advance();
            recorder.record(step);
            if (day % kProgressDays == kProgressDays - 1) counter.add(kProgressDays);
        }
        std::vector<CompanyResult> results = std::move(recorder.finish(step).front());
        for (std::size_t c = 0; c < results.size(); ++c)
            study.arms[a].companies.at(study.companies[c]) = std::move(results[c]);
        study.arms[a].groups = recorder.group_sums(0);
        study.arms[a].finished = true;
    });
    return study;
}

void drop_unfinished_arms(scenario::Scenario& scenario, StudyResult& study) {
    for (std::size_t a = study.arms.size(); a-- > 0;) {
        if (study.arms[a].finished) continue;
        study.arms.erase(study.arms.begin() + static_cast<std::ptrdiff_t>(a));
        scenario.arms.erase(scenario.arms.begin() + static_cast<std::ptrdiff_t>(a));
    }
}

std::size_t study_bytes(const scenario::Scenario& scenario, unsigned threads) {
    const network::SupplyNetwork& network = scenario.model.network;
    if (threads == 0) threads = std::max(1U, std::thread::hardware_concurrency());
    const std::size_t at_once = is_large(network) ? 1 : std::min<std::size_t>(threads, scenario.arms.size());
    const bool policy = !scenario.actions.empty();
    const std::size_t arm =
        dynamics::day_step_bytes(network, scenario.model.behaviour, policy) + 8 * network.node_count();
    const std::size_t daily = (28 + 8 * scenario.model.directory.products.size()) *
                              static_cast<std::size_t>(scenario.days()) * scenario.report_companies.size();
    const std::size_t periods = make_periods(scenario.start, scenario.end, scenario.periods).size();
    const std::size_t by_period = 8 * (12 + scenario.model.directory.products.size()) * periods *
                                  recorded_companies(scenario, scenario.model).size();
    std::size_t by_root = 0;
    for (const scenario::Arm& each : scenario.arms) {
        if (const std::size_t roots = root_actions(scenario, each).size(); roots > 1) by_root += roots + 1;
    }
    return at_once * arm + scenario.arms.size() * (daily + by_period) + by_root * by_period;
}

double loss_of_root(const CompanyResult& result, std::size_t roots, std::size_t period, std::uint32_t channel,
                    std::uint32_t root) {
    const std::size_t width = roots + 1;
    if (width > 2 && !result.roots[period].empty()) return result.roots[period][channel * width + root];
    return root == (width > 2 ? width - 1 : 0) ? result.channels[period][channel] : 0.0;
}

std::vector<double> losses_by_root(const ArmResult& arm, std::uint32_t company, std::size_t period,
                                   std::uint32_t channel) {
    std::vector<double> losses;
    for (std::uint32_t root = 0; root <= arm.roots.size(); ++root)
        losses.push_back(loss_of_root(arm.companies[company], arm.roots.size(), period, channel, root));
    return losses;
}

std::size_t channel_count(const network::Directory& directory) {
    return static_cast<std::size_t>(Channel::input) + directory.products.size();
}

std::string channel_name(std::uint32_t channel, const network::Directory& directory) {
    constexpr std::array<std::string_view, 9> kNames = {
        "own sales denied",       "customers order less", "customers who left",
        "taken over from rivals", "sold to other buyers", "waiting orders served later",
        "lack of capacity",       "restart after a stop", "closed for lack of cash"};
    if (channel < kNames.size()) return std::string(kNames[channel]);
    return fmt::format("input: {}", directory.products.name(channel - static_cast<std::uint32_t>(kNames.size())));
}

}  // namespace chokepoint::study
