#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chokepoint/base/text/utf8.hpp>
#include <chokepoint/report/text/caveats.hpp>
#include <chokepoint/report/text/ensemble_text.hpp>
#include <chokepoint/report/text/headline.hpp>
#include <chokepoint/report/text/screen.hpp>
#include <chokepoint/study/evidence_weight.hpp>
#include <chokepoint/study/report_place.hpp>
#include <chokepoint/study/shown_loss.hpp>
#include <chokepoint/study/spread.hpp>
#include <chokepoint/uncertainty/weighted.hpp>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>

namespace chokepoint::report {

namespace {

constexpr std::size_t kSpreadNameWidth = 20;
constexpr std::size_t kArmWidth = 17;
constexpr double kFewSamples = 100.0;

/// `61.5 [48.0, 72.3]`; where sales are not disclosed, the interval alone.
std::string cell(const study::Spread& spread, bool disclosed) {
    if (std::isnan(spread.p50)) return "-";
    const auto number = [](double share) {
        return std::abs(share) < 5e-4 ? "0.0" : fmt::format("{:.1f}", 100.0 * share);
    };
    const bool ranged = !std::isnan(spread.p05);
    if (!ranged) return disclosed ? number(spread.p50) : "-";
    const std::string interval = fmt::format("[{}, {}]", number(spread.p05), number(spread.p95));
    return disclosed ? number(spread.p50) + " " + interval : interval;
}

/// The same of what an arm saves, and the share of samples in which it saves anything.
std::string saving_cell(const study::Spread& saving, bool disclosed) {
    return fmt::format("{} {:>4.0f} %", cell(saving, disclosed), 100.0 * saving.above_zero);
}

bool disclosed(const scenario::Scenario& scenario, std::uint32_t company) {
    return !scenario::hides_number(scenario::exposure_of(scenario.model, company));
}

std::string shown_name(const scenario::Scenario& scenario, std::uint32_t company) {
    return fmt::format("{}{}", scenario.model.companies.name(company), disclosed(scenario, company) ? "" : " *");
}

/// Of a table of the report's companies.
std::string footnote(const scenario::Scenario& scenario) {
    const auto& shown = scenario.report_companies;
    const bool all =
        std::all_of(shown.begin(), shown.end(), [&](auto company) { return disclosed(scenario, company); });
    return all ? "" : "* sales to the target not disclosed: the interval alone\n";
}

std::string date_of_median(const scenario::Scenario& scenario, double day) {
    if (!std::isfinite(day)) return "never";
    return format_date_long(scenario.start + std::chrono::days(static_cast<int>(std::lround(day))));
}

/// `98 %`; all and none are what they say, not rounded.
std::string share_of_samples(double share) {
    if (share > 1.0 - 1e-9) return "100 %";
    if (share > 0.995) return "over 99 %";
    return share < 0.005 ? "under 1 %" : fmt::format("{:.0f} %", 100.0 * share);
}

/// The median of days with a range that holds 90 % of them. Quantiles of a few samples are no range: then the earliest
/// and the latest day.
std::string dates_words(const scenario::Scenario& scenario, std::vector<double>& days, std::vector<double>& weights) {
    constexpr std::size_t kLeastForQuantiles = 20;  // of fewer, 5 % is less than one sample
    std::size_t kept = 0;
    for (std::size_t k = 0; k < days.size(); ++k) {
        if (!(weights[k] > 0.0)) continue;
        days[kept] = days[k];
        weights[kept++] = weights[k];
    }
    days.resize(kept);
    weights.resize(kept);
    if (kept == 1) return fmt::format("{} (one sample)", date_of_median(scenario, days[0]));
    if (kept < kLeastForQuantiles) {
        const auto [first, last] = std::minmax_element(days.begin(), days.end());
        return fmt::format("{} to {} ({} samples)", date_of_median(scenario, *first), date_of_median(scenario, *last),
                           kept);
    }
    const std::vector<double> quantiles = uncertainty::weighted_quantiles(days, weights, std::array{0.05, 0.5, 0.95});
    return fmt::format("{} [{}, {}]", date_of_median(scenario, quantiles[1]), date_of_median(scenario, quantiles[0]),
                       date_of_median(scenario, quantiles[2]));
}

/// In which share of samples something happens, and when; nothing if in none.
std::optional<std::string> timing(const scenario::Scenario& scenario, const study::Ensemble& ensemble,
                                  bool with_evidence, std::size_t arm, std::size_t place,
                                  int study::Milestones::*member) {
    const std::vector<double> all = study::weights_of(ensemble, with_evidence);
    std::vector<double> days;
    std::vector<double> weights;
    std::vector<double> happens;
    const std::vector<const study::SampleResult*> results = study::results_of(ensemble);
    for (std::size_t k = 0; k < results.size(); ++k) {
        const int day = results[k]->outcomes[arm][place].milestones.*member;
        happens.push_back(day >= 0 ? 1.0 : 0.0);
        if (day < 0) continue;
        days.push_back(day);
        weights.push_back(all[k]);
    }
    const double share = uncertainty::weighted_mean(happens, all);
    if (!(share > 0.0)) return std::nullopt;
    return fmt::format("{} of samples, {}", share_of_samples(share), dates_words(scenario, days, weights));
}

std::vector<std::size_t> shown_periods(const scenario::Scenario& scenario, const study::Ensemble& ensemble) {
    return headline_periods(scenario, ensemble.periods,
                            [&](std::size_t arm, std::uint32_t company, std::size_t period) {
                                const std::size_t place = study::place_in_report(scenario, company);
                                const bool shown = place < scenario.report_companies.size();
                                return shown ? study::loss_spread(ensemble, false, arm, place, period).p50 : 0.0;
                            });
}

/// Places in the report of the companies to show: with evidence to come, of those without it the targets alone.
std::vector<std::size_t> shown_places(const scenario::Scenario& scenario, bool with_evidence) {
    if (!with_evidence && !scenario.evidence.empty() && !study::reported_targets(scenario).empty())
        return study::target_places(scenario);
    std::vector<std::size_t> places(scenario.report_companies.size());
    std::iota(places.begin(), places.end(), std::size_t{0});
    return places;
}

std::string timings(const scenario::Scenario& scenario, const study::Ensemble& ensemble, bool with_evidence) {
    std::string text;
    for (const std::size_t c : study::target_places(scenario)) {
        for (const std::size_t arm : policy_arms(scenario)) {
            const auto when = [&](int study::Milestones::*member) {
                return timing(scenario, ensemble, with_evidence, arm, c, member);
            };
            const std::optional<std::string> stops = when(&study::Milestones::stop_day);
            text += fmt::format("{}: {} stopped in {}", printable(scenario.arms[arm].name),
                                printable(scenario.model.companies.name(scenario.report_companies[c])),
                                stops.value_or("no sample"));
            if (stops) {
                const std::optional<std::string> resumes = when(&study::Milestones::resume_day);
                text += "; resumed in " + resumes.value_or("no sample");
                if (resumes) text += "; recovered in " + when(&study::Milestones::recovery_day).value_or("no sample");
            }
            text += ".\n";
        }
    }
    return text;
}

std::string table_block(const scenario::Scenario& scenario, const study::Ensemble& ensemble, bool with_evidence,
                        std::span<const std::size_t> arms, std::size_t period) {
    const bool with_saving = arms.size() > 1;
    std::vector<std::vector<std::string>> rows = {{""}};
    for (const std::size_t arm : arms)
        rows[0].push_back(name_within(scenario.arms[arm].name, kArmWidth));
    if (with_saving) rows[0].push_back(name_within(scenario.arms[arms[1]].name, 14) + " saves  helps");
    for (const std::size_t c : shown_places(scenario, with_evidence)) {
        const std::uint32_t company = scenario.report_companies[c];
        const bool shown = disclosed(scenario, company);
        std::vector<std::string>& row = rows.emplace_back();
        row.push_back(shown_name(scenario, company));
        for (const std::size_t arm : arms)
            row.push_back(cell(study::loss_spread(ensemble, with_evidence, arm, c, period), shown));
        if (with_saving)
            row.push_back(
                saving_cell(study::saving_spread(ensemble, with_evidence, arms[0], arms[1], c, period), shown));
    }
    return aligned(rows, kSpreadNameWidth);
}

/// What the company that loses most loses on average: all outcomes count by how likely they are.
std::string expected_line(const scenario::Scenario& scenario, const study::Ensemble& ensemble, bool with_evidence,
                          std::span<const std::size_t> arms, std::size_t period) {
    const std::size_t place = study::place_of_largest_loss(scenario, ensemble, with_evidence);
    std::string text =
        fmt::format("On average {} loses", printable(scenario.model.companies.name(scenario.report_companies[place])));
    for (std::size_t k = 0; k < arms.size(); ++k)
        text += fmt::format("{} {:.1f} % ({})", k == 0 ? "" : ",",
                            100.0 * study::loss_spread(ensemble, with_evidence, arms[k], place, period).mean,
                            printable(scenario.arms[arms[k]].name));
    return text + ".\n";
}

std::string blocks(const scenario::Scenario& scenario, const study::Ensemble& ensemble, bool with_evidence) {
    const std::vector<std::size_t> arms = policy_arms(scenario);
    std::string text = timings(scenario, ensemble, with_evidence);
    for (const std::size_t period : shown_periods(scenario, ensemble)) {
        const study::Period& span = ensemble.periods[period];
        text += fmt::format("\nRevenue lost, {} to {}, per cent of the baseline: median [5 %, 95 %]\n",
                            date_of_median(scenario, span.first_day), date_of_median(scenario, span.last_day));
        text += table_block(scenario, ensemble, with_evidence, arms, period);
        text += expected_line(scenario, ensemble, with_evidence, arms, period);
    }
    return text;
}

}  // namespace

std::string ensemble_text(const scenario::Scenario& scenario, const study::Ensemble& ensemble) {
    if (policy_arms(scenario).empty()) return {};
    const std::size_t results = study::results_of(ensemble).size();
    std::string text =
        fmt::format("\n{} samples of {} prior{} (seed {}, {})", results, ensemble.parameters.size(),
                    ensemble.parameters.size() == 1 ? "" : "s", scenario.uncertainty.seed, scenario.uncertainty.design);
    if (!ensemble.is_finished()) text += fmt::format("; interrupted: {} were asked for", ensemble.asked);
    if (results < ensemble.samples.size())
        text += fmt::format("; {} more failed, see ensemble.csv", ensemble.samples.size() - results);
    text += "\n\n" + blocks(scenario, ensemble, false);
    if (!scenario.evidence.empty()) {
        const double worth = uncertainty::effective_sample_size(study::weights_of(ensemble, true));
        text += fmt::format("\nGiven the evidence: worth {:.0f} samples of {}\n", worth, results);
        if (worth <= 0.0) return text + "No sample agrees with it: widen a prior, or look at the evidence again.\n";
        if (worth < kFewSamples && ensemble.is_finished()) {
            const double more = std::ceil(double(results) * kFewSamples / worth / 100.0) * 100.0;
            text += fmt::format("These are few: '--set uncertainty.samples={:.0f}' would be worth about {:.0f}.\n",
                                more, worth * more / double(results));
        }
        text += "\n" + blocks(scenario, ensemble, true);
    }
    return text + footnote(scenario);
}

std::string paired_text(const scenario::Scenario& scenario, const study::Ensemble& ensemble, std::size_t a,
                        std::size_t b) {
    const bool with_evidence = !scenario.evidence.empty();
    std::string text =
        fmt::format("{}\n{} samples{}; {} less {}, within each sample: median [5 %, 95 %]\n", printable(scenario.title),
                    study::results_of(ensemble).size(),
                    with_evidence ? fmt::format(", given the evidence worth {:.0f}",
                                                uncertainty::effective_sample_size(study::weights_of(ensemble, true)))
                                  : "",
                    printable(scenario.arms[a].name), printable(scenario.arms[b].name));
    for (const std::size_t period : shown_periods(scenario, ensemble)) {
        const study::Period& span = ensemble.periods[period];
        text += fmt::format("\nWhat {} saves, {} to {}, per cent of the baseline\n", printable(scenario.arms[b].name),
                            date_of_median(scenario, span.first_day), date_of_median(scenario, span.last_day));
        std::vector<std::vector<std::string>> rows = {{"", "saves  helps"}};
        for (std::size_t c = 0; c < scenario.report_companies.size(); ++c) {
            const std::uint32_t company = scenario.report_companies[c];
            rows.push_back({shown_name(scenario, company),
                            saving_cell(study::saving_spread(ensemble, with_evidence, a, b, c, period),
                                        disclosed(scenario, company))});
        }
        text += aligned(rows, kSpreadNameWidth);
    }
    const std::string cautions = caveat_lines(caveats(scenario));
    return text + footnote(scenario) + (cautions.empty() ? "" : "\n" + cautions);
}

}  // namespace chokepoint::report
