#include <chokepoint/report/data/described_tables.hpp>
#include <chokepoint/report/data/forecast_table.hpp>
#include <chokepoint/report/data/implied_table.hpp>
#include <chokepoint/report/data/ranking_table.hpp>
#include <chokepoint/report/data/run_tables.hpp>
#include <chokepoint/report/data/score_table.hpp>
#include <chokepoint/report/data/sensitivity_table.hpp>
#include <chokepoint/report/data/sweep_table.hpp>
#include <chokepoint/report/explanation/explanation_text.hpp>
#include <chokepoint/report/timeline/timeline_table.hpp>

namespace chokepoint::report {

std::vector<DescribedTable> folder_tables() {
    return {
        {"impacts.csv",
         "One row per arm, company and period. With samples amounts are medians, weighted by the evidence. Where "
         "sales to a reconstructed buyer are not disclosed, the loss is NA and there is a range: from the least to "
         "the largest that the sums allow, with samples from the 5 % quantile of the one to the 95 % quantile of "
         "the other. Columns from p05 on: with samples.",
         impact_variables()},
        {"groups.csv",
         "One row per arm, group of companies and period: by role, country and sector, or as 'report: by:' says. "
         "Columns from p05 on: with samples.",
         group_variables()},
        {"firms.csv", "With --every-firm: one row per arm, company and year. Columns from p05_usd on: with samples.",
         firm_variables()},
        {"daily.csv, of samples", "One row per arm, target and day that the samples keep.", output_variables()},
        {"daily.csv, of one run", "One row per arm, company of the report and day.", daily_variables()},
        {"differences.csv", "One row per pair of arms, company and period. Columns from p05 on: with samples.",
         difference_variables()},
        {"attribution.csv",
         "One row per arm, company, period, channel and root that is not zero. The losses add up to the loss, with "
         "samples to the mean loss; a channel below 0 makes up for losses. With samples: for the companies of the "
         "report, in years and the whole run, with columns from p05_usd on.",
         attribution_variables()},
        {"samples.csv", "With samples: one row per evidence, arm, company of the report and period.",
         spread_variables()},
        {"paired.csv", "With samples: one row per evidence, pair of arms, company of the report and period.",
         paired_variables()},
        {"ensemble.csv",
         "With samples: one row per sample, arm and company of the report, for the whole run; then a column for "
         "the value drawn of each prior. A sample that failed has one row, with its fault.",
         ensemble_variables()}};
}

std::vector<DescribedTable> command_tables() {
    return {{"sweep", "One row per point, arm and company, after a column for each swept key.", sweep_variables()},
            {"sensitivity", "One row per parameter or group, the largest total index first.", sensitivity_variables()},
            {"rank", "One row per firm, company, country, sector or group that fails.", ranking_variables()},
            {"timeline", "One row per exporter, customer and product whose openness changes.", timeline_variables()},
            {"explain", "One row per part of the explanation.", explanation_variables()},
            {"implied", "One row.", implied_variables()},
            {"forecast", "One row per forecast; after p01 the other percentiles follow to p99.", forecast_variables()},
            {"score", "One row per outcome, then one for all.", score_variables()}};
}

}  // namespace chokepoint::report
