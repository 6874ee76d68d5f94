#include "study_pages.hpp"

namespace chokepoint::cli {

std::string sweep_page() {
    return R"(What 'chokepoint sweep' runs: the scenario once for each value of a quantity, or of two as a grid.

  --vary KEY=FROM:TO:STEP  numbers; the last value is the last one that is not beyond TO
  --vary KEY=DATE:DATE:N   ISO dates, N days apart
  --vary KEY=a,b,c         any values that --set takes

KEY is a key of the scenario, or with the prefix 'model.' of its model. Each point is the scenario read anew with that
value, after those of --set. Of the arms those with actions are run, or those of --arm. All points are checked for the
period of the scenario as it stands in its file. At most 10000 points.

  KEY              the value, a column for each --vary
  arm, firm, name, period
  baseline_usd     revenue without any action
  loss_usd         baseline less revenue
  loss_share       of the baseline
  p05, p50, p95    with samples: quantiles of loss_share; loss_usd, loss_share and the dates are then medians
  loss_low_usd, loss_high_usd
                   where sales to a reconstructed buyer are not disclosed: the range that the sums allow; loss_usd is NA
  stops            the first day below a tenth of normal output
  back             the first of 30 days above nine tenths after it; NA if it did not stop, or is not back
  usd_per_day      along dates: the loss less that of the date before, over the days between

Along one sequence of dates the table ends with what a day of delay costs: the difference of two neighbours over the
days between them, on average, at least and at most. The loss jumps where a step is more than 2 % of the baseline and,
by the day, more than three times the median step. The point of no return is the date from which on the firm, once
stopped, is not back before the calendar ends: a longer calendar may move it.

With --out DIR: sweep.csv and manifest.json. With uncertainty.samples above 1 each point runs all samples, and all
points share their draws.
)";
}

}  // namespace chokepoint::cli
