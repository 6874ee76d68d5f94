#include <algorithm>
#include <array>
#include <chokepoint/base/parallel.hpp>
#include <chokepoint/policy/openness.hpp>
#include <chokepoint/study/recorder.hpp>
#include <chokepoint/study/study.hpp>

namespace chokepoint {

namespace {

constexpr std::size_t kRecordAll = 5000;

/// The report's companies first, then all others of a model that is not too large.
std::vector<std::uint32_t> recorded_companies(const Scenario& scenario) {
    std::vector<std::uint32_t> list = scenario.report_companies;
    if (scenario.model.companies.size() > kRecordAll) return list;
    for (std::uint32_t company = 0; company < scenario.model.companies.size(); ++company) {
        if (std::find(list.begin(), list.end(), company) == list.end()) list.push_back(company);
    }
    return list;
}

double baseline_revenue(const Scenario& scenario, const CompanyInfo& company, const Period& period) {
    double output = 0.0;
    for (const std::uint32_t node : company.nodes)
        output += scenario.model.network.output[node];
    double revenue = 0.0;
    for (int day = period.first_day; day <= period.last_day; ++day) {
        revenue += company.profile.at(scenario.start + std::chrono::days(day)) * output;
    }
    return revenue;
}

}  // namespace

StudyResult run_study(const Scenario& scenario, unsigned threads) {
    const Model& model = scenario.model;
    StudyResult study;
    study.periods = make_periods(scenario.start, scenario.end, scenario.periods);
    study.companies = recorded_companies(scenario);
    study.baseline_usd.resize(model.companies.size());
    for (const std::uint32_t company : study.companies) {
        for (const Period& period : study.periods) {
            study.baseline_usd[company].push_back(baseline_revenue(scenario, model.companies[company], period));
        }
    }
    study.arms.resize(scenario.arms.size());
    for_each_index(scenario.arms.size(), threads, [&](std::size_t a) {
        const OpennessSchedule schedule = compile_openness(model.network, model.directory, scenario.actions,
                                                           scenario.arms[a].actions, scenario.start, scenario.end);
        DayStep step(model.network, model.behaviour, schedule);
        Recorder recorder(scenario, study);
        for (int day = 0; day < scenario.days(); ++day) {
            step.advance();
            recorder.book(step);
        }
        study.arms[a] = recorder.finish(scenario.arms[a].name, step);
    });
    return study;
}

std::string channel_name(std::uint32_t channel, const Directory& directory) {
    constexpr std::array<std::string_view, 9> kNames = {"denied",  "demand",   "goodwill", "rivals",    "redeployed",
                                                        "backlog", "capacity", "restart",  "insolvency"};
    if (channel < kNames.size()) return std::string(kNames[channel]);
    return "input: " + directory.products.name(channel - static_cast<std::uint32_t>(kNames.size()));
}

}  // namespace chokepoint
