#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/report/page/page_chart.hpp>
#include <chokepoint/report/page/page_loss.hpp>
#include <chokepoint/report/page/page_text.hpp>
#include <chokepoint/report/text/parameter_words.hpp>
#include <chokepoint/study/evidence_weight.hpp>
#include <chokepoint/study/report_place.hpp>
#include <chokepoint/uncertainty/binned_index.hpp>

namespace chokepoint::report {

namespace {

constexpr std::size_t kLeastSamples = 100;  ///< Below it nothing is claimed.
constexpr double kBeyondChance = 3.0;       ///< Standard deviations of an input without effect.
constexpr std::size_t kPriorBars = 12;

struct RankedPrior {
    std::size_t parameter = 0;
    double index = 0.0;
};

/// Each prior's index on the loss share of a company of the report, the largest first.
std::vector<RankedPrior> ranked_priors(const PageInput& input, std::size_t place, std::size_t arm, std::size_t period) {
    const std::vector<const study::SampleResult*> samples = study::results_of(input.ensemble);
    std::vector<double> y;
    for (const study::SampleResult* sample : samples) {
        const double baseline = sample->baseline_usd[place][period];
        y.push_back(baseline > 0.0 ? 1.0 - sample->outcomes[arm][place].revenue_usd[period] / baseline : 0.0);
    }
    std::vector<RankedPrior> ranked;
    std::vector<double> x(y.size());
    for (std::size_t p = 0; p < input.ensemble.parameters.size(); ++p) {
        std::transform(samples.begin(), samples.end(), x.begin(),
                       [p](const study::SampleResult* sample) { return sample->values[p]; });
        ranked.push_back({p, uncertainty::binned_index(x, y, uncertainty::bins_for(y.size()))});
    }
    std::stable_sort(ranked.begin(), ranked.end(),
                     [](const RankedPrior& a, const RankedPrior& b) { return a.index > b.index; });
    return ranked;
}

std::string per_cent_text(double share) {
    return fmt::format("{:.0f} %", 100.0 * share);
}

/// What explains most, in words.
std::string ranking_sentence(const PageInput& input, const std::vector<RankedPrior>& clear, std::size_t all,
                             const std::string& whose) {
    if (clear.empty())
        return fmt::format("None of {} parameters with a prior stands out from chance in how far {} varies.", all,
                           whose);
    const auto words = [&](const RankedPrior& one) {
        const std::string& path = input.ensemble.parameters[one.parameter];
        return fmt::format("<a href=\"#{}\">{}</a> ({})", parameter_anchor(path),
                           name_html(parameter_in_words(path, input.scenario.model_spec)), per_cent_text(one.index));
    };
    std::string text = fmt::format("Of how far {} varies, by itself {} explains most", whose, words(clear.front()));
    for (std::size_t k = 1; k < std::min<std::size_t>(4, clear.size()); ++k)
        text += (k == 1 ? "; then come " : ", ") + words(clear[k]);
    return text + ".";
}

std::string how_to_get(const PageInput& input, const char* why) {
    return fmt::format(
        "<p>{} <code>chokepoint run {} --set uncertainty.samples=1000 --out DIR</code> draws them, and "
        "<code>chokepoint sensitivity {}</code> gives Sobol' indices with intervals.</p>\n",
        why, escaped(input.scenario.file.filename().string()), escaped(input.scenario.file.filename().string()));
}

std::string sensitivity_of(const PageInput& input, std::size_t samples) {
    const std::size_t arm = input.arms.front();
    const std::size_t period = input.periods.front();
    const std::uint32_t company = page_subject(input);
    const std::size_t place = study::place_in_report(input.scenario, company);
    std::vector<RankedPrior> clear = ranked_priors(input, place, arm, period);
    const std::size_t all = clear.size();
    const double noise = kBeyondChance * uncertainty::binned_index_noise(samples, uncertainty::bins_for(samples));
    std::erase_if(clear, [&](const RankedPrior& one) { return !(one.index > noise); });
    const std::string whose =
        fmt::format("the loss of {} under {} in {}", name_html(input.scenario.model.companies.name(company)),
                    name_html(input.study.arms[arm].name), period_words(input, period));
    std::string html = fmt::format("<p>{}</p>\n", ranking_sentence(input, clear, all, whose));
    if (clear.empty()) return html;
    if (clear.size() > kPriorBars) clear.resize(kPriorBars);
    BarChart chart{"per cent of the variance", {}, {{"by itself", -1, {}}}};
    PageTable table{
        "Share of the variance that each explains by itself", {"parameter", "per cent of the variance"}, {}};
    for (const RankedPrior& one : clear) {
        const std::string& path = input.ensemble.parameters[one.parameter];
        chart.names.push_back(parameter_in_words(path, input.scenario.model_spec));
        chart.series[0].values.push_back(100.0 * one.index);
        table.rows.push_back(
            {fmt::format("<a href=\"#{}\">{}</a>", parameter_anchor(path), name_html(path)), per_cent_text(one.index)});
    }
    const std::string caption = fmt::format(
        "First-order indices of {} of {} parameters with a prior, estimated by binning the {} samples in {} bins each, "
        "without the evidence. Those within chance (below {:.1f} %) are left out; "
        "what parameters do together is not in them. <code>chokepoint sensitivity</code> gives Sobol' indices with "
        "intervals.",
        clear.size(), all, samples, uncertainty::bins_for(samples), 100.0 * noise);
    return html + chart_html({"Bars: share of the variance of the loss that each parameter explains by itself", caption,
                              details_html("The same as a table", table_html(table))},
                             chart);
}

}  // namespace

std::string sensitivity_section(const PageInput& input) {
    if (input.arms.empty()) return "";
    std::string html;
    if (!input.ensemble.has_ranges()) {
        html = how_to_get(input, "Which assumption matters most is seen from samples, and this run has none.");
    } else if (const std::size_t samples = study::results_of(input.ensemble).size(); samples < kLeastSamples) {
        html =
            how_to_get(input, fmt::format("{} samples are too few to say which assumption matters most; {} would do.",
                                          samples, kLeastSamples)
                                  .c_str());
    } else if (!input.ensemble.parameters.empty()) {
        html = sensitivity_of(input, samples);
    }
    return html.empty() ? "" : section_html("sensitivity", "Which assumptions matter", html);
}

}  // namespace chokepoint::report
