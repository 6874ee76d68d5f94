#include <cli/describe/outputs_page.hpp>

namespace chokepoint::cli {

std::string outputs_table() {
    return R"(  impacts.csv      arm, firm, name, period, baseline_usd, revenue_usd, loss_usd, loss_share,
                   exposure, loss_low_usd, loss_high_usd: one row per arm, company and period.
                   'exposure' says whether the company's sales to a reconstructed buyer are
                   disclosed; where they are not, the loss is NA and the range that the sums allow
                   stands in the last two columns. With samples also p05, p50, p95, mean: of the
                   loss share of the report's companies, given the evidence if there is any; the
                   mean is what is expected.
  daily.csv        arm, firm, date, revenue_usd, output_share, min_stock_days, binding: companies
                   of the report; 'binding' is the channel of the day's largest loss, named as in
                   attribution.csv, with its product: 'input: chips'.
  differences.csv  arm_a, arm_b, ...: revenue of arm_b less revenue of arm_a, for every pair of
                   arms; with samples the same columns, and b_loses_less, the share of samples in
                   which arm_b loses less.
  attribution.csv  arm, firm, period, channel, via, root, loss_usd: rows add up to the loss.
                   'channel' is one of 'own sales denied', 'customers order less', 'customers who
                   left', 'taken over from rivals', 'sold to other buyers', 'waiting orders served
                   later', 'want of capacity', 'restart after a stop', 'closed for want of cash',
                   and 'input', whose product is 'via': a stock of it ran out. Below 0 a channel
                   makes losses good. 'root' is the action behind it, followed along the links
                   that caused it; own where none is known to be. With samples also mean_usd,
                   p05_usd, p50_usd, p95_usd of the report's companies in years and the whole run,
                   given the evidence if there is any; the means add up to the mean loss.
  summary.json     milestones and impacts of the report's companies; 'cautions' are sentences on
                   what the result says nothing about: targets with no modelled supplier, or with
                   modelled purchases below 2 % of their revenue, and payments and licences of
                   companies that no denial of their arm targets.
  report.html      the same as a page with charts, tables and sources, which opens from disk and
                   asks for nothing else.
  manifest.json    version, commit, command, seed, SHA-256 of the inputs, the resolved scenario;
                   of a run that was interrupted what it holds.
  models.csv       with --models, in place of all but the manifest: the columns of impacts.csv by
                   model.

With 'uncertainty: {samples: N}':

  samples.csv      evidence, arm, firm, period, p05, p50, p95, mean: of the loss share, without
                   evidence (none) and given all of it (all).
  paired.csv       the same of the difference of two arms within each sample; b_loses_less is the
                   share of samples in which arm_b loses less than arm_a.
  ensemble.csv     one row per sample, arm and company: weight, dates, share lost of the whole
                   run, and the value drawn of every prior; a sample whose figures do not close
                   has one row, with its fault.

With '--format netcdf', which goes with '--out', all of the CSV files are one:

  results.nc       netCDF-4 by CF-1.10, with the same numbers to the last bit: baseline_usd,
                   revenue_usd, loss_usd, loss_share, loss_low_usd, loss_high_usd along arm, firm,
                   period; daily_revenue_usd, output_share, min_stock_days, binding along arm,
                   report_firm, time; attributed_loss_usd along arm, firm, period, channel, root.
                   With samples: loss_share_spread and saved_share_spread along statistic; drawn,
                   weight, fault, stopped, resumed, recovered, lowest_output_share,
                   sample_loss_share along sample. A difference of two arms is that of their
                   losses. NaN is what is not disclosed, or not there. Attributes: version,
                   command, seed, SHA-256 of the inputs.
)";
}

}  // namespace chokepoint::cli
