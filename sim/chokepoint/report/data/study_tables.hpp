#pragma once

#include <chokepoint/report/data/table.hpp>
#include <chokepoint/scenario/exposure.hpp>
#include <chokepoint/study/study.hpp>
#include <optional>

namespace chokepoint::report {

/// A company's loss as it may be shown: a number, or the range that the closure implies where its sales were not
/// disclosed.
struct ShownLoss {
    bool disclosed = true;
    double loss_usd = 0.0;
    double low_usd = 0.0;
    double high_usd = 0.0;
};

/// Loss of `company` under arm `arm` in period `period`. A supplier whose sales to the buyer were not disclosed loses
/// in proportion to them, so its range is the modelled loss scaled to the lowest and highest sales that the closure
/// allows. The part of a loss that is more than all of these sales scales with its other sales instead, so that no
/// company loses more than its revenue.
ShownLoss shown_loss(const scenario::Scenario& scenario, const study::StudyResult& study, std::size_t arm,
                     std::uint32_t company, std::size_t period);

/// `disclosed`, `at least`, ...; "" where there is nothing to know.
std::string disclosure_name(const scenario::Exposure* exposure);

/// impacts.csv: one row per arm, company and period.
Table impacts_table(const scenario::Scenario& scenario, const study::StudyResult& study);
/// daily.csv: one row per arm, company of the report and day.
std::string daily_csv(const scenario::Scenario& scenario, const study::StudyResult& study);
/// differences.csv: one row per pair of arms, company and period; or of the one pair given.
Table differences_table(const scenario::Scenario& scenario, const study::StudyResult& study,
                        std::optional<std::pair<std::size_t, std::size_t>> pair = std::nullopt);

}  // namespace chokepoint::report
