#pragma once

#include <chokepoint/scenario/scenario.hpp>
#include <chokepoint/study/groups/groups.hpp>
#include <chokepoint/study/period.hpp>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace chokepoint::study {

/// What is recorded by itself: nodes of a company, with its season.
struct RecordedUnit {
    std::uint32_t company = 0;
    std::span<const std::uint32_t> nodes;
};

/// How much of a unit is recorded.
enum class Detail : std::uint8_t {
    revenue,  ///< Revenue by period; of the report's companies the share of output by day and milestones.
    losses,   ///< Also losses by channel and root and cash, of companies.
    series,   ///< Also revenue, stocks and what bound by day.
};

/// What all arms and lanes of a study record alike. Of its units the report's companies come first, then other
/// companies, then segments.
struct RecordPlan {
    /// The scenario outlives it.
    RecordPlan(const scenario::Scenario& scenario, const std::vector<Period>& periods, std::size_t companies,
               Detail detail);
    /// Losses are kept of these periods alone.
    void keep_losses_of(std::span<const std::size_t> numbers);
    /// Shares of output by day are kept of these units alone.
    void keep_shares_of(std::span<const std::size_t> units);
    /// Losses and gains are kept of these groups; the periods are those of the plan. Both outlive it.
    void keep_groups(const Groups& of, const std::vector<Period>& all) {
        groups = &of;
        period_list = &all;
    }

    const scenario::Scenario& scenario;
    const std::size_t periods;
    const std::size_t companies;  ///< Units that are companies.
    const std::size_t daily;      ///< Units that are of the report.
    const Detail detail;
    std::vector<std::vector<std::uint32_t>> periods_of_day;
    std::vector<bool> keeps_losses;                         ///< By period: all, unless keep_losses_of() says else.
    std::vector<std::vector<std::uint32_t>> losses_of_day;  ///< Those of periods_of_day that keep losses.
    std::vector<bool> keeps_shares;                         ///< By unit of the report, likewise.
    /// The last day of each month. Sums are made by month first, in which all days have one season and are in the same
    /// periods, so that a period's sum does not depend on which others there are.
    std::vector<std::size_t> month_ends;
    const Groups* groups = nullptr;                    ///< Null: none are kept.
    const std::vector<Period>* period_list = nullptr;  ///< Where groups are kept.
};

/// The report's companies first, then all others of a model of up to 5,000.
std::vector<std::uint32_t> recorded_companies(const scenario::Scenario& scenario, const scenario::Model& model);

/// The units of a list of companies.
std::vector<RecordedUnit> units_of(const scenario::Model& model, std::span<const std::uint32_t> companies);

/// Revenue of a unit in each period when there is no action, with its season.
std::vector<double> baseline_revenue(const RecordPlan& plan, const scenario::Model& model, const RecordedUnit& unit);

}  // namespace chokepoint::study
