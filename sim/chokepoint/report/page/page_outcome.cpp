#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/report/page/page_loss.hpp>
#include <chokepoint/report/page/page_text.hpp>
#include <chokepoint/report/text/caveats.hpp>
#include <chokepoint/report/text/milestone_words.hpp>
#include <cmath>

namespace chokepoint::report {

namespace {

std::string arm_html(const PageInput& input, std::size_t arm) {
    return "<b>" + name_html(input.study.arms[arm].name) + "</b>";
}

/// `10.7 billion USD (61.5 % of its revenue; 90 % of samples: 58.0 to 66.1 %)`.
std::string loss_words(const PageInput& input, LossQuestion ask) {
    const PageLoss usd = page_loss(input, ask);
    ask.unit = LossUnit::per_cent;
    const PageLoss share = page_loss(input, ask);
    if (std::isnan(usd.middle))
        return fmt::format("{} to {}", money(usd.low, input.scenario.model.currency),
                           money(usd.high, input.scenario.model.currency));
    const std::string range =
        std::isnan(share.low) ? "" : fmt::format("; 90 % of samples: {:.1f} to {:.1f} %", share.low, share.high);
    return fmt::format("{} ({:.1f} % of its revenue{})", money(std::abs(usd.middle), input.scenario.model.currency),
                       std::abs(share.middle), range);
}

/// What the first policy does to a company, and what the second saves of it.
std::string lead_sentences(const PageInput& input, std::uint32_t company) {
    const std::size_t period = input.periods.front();
    const std::string name = name_html(input.scenario.model.companies.name(company));
    const std::string when = period_words(input, period);
    const LossQuestion first{input.arms[0], {}, company, period};
    if (page_loss(input, first).is_nothing(LossUnit::usd))
        return fmt::format("Under {}, {} loses nothing in {}.", arm_html(input, input.arms[0]), name, when);
    const bool gains = page_loss(input, first).middle < 0.0;
    std::string text = fmt::format("Under {}, {} {} {} in {}.", arm_html(input, input.arms[0]), name,
                                   gains ? "gains" : "loses", loss_words(input, first), when);
    if (input.arms.size() > 1) {
        const PageLoss saved = page_loss(input, {input.arms[1], input.arms[0], company, period});
        const PageLoss share = page_loss(input, {input.arms[1], input.arms[0], company, period, LossUnit::per_cent});
        const std::string range =
            std::isnan(share.low) ? "" : fmt::format(", 90 % of samples: {:.1f} to {:.1f} %", share.low, share.high);
        if (saved.is_nothing(LossUnit::usd)) {
            text += fmt::format(" {} changes nothing of that.", arm_html(input, input.arms[1]));
        } else if (std::isnan(saved.middle)) {
            text += fmt::format(" {} saves {} to {} of that.", arm_html(input, input.arms[1]),
                                money(saved.low, input.scenario.model.currency),
                                money(saved.high, input.scenario.model.currency));
        } else {
            text += fmt::format(" {} {} {} ({:.1f} % of revenue{}).", arm_html(input, input.arms[1]),
                                saved.middle < 0.0 ? "costs a further" : "saves",
                                money(std::abs(saved.middle), input.scenario.model.currency), std::abs(share.middle),
                                range);
        }
    }
    return text;
}

std::string milestone_list(const PageInput& input, std::uint32_t company) {
    if (input.study.arms[0].companies[company].daily.output_share.empty()) return "";
    std::string html = "<ul>\n";
    for (const std::size_t arm : input.arms)
        html += fmt::format("<li>{}: {}</li>\n", arm_html(input, arm),
                            escaped(milestone_sentence(input.scenario, input.study, arm, company)));
    return html + "</ul>\n";
}

std::string setting_words(const PageInput& input) {
    const scenario::Scenario& scenario = input.scenario;
    std::string text = fmt::format("Model: {}", name_html(scenario.model.title));
    if (scenario.model_spec.as_of) text += fmt::format(" (as of {})", format_date_long(*scenario.model_spec.as_of));
    return fmt::format(
        "{}. Calendar: {} to {}. {} Days of stopping and return are those of the run with the middle of every prior.",
        text, format_date_long(scenario.start), format_date_long(scenario.end), range_words(input));
}

std::string arm_switches(const PageInput& input) {
    std::string html = "<fieldset class=\"arms\" hidden><legend>Arms</legend>\n";
    for (std::size_t a = 0; a < input.study.arms.size(); ++a)
        html += fmt::format(
            "<label><input type=\"checkbox\" checked data-arm=\"{0}\"><svg data-arm=\"{0}\" aria-hidden=\"true\"></svg>"
            "{1}</label>\n",
            arm_style(input, a), name_html(input.study.arms[a].name));
    return html + "</fieldset>\n";
}

}  // namespace

std::string header_section(const PageInput& input) {
    std::string html = fmt::format("<header>\n<h1>{}</h1>\n", name_html(input.scenario.title));
    if (input.arms.empty()) {
        html += "<p class=\"lead\">No arm has an action: everything works on as before.</p>\n";
    } else {
        const std::vector<std::uint32_t> targets = page_targets(input);
        html += fmt::format("<p class=\"lead\">{}</p>\n", lead_sentences(input, page_subject(input)));
        for (const std::uint32_t company : targets)
            html += milestone_list(input, company);
    }
    for (const std::string& caution : caveats(input.scenario))
        html += fmt::format("<p class=\"caution\"><b>Caution:</b> {}.</p>\n", escaped(caution));
    return html + fmt::format("<p class=\"soft\">{}</p>\n</header>\n", setting_words(input)) + arm_switches(input);
}

std::string saving_section(const PageInput& input) {
    if (input.arms.size() < 2) return "";
    const std::size_t period = input.periods.front();
    const auto saved = [&](std::uint32_t company, std::size_t p, LossUnit unit) {
        return page_loss(input, {input.arms[1], input.arms[0], company, p, unit});
    };
    std::vector<std::pair<std::uint32_t, PageLoss>> companies;
    for (const std::uint32_t company : input.scenario.report_companies)
        companies.emplace_back(company, saved(company, period, LossUnit::per_cent));
    std::erase_if(companies, [](const auto& one) { return one.second.is_nothing(LossUnit::per_cent); });
    if (companies.empty()) return "";
    std::stable_sort(companies.begin(), companies.end(),
                     [](const auto& a, const auto& b) { return a.second.for_ranking() > b.second.for_ranking(); });
    const std::string& first = input.study.arms[input.arms[0]].name;
    const std::string& second = input.study.arms[input.arms[1]].name;
    const std::string pair = fmt::format("{} saves against {}", name_html(second), name_html(first));
    BarChart chart{"per cent of revenue saved", {}, {{second, arm_style(input, input.arms[1]), {}}}};
    PageTable table{"What " + pair, {""}, {}};
    for (const std::size_t p : input.periods)
        table.head.insert(table.head.end(), {period_label(input, p) + ", per cent of revenue",
                                             "million " + input.scenario.model.currency});
    for (const auto& [company, share] : companies) {
        const std::string_view name = input.scenario.model.companies.name(company);
        chart.names.emplace_back(name);
        add_loss(chart.series[0], share, LossUnit::per_cent);
        std::vector<std::string> row = {name_html(name)};
        for (const std::size_t p : input.periods) {
            row.push_back(loss_cell(saved(company, p, LossUnit::per_cent), LossUnit::per_cent));
            row.push_back(loss_cell(saved(company, p, LossUnit::usd), LossUnit::usd));
        }
        table.rows.push_back(std::move(row));
    }
    const ChartText frame{fmt::format("Bars: share of revenue that {} saves against {}, by company", second, first),
                          fmt::format("What {} in {}. {}", pair, period_words(input, period), range_words(input)),
                          details_html("The same as a table", table_html(table))};
    return section_html("saves", fmt::format("What {} saves", name_html(second)), chart_html(frame, chart));
}

}  // namespace chokepoint::report
