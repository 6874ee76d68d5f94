#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/base/text/utf8.hpp>
#include <chokepoint/report/text/answer_text.hpp>
#include <chokepoint/report/text/answer_words.hpp>
#include <chokepoint/report/text/detail_text.hpp>
#include <chokepoint/report/text/screen.hpp>
#include <chokepoint/study/answer/answer.hpp>
#include <chokepoint/study/evidence_weight.hpp>
#include <chokepoint/study/report_place.hpp>
#include <cmath>

namespace chokepoint::report {

namespace {

using scenario::MilestoneEvent;
using study::LossUnit;

constexpr std::size_t kNameColumns = 22;

std::string company_name(const scenario::Scenario& scenario, std::uint32_t company) {
    return std::string(scenario.model.companies.name(company));
}

std::string label_of(const scenario::Scenario& scenario, std::size_t arm) {
    return printable(scenario.arms[arm].label);
}

std::string span_of(const scenario::Scenario& scenario, const study::Period& span) {
    const auto date = [&](int day) { return format_date_long(scenario.start + std::chrono::days(day)); };
    return fmt::format("{} to {}", date(span.first_day), date(span.last_day));
}

/// `98 % of samples, around 17 May 2018 (...)`; of one run, the day.
std::string timing(const scenario::Scenario& scenario, const study::Ensemble& ensemble,
                   const study::EventSpread& event) {
    if (event.samples == 0) return ensemble.has_ranges() ? "in no sample" : "not in the calendar";
    const std::string when = when_words(scenario, event.p50, event.p05, event.p95);
    if (!ensemble.has_ranges()) return when;
    if (!event.is_quantiles) return fmt::format("in {} of the samples, {}", event.samples, when);
    const std::string often = event.share > 1.0 - 1e-9 ? "all" : fmt::format("{:.0f} % of the", 100.0 * event.share);
    return fmt::format("in {} samples, {}", often, when);
}

/// When the targets stop, resume and recover.
std::string timings(const scenario::Scenario& scenario, const study::Ensemble& ensemble, bool with_evidence) {
    std::string text;
    for (const std::size_t place : study::target_places(scenario)) {
        for (const std::size_t arm : study::policy_arms(scenario)) {
            const auto when = [&](MilestoneEvent what) {
                return timing(scenario, ensemble, study::event_spread(ensemble, arm, place, what, with_evidence));
            };
            text += fmt::format("{}: {} stops {}", label_of(scenario, arm),
                                printable(company_name(scenario, scenario.report_companies[place])),
                                when(MilestoneEvent::stopped));
            if (study::event_spread(ensemble, arm, place, MilestoneEvent::stopped, with_evidence).samples > 0)
                text += fmt::format("; it resumes {} and recovers {}", when(MilestoneEvent::resumed),
                                    when(MilestoneEvent::recovered));
            text += ".\n";
        }
    }
    return text;
}

/// Rows of companies or groups, and columns of what each arm takes from them and what the second saves.
std::string loss_table(const scenario::Scenario& scenario, const study::Ensemble& ensemble,
                       const std::vector<study::AnswerRow>& subjects, std::size_t period, LossUnit unit,
                       bool with_evidence) {
    const std::vector<std::size_t> arms = study::policy_arms(scenario);
    std::vector<std::vector<std::string>> rows = {
        {unit == LossUnit::usd ? "million " + scenario.model.currency : "% of revenue"}};
    for (const std::size_t arm : arms)
        rows[0].push_back(name_within(scenario.arms[arm].label, 20));
    if (arms.size() > 1) rows[0].push_back(name_within(scenario.arms[arms[1]].label, 14) + " saves");
    for (const study::AnswerRow& subject : subjects) {
        const auto spread = [&](std::size_t arm, std::optional<std::size_t> against) {
            return study::loss_spread(ensemble,
                                      {.arm = arm,
                                       .against = against,
                                       .place = subject.place,
                                       .of_group = subject.of_group,
                                       .period = period,
                                       .unit = unit},
                                      with_evidence);
        };
        const auto shown = [&](const study::Spread& one) {
            return unit == LossUnit::usd ? amount_cell(one) : share_cell(one);
        };
        std::vector<std::string>& row = rows.emplace_back();
        row.push_back(subject.label);
        for (const std::size_t arm : arms)
            row.push_back(shown(spread(arm, {})));
        if (arms.size() > 1) row.push_back(shown(spread(arms[1], arms[0])));
    }
    return aligned(rows, kNameColumns);
}

std::vector<study::AnswerRow> companies_of(const scenario::Scenario& scenario, const study::Ensemble& ensemble) {
    constexpr std::size_t kMost = 40;
    std::vector<study::AnswerRow> rows;
    for (std::size_t place = 0; place < std::min(kMost, ensemble.companies.size()); ++place) {
        const bool hidden = study::is_range_alone(ensemble, {.place = place});
        rows.push_back({company_name(scenario, ensemble.companies[place]) + (hidden ? " *" : ""), place, false, false});
    }
    return rows;
}

std::vector<study::AnswerRow> groups_of(const scenario::Scenario& scenario, const study::Ensemble& ensemble) {
    constexpr std::size_t kMost = 40;
    std::vector<study::AnswerRow> rows;
    for (std::size_t place = 0; place < std::min(kMost, ensemble.groups.list.size()); ++place)
        rows.push_back({group_label(ensemble.groups, ensemble.groups.list[place], scenario.model), place, true, false});
    return rows;
}

/// What is in and out of the cash of a company that the model keeps accounts of, over the year of the first action.
std::string cash_lines(const scenario::Scenario& scenario, const study::StudyResult& study) {
    const std::vector<std::size_t> arms = study::policy_arms(scenario);
    if (arms.empty()) return "";
    std::string text;
    const Date first =
        scenario.start + std::chrono::days(std::max(0, study::first_action_day(scenario, arms[0]).value_or(0)));
    for (const dynamics::CashAccount& account : scenario.model.behaviour.accounts) {
        if (study::place_in_report(scenario, account.company) == scenario.report_companies.size()) continue;
        for (std::size_t p = 0; p < study.periods.size(); ++p) {
            if (study.periods[p].label != year_label(first)) continue;
            text += fmt::format("Cash of {} in {}, million {}:", printable(company_name(scenario, account.company)),
                                study.periods[p].label, scenario.model.currency);
            for (const std::size_t arm : arms)
                text += fmt::format(" {} {};", label_of(scenario, arm),
                                    millions(study.arms[arm].companies[account.company].cash_change_usd[p]));
            double rest = 0.0;
            for (const std::uint32_t node : account.nodes)
                rest += account.margin * scenario.model.network.output[node];
            const int days = study.periods[p].last_day - study.periods[p].first_day + 1;
            text += fmt::format(" no action {}\n", millions(rest * days));
        }
    }
    return text;
}

std::string tables(const scenario::Scenario& scenario, const study::Ensemble& ensemble, bool with_evidence) {
    std::string text;
    const std::vector<study::AnswerRow> companies = companies_of(scenario, ensemble);
    const bool any_hidden = std::ranges::any_of(companies, [](const auto& row) { return row.label.ends_with(" *"); });
    for (const std::size_t period : study::headline_periods(scenario, ensemble)) {
        text += fmt::format("\nRevenue lost, {}\n", span_of(scenario, ensemble.periods[period]));
        text += loss_table(scenario, ensemble, companies, period, LossUnit::usd, with_evidence) + "\n";
        text += loss_table(scenario, ensemble, companies, period, LossUnit::share, with_evidence) + "\n";
        text += "Net losses of groups\n";
        text += loss_table(scenario, ensemble, groups_of(scenario, ensemble), period, LossUnit::usd, with_evidence);
    }
    if (any_hidden) text += "* sales that are not public: a range, from the least to the most that the sums allow\n";
    return text;
}

}  // namespace

std::string detail_text(const scenario::Scenario& scenario, const study::Ensemble& ensemble) {
    if (study::policy_arms(scenario).empty()) return {};
    const bool weighed = !scenario.evidence.empty() && ensemble.has_ranges() && study::has_weight(ensemble);
    std::string text = "\nDetail\n";
    if (ensemble.has_ranges())
        text += fmt::format("Seed {}, {}. Medians, with ranges that hold 90 % of the samples{}.\n",
                            scenario.uncertainty.seed, scenario.uncertainty.design,
                            weighed ? ", weighted by the evidence" : "");
    text += timings(scenario, ensemble, weighed) + tables(scenario, ensemble, weighed);
    if (!weighed) return text;
    std::vector<study::AnswerRow> targets;
    for (const std::size_t place : study::target_places(scenario))
        targets.push_back({company_name(scenario, scenario.report_companies[place]), place, false, true});
    text += "\nWithout the evidence, all samples alike\n" + timings(scenario, ensemble, false);
    for (const std::size_t period : study::headline_periods(scenario, ensemble))
        text += loss_table(scenario, ensemble, targets, period, LossUnit::share, false);
    return text;
}

std::string central_text(const scenario::Scenario& scenario, const study::StudyResult& study) {
    const study::Ensemble single = study::single_sample(scenario, study);
    return "\nOne run with every parameter at its central value; its numbers are not those above\n" +
           timings(scenario, single, false) + cash_lines(scenario, study) + tables(scenario, single, false);
}

std::string paired_text(const scenario::Scenario& scenario, const study::Ensemble& ensemble, std::size_t a,
                        std::size_t b, bool detail) {
    constexpr std::size_t kMostRows = 16;
    const bool weighed = study::has_weight(ensemble);
    std::vector<std::size_t> periods = study::headline_periods(scenario, ensemble);
    std::vector<study::AnswerRow> rows = companies_of(scenario, ensemble);
    if (!detail) {
        periods.resize(1);
        rows.resize(std::min(kMostRows, rows.size()));
    }
    std::string text = printable(scenario.title) + "\n\n";
    for (const std::size_t period : periods) {
        const auto saved = [&](const study::AnswerRow& row, LossUnit unit) {
            return study::loss_spread(
                ensemble,
                {.arm = b, .against = a, .place = row.place, .of_group = row.of_group, .period = period, .unit = unit},
                weighed);
        };
        const study::Spread first = saved(rows[0], LossUnit::usd);
        if (period == periods.front() && !std::isnan(first.p50))
            text += fmt::format("Against '{}', '{}' {} {} {}, {}.\n", label_of(scenario, a), label_of(scenario, b),
                                first.p50 < 0.0 ? "costs" : "saves", printable(rows[0].label),
                                amount_words(first, scenario.model.currency),
                                share_words(saved(rows[0], LossUnit::share), " of its revenue"));
        std::vector<std::vector<std::string>> cells = {
            {"", "saved, million " + scenario.model.currency, "% of revenue", "helps in % of samples"}};
        if (!ensemble.has_ranges()) cells[0].pop_back();
        for (const study::AnswerRow& row : rows) {
            cells.push_back(
                {row.label, amount_cell(saved(row, LossUnit::usd)), share_cell(saved(row, LossUnit::share))});
            const study::Spread spread = saved(row, LossUnit::usd);
            // Of a range alone, no sample says on which side of zero it lies.
            if (ensemble.has_ranges())
                cells.back().push_back(std::isnan(spread.p50) ? "-" : fmt::format("{:.0f}", 100.0 * spread.above_zero));
        }
        text += fmt::format("\n{}\n{}", span_of(scenario, ensemble.periods[period]), aligned(cells, kNameColumns));
    }
    const study::Answer answer = study::make_answer(scenario, ensemble);
    const AnswerWords words = answer_words(scenario, ensemble, answer);
    text += "\n";
    for (const std::string& warning : words.warnings)
        text += fmt::format("Caution: {}.\n", warning);
    return text + "How certain: " + words.certainty + "\n";
}

}  // namespace chokepoint::report
