#pragma once

#include <chokepoint/base/run_control.hpp>
#include <chokepoint/scenario/scenario.hpp>
#include <chokepoint/study/by_company.hpp>
#include <chokepoint/study/groups/group_recorder.hpp>
#include <chokepoint/study/period.hpp>
#include <chokepoint/study/record/milestones.hpp>
#include <cstdint>
#include <string>
#include <vector>

namespace chokepoint::study {

/// Where a lost dollar of a company's revenue went. There is one `input` channel per product, numbered from `input`.
enum class Channel : std::uint32_t {
    denied,      ///< Its own sales refused by policy.
    demand,      ///< Customers ordered less (negative: more).
    goodwill,    ///< Final customers who left.
    rivals,      ///< Negative: final demand taken over from others.
    redeployed,  ///< Negative: other buyers for denied sales.
    backlog,     ///< Negative: waiting orders served.
    capacity,    ///< Could not make more.
    restart,     ///< On the ramp after a suspension.
    insolvency,  ///< Closed for lack of cash.
    input,       ///< First of the inputs: input p is at input + p.
};

/// The cover of an input that a company depends on, at the end of each day, in days of baseline use.
struct StockSeries {
    std::uint32_t product = 0;
    std::vector<float> lowest_days;  ///< Of its slots.
    std::vector<float> mean_days;    ///< Over them, weighed by what they use.
};

/// What one company did on each day of an arm; money with its profile.
struct DailySeries {
    std::vector<double> revenue_usd;
    std::vector<double> output_share;    ///< Of baseline.
    std::vector<double> min_stock_days;  ///< Lowest of `stocks`; NaN if there are none.
    std::vector<std::uint32_t> binding;  ///< Channel of the day's largest loss; kNone on a day without one.
    std::vector<StockSeries> stocks;     ///< One an input.
};

/// One company under one arm.
struct CompanyResult {
    std::vector<double> revenue_usd;            ///< By period.
    std::vector<std::vector<double>> channels;  ///< By period, then channel; adds up to baseline less revenue.
    /// By period, then (channel, root); empty where loss_of_root() needs no numbers.
    std::vector<std::vector<double>> roots;
    DailySeries daily;                    ///< Empty for companies that are not in the report.
    Milestones milestones;                ///< Likewise.
    std::vector<double> cash_change_usd;  ///< By period, if the model keeps its cash.
    bool ran_out_of_cash = false;
};

/// The recorded companies under one arm.
struct ArmResult {
    std::string name;
    std::vector<std::uint32_t> roots;  ///< The arm's actions that may be behind a loss.
    ByCompany<CompanyResult> companies;
    GroupSums groups;
    bool finished = false;  ///< False: the run was stopped before its last day, and there is no result.
};

/// The outcome of a scenario.
struct StudyResult {
    std::vector<Period> periods;
    std::vector<std::uint32_t> companies;         ///< Recorded, the report's first.
    ByCompany<std::vector<double>> baseline_usd;  ///< By period; with the profile, without any action.
    Groups groups;
    std::vector<double> group_baseline_usd;  ///< By group, then period.
    std::vector<ArmResult> arms;
};

/// The periods, companies and baseline of a scenario, with an arm for each of its own that has no result yet. All
/// companies are recorded, or in a model of more than 5,000 those of the report.
StudyResult frame_study(const scenario::Scenario& scenario);

/// Whether one arm has work for all threads and takes much memory.
bool is_large(const network::SupplyNetwork& network);

/// Runs every arm of a scenario over its calendar. The bytes of the result do not depend on `threads` (0: as many as
/// the machine has). Progress counts days in all arms.
StudyResult run_study(const scenario::Scenario& scenario, unsigned threads, const RunControl& control = {});

/// Removes the unfinished arms from both.
void drop_unfinished_arms(scenario::Scenario& scenario, StudyResult& study);

/// Memory that run_study() needs beyond the scenario's own, in bytes, to within about a tenth.
std::size_t study_bytes(const scenario::Scenario& scenario, unsigned threads);

/// The part of a channel's loss in a period that is attributed to action number `root` of an arm with `roots` actions;
/// number `roots` is the part without a known cause. The parts add up to the channel. If only one action can cause a
/// loss, the whole loss is attributed to it, since without it everything stands still. In a model of more than 5,000
/// companies causes are followed only within the report's companies, and one link beyond for what policy closes.
double loss_of_root(const CompanyResult& result, std::size_t roots, std::size_t period, std::uint32_t channel,
                    std::uint32_t root);
/// All of them, of a company under an arm.
std::vector<double> losses_by_root(const ArmResult& arm, std::uint32_t company, std::size_t period,
                                   std::uint32_t channel);

/// Channels are numbered from 0: those of Channel up to `input`, and from there on an input of each product.
std::size_t channel_count(const network::Directory& directory);
/// What a channel is called in tables and files: `own sales denied`, `input: network-chips`.
std::string channel_name(std::uint32_t channel, const network::Directory& directory);

}  // namespace chokepoint::study
