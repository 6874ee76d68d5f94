#include <cli/describe/study_pages.hpp>

namespace chokepoint::cli {

std::string timeline_page() {
    return R"(What 'chokepoint timeline' prints: what each arm's policy lets pass, on each day on which that changes. Nothing is
simulated. The arms are those with actions, or those of --arm.

Precedence. Of the rules in force on a link (deny, list, license, amend, breach) the one that began last holds, by its
'from', whatever its wind-down or its licences do later. A licence opens what denials before it and of its own day
close. Two denials that begin together must agree where they share a link. 'ends' takes an action and its amendments
out from its day on; an amendment takes the place of what it amends. After all rules hold_back scales what they leave
open, and a leak passes its share of what is still denied, for as long as its denial holds.

Cash. Escrow leaves on the day of the settlement and is back when probation is over. A breach pays the suspended
penalty, and the escrow stays away.

  open, delayed, denied
                 USD a year of what a company buys at the baseline; delayed is what comes later by itself: licences
                 decided case by case, and permits of those who hold back

With --format csv or json: a row for each exporter, customer and product whose openness has changed.

  arm, date
  action         that gave this openness; NA: none, the flow is open
  exporter, customer, product
                 companies by id; units of one company are one row where they are treated alike
  openness       of the baseline flow, 0 to 1
  state          open, part, denied, or delayed where more of it comes by itself
  flow_usd       baseline flow, USD a year
)";
}

std::string explain_page() {
    return R"(What 'chokepoint explain' prints: why a company loses what it loses in a period under one arm, from runs at the middle
of the priors.

By channel. Each day's loss is booked to what held the company, and followed along the links that caused it to the
actions behind it: goods that a supplier or customer did not send or order count as whatever holds that one, yesterday.
Stocks, customers who left and a restart remember what emptied them, so that a loss after the lift is still the denial's. Shares
by action add up to the channel, and channels to the loss. A link closed by two actions counts as the last one's. 'own'
is what no action is known to be behind. In a model of more than 5,000 companies causes are followed within the report's
companies only, and for what policy closes one link beyond. Where one action alone may close links, take capacity or
build stocks, everything is its doing and nothing has to be followed.

The input. The one that stops the company or, if it does not stop, takes most. Its stock before, the first day on which
a substitute is qualified with the share that it may replace, and what is closed on the first day, by exporter.

What would have been. The arm again with no action about links of that input; then, where the company stops before a
lift (of this arm, else of the first that has one), the days of stock of that input, on top of what it had, with which
it would not have stopped until then: by bisection to the day, if any stock of it would do.

The period is the year of the first action or, if the company loses less than a hundredth in it, the first in which it
loses that; --period names another.

With --format json a tree of the same. With --format csv rows of branch, item, root, usd, share_of_revenue, date, days, share_of_loss,
substitutable_share, content_share. The first share is of the company's baseline revenue, the second of its loss:

  loss           of the company: usd, share of its revenue
  channel        item by root: usd, share of its revenue and of the loss
  stopped, resumed, recovered
                 dates, as in 'run'; of stopped the item is what stopped it
  stock          days, the least and the most among its lines
  substitute     substitutable share of the need, first date, days of qualification
  exporter       usd a year that is closed on the date
  content        of exporters that a content rule catches: the rule as root, usd a year, content share
  freed          usd and share of its revenue that are lost with the input left open
  stock_to_lift  days more; NA where no stock of the input alone would do
)";
}

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
                   where sales to a reconstructed buyer are not disclosed: the range that the sums allow; loss_usd is
                   then NA. Samples draw these sales, and have numbers
  stopped, resumed, recovered
                   dates as 'describe outputs' defines them; NA where there is none
  usd_per_day      along dates: the loss less that of the date before, over the days between

Along one sequence of dates the table ends with what a day of delay costs: the difference of two neighbours over the
days between them, on average, at least and at most. The loss jumps where a step is more than 2 % of the baseline and,
by the day, more than three times the median step. The point of no return is the date from which on the firm, once
stopped, has not recovered when the calendar ends: a longer calendar may move it.

With --out DIR: sweep.csv and manifest.json. With uncertainty.samples above 1 each point runs all samples, and all
points share their draws.
)";
}

std::string sensitivity_page() {
    return R"(What 'chokepoint sensitivity' computes: Sobol' indices of one outcome, the share of its revenue that a company
loses in a period under one arm, over the figures of the model that have a prior.

  first   the share of the outcome's variance that a figure explains by itself (Saltelli et al. 2010, table 2 b)
  total   the same with all of its interactions with others (Jansen 1999)

The first-order indices add up to at most 1; what is left is interactions, and figures that were not asked for: those
are drawn as well, but have no index. Estimates of small indices stray below 0 and are not cut off.

  --samples N          rows of each matrix, a power of two from 8 to 65536; the runs are N times (figures + 2)
  --parameters PATHS   figures to look at, or all below a path: products.chips.stock_days,companies.ZTE
  --group NAME=PATHS   figures that are varied as one and share an index; may be repeated

Matrices A and B are independent draws of all figures, Sobol' points under nested scrambling; A_B is A with the columns
of one figure from B. What reconstructions leave open counts as one figure, 'reconstruction': row j is drawn as sample j
in A and as sample N + j in B, and A_B has those of A unless it is the column of 'reconstruction' that is exchanged.
The days after the period are not run, for they cannot change it. The default period is the year of the first action.

  figure           path, or the name of a group; the largest total comes first
  arm, firm, period
  first, first_low, first_high, total, total_low, total_high
                   indices with the bounds of 95 % intervals, from 1000 resamples of the rows; rows of Sobol' points do
                   better than the independent rows that these take them for
  first_half, total_half, first_quarter, total_quarter
                   from half and a quarter of the rows: where they still differ, more rows are needed
  rows             used; a row in which one sample failed is left out, and the exit code is 4
)";
}

}  // namespace chokepoint::cli
