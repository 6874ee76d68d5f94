#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/report/chart/finding.hpp>
#include <chokepoint/report/page/page_loss.hpp>
#include <chokepoint/report/page/page_text.hpp>
#include <chokepoint/report/text/parameter_words.hpp>
#include <chokepoint/study/answer/drivers.hpp>
#include <chokepoint/study/evidence_weight.hpp>

namespace chokepoint::report {

namespace {

constexpr std::size_t kDriverBars = 12;

std::string per_cent_text(double share) {
    return fmt::format("{:.0f} %", 100.0 * share);
}

/// What explains most, in words.
std::string driver_sentence(const PageInput& input, const std::vector<study::Driver>& drivers,
                            const std::string& whose) {
    constexpr std::size_t kNamed = 4;
    if (drivers.empty()) return fmt::format("No parameter explains more than chance of how much {} varies.", whose);
    std::string text = fmt::format("How much {} varies depends most on ", whose);
    const std::size_t named = std::min(kNamed, drivers.size());
    for (std::size_t k = 0; k < named; ++k) {
        const std::string& path = input.ensemble.parameters[drivers[k].parameter];
        text += k == 0 ? "" : k == 1 ? ", then on " : k + 1 == named ? " and " : ", ";
        text += fmt::format("{} ({})", name_html(parameter_in_words(path, input.scenario.model_spec)),
                            per_cent_text(drivers[k].share));
    }
    return text + ".";
}

std::string how_to_get(const PageInput& input, const std::string& why) {
    return fmt::format(
        "<p>{} <code>chokepoint run {} --set uncertainty.samples=1000 --out DIR</code> draws 1000, and "
        "<code>chokepoint sensitivity {}</code> gives Sobol' indices with intervals.</p>\n",
        why, escaped(input.scenario.file.filename().string()), escaped(input.scenario.file.filename().string()));
}

std::string driver_chart(const PageInput& input, std::vector<study::Driver> drivers, std::size_t samples) {
    const std::size_t all = drivers.size();
    if (drivers.size() > kDriverBars) drivers.resize(kDriverBars);
    BarChart chart{"% of the variance", {}, {{"by itself", -1, {}}}};
    PageTable table{"Share of the variance that each explains by itself", {"parameter", "% of the variance"}, {}};
    for (const study::Driver& driver : drivers) {
        const std::string& path = input.ensemble.parameters[driver.parameter];
        chart.names.push_back(parameter_in_words(path, input.scenario.model_spec));
        chart.series[0].values.push_back(100.0 * driver.share);
        table.rows.push_back({fmt::format("<a href=\"#{}\">{}</a>", parameter_anchor(path), name_html(path)),
                              per_cent_text(driver.share)});
    }
    const std::string note = fmt::format(
        "{} of {} parameters with a prior; shares below {:.1f} % may be chance and are left out. First-order indices "
        "from {} samples, before the evidence. <code>chokepoint sensitivity</code> adds what parameters do together, "
        "with intervals.",
        all, input.ensemble.parameters.size(), 100.0 * study::least_driver(samples), samples);
    return chart_html(
        {fmt::format("What the uncertainty of the loss of {} comes from", company_name(input, page_subject(input))),
         "Share of the variance that each parameter explains by itself", finding_of(chart), note,
         details_html("All numbers", table_html(table))},
        chart);
}

}  // namespace

std::string sensitivity_section(const PageInput& input) {
    if (input.arms.empty()) return "";
    constexpr const char* kTitle = "Which assumptions matter";
    const std::size_t samples = study::results_of(input.ensemble).size();
    if (!has_samples(input))
        return section_html({"sensitivity", kTitle, "This run has no samples, so it cannot tell."},
                            how_to_get(input, "Samples show which assumption matters most."));
    if (input.ensemble.parameters.empty())
        return section_html({"sensitivity", kTitle, "No input has a range."},
                            "<p>No input has a range, so all samples are alike but for what is reconstructed.</p>\n");
    if (samples < study::kLeastForDrivers)
        return section_html(
            {"sensitivity", kTitle, "Too few samples to tell."},
            how_to_get(input, fmt::format("{} samples are too few; {} are enough.", samples, study::kLeastForDrivers)));
    const std::size_t place = page_subject(input);
    const std::vector<study::Driver> drivers = study::drivers_of(
        input.ensemble,
        {.arm = input.arms.front(), .place = place, .period = input.periods.front(), .unit = LossUnit::share});
    const std::string sentence = driver_sentence(
        input, drivers,
        fmt::format("the loss of {} under {} in {}", name_html(company_name(input, place)),
                    name_html(arm_label(input, input.arms.front())), period_words(input, input.periods.front())));
    return section_html({"sensitivity", kTitle, sentence},
                        drivers.empty() ? "<p>" + sentence + "</p>\n" : driver_chart(input, drivers, samples));
}

}  // namespace chokepoint::report
