#include <doctest/doctest.h>

#include <bit>
#include <chokepoint/study/study.hpp>
#include <cmath>
#include <numeric>

#include "../random_case.hpp"

using namespace chokepoint;

namespace {

/// Every number of a result in order. Doubles are compared by their bits, so NaN equals NaN and 0 differs from -0.
class Bytes {
   public:
    void add(double value) { words_.push_back(std::bit_cast<std::uint64_t>(value)); }
    void add(std::uint64_t value) { words_.push_back(value); }
    void add(int value) { words_.push_back(static_cast<std::uint64_t>(value)); }
    template <class T>
    void add(const std::vector<T>& values) {
        words_.push_back(values.size());
        for (const T& value : values)
            add(value);
    }
    void add(std::uint32_t value) { words_.push_back(value); }
    void add(const std::string& text) {
        words_.push_back(text.size());
        for (const char c : text)
            words_.push_back(static_cast<unsigned char>(c));
    }
    const std::vector<std::uint64_t>& words() const { return words_; }

   private:
    std::vector<std::uint64_t> words_;
};

std::vector<std::uint64_t> bytes_of(const study::StudyResult& study) {
    Bytes bytes;
    for (const study::Period& period : study.periods) {
        bytes.add(period.label);
        bytes.add(period.first_day);
        bytes.add(period.last_day);
    }
    bytes.add(study.companies);
    for (const std::vector<double>& baseline : study.baseline_usd)
        bytes.add(baseline);
    for (const study::ArmResult& arm : study.arms) {
        bytes.add(arm.name);
        for (const study::CompanyResult& company : arm.companies) {
            bytes.add(company.revenue_usd);
            bytes.add(company.channels);
            bytes.add(company.roots);
            bytes.add(company.daily.revenue_usd);
            bytes.add(company.daily.output_share);
            bytes.add(company.daily.min_stock_days);
            bytes.add(company.daily.binding);
            bytes.add(company.milestones.stop_day);
            bytes.add(company.milestones.stopped_by);
            bytes.add(company.milestones.resume_day);
            bytes.add(company.milestones.recovery_day);
            bytes.add(company.milestones.lowest_share);
            bytes.add(company.milestones.lowest_day);
            bytes.add(company.cash_change_usd);
            bytes.add(static_cast<int>(company.ran_out_of_cash));
        }
    }
    return bytes.words();
}

/// A scenario of nine arms on one random model: the baseline, each action alone, and all of them.
scenario::Scenario make_scenario(std::uint64_t seed) {
    RandomCase chosen = make_random_case(seed);
    scenario::Scenario scenario;
    scenario.start = chosen.start;
    scenario.end = chosen.end;
    scenario.periods = {true, true, true};
    scenario.actions = chosen.actions;
    scenario.arms.push_back({"baseline", {}});
    for (int k = 0; k < 7; ++k) {
        const auto action = static_cast<std::uint32_t>(static_cast<std::size_t>(k) % chosen.actions.size());
        scenario.arms.push_back({"arm-" + std::to_string(k), {action}});
    }
    scenario.arms.push_back({"all", chosen.arm});
    scenario::Model& model = scenario.model;
    model.companies = scenario::Companies(chosen.directory.companies, chosen.directory.node_company);
    for (std::uint32_t c = 0; c < model.companies.size(); ++c) {
        if (c % 2 == 0) scenario.report_companies.push_back(c);
        if (c % 3 == 0) model.companies.set_profile(c, {2018 * 4, {0.9, 1.1, 1.0, 1.3}});
    }
    model.directory = std::move(chosen.directory);
    model.network = std::move(chosen.network);
    model.behaviour = std::move(chosen.behaviour);
    model.behaviour.rules = preset_rule_sets().front().rules;
    return scenario;
}

}  // namespace

TEST_CASE("a study has the same bytes on 1, 2 and 7 threads, and other bytes under another policy") {
    for (std::uint64_t seed = 401; seed <= 404; ++seed) {
        scenario::Scenario scenario = make_scenario(seed);
        const auto alone = bytes_of(study::run_study(scenario, 1));
        CHECK(bytes_of(study::run_study(scenario, 2)) == alone);
        CHECK(bytes_of(study::run_study(scenario, 7)) == alone);
        scenario.arms[1].actions.clear();
        scenario.arms[1].actions = scenario.arms[2].actions;
        scenario.arms.back().actions.clear();
        CHECK(bytes_of(study::run_study(scenario, 7)) != alone);
    }
}

TEST_CASE("the channels of a loss add up to baseline less revenue in every period of every company") {
    for (std::uint64_t seed = 401; seed <= 420; ++seed) {
        const scenario::Scenario scenario = make_scenario(seed);
        const study::StudyResult study = study::run_study(scenario, 2);
        for (const study::ArmResult& arm : study.arms) {
            for (const std::uint32_t company : study.companies) {
                const study::CompanyResult& result = arm.companies[company];
                for (std::size_t p = 0; p < study.periods.size(); ++p) {
                    double channels = 0.0;
                    for (const double channel : result.channels[p])
                        channels += channel;
                    const double loss = study.baseline_usd[company][p] - result.revenue_usd[p];
                    // Sums over up to 400 days with cancelling terms: 1e-10 of turnover, far below any channel that
                    // matters.
                    CHECK(std::abs(channels - loss) <= 1e-10 * study.baseline_usd[company][p]);
                }
            }
        }
    }
}

TEST_CASE("the parts of a channel by root add up to the channel, and hardly any have no root") {
    double all = 0.0;
    double unknown = 0.0;
    for (std::uint64_t seed = 401; seed <= 420; ++seed) {
        const scenario::Scenario scenario = make_scenario(seed);
        const study::StudyResult study = study::run_study(scenario, 2);
        for (const study::ArmResult& arm : study.arms) {
            for (const std::uint32_t company : study.companies) {
                for (std::size_t p = 0; p < study.periods.size(); ++p) {
                    const std::vector<double>& channels = arm.companies[company].channels[p];
                    for (std::uint32_t c = 0; c < channels.size(); ++c) {
                        const std::vector<double> parts = study::losses_by_root(arm, company, p, c);
                        const double sum = std::accumulate(parts.begin(), parts.end(), 0.0);
                        CHECK(std::abs(sum - channels[c]) <= 1e-9 * study.baseline_usd[company][p]);
                        all += std::abs(sum);
                        unknown += std::abs(parts.back());
                    }
                }
            }
        }
    }
    CHECK(unknown <= 1e-5 * all);
}

TEST_CASE("an arm without actions loses nothing, to the last bit") {
    for (std::uint64_t seed = 401; seed <= 404; ++seed) {
        const scenario::Scenario scenario = make_scenario(seed);
        const study::StudyResult study = study::run_study(scenario, 2);
        for (const std::uint32_t company : study.companies)
            CHECK(study.arms[0].companies[company].revenue_usd == study.baseline_usd[company]);
    }
}
