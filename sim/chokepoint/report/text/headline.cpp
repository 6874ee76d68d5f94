#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/base/text/utf8.hpp>
#include <chokepoint/report/text/caveats.hpp>
#include <chokepoint/report/text/channel_words.hpp>
#include <chokepoint/report/text/headline.hpp>
#include <chokepoint/report/text/screen.hpp>
#include <chokepoint/study/report_place.hpp>
#include <chokepoint/study/shown_loss.hpp>
#include <cmath>
#include <optional>

namespace chokepoint::report {

namespace {

constexpr std::size_t kLossNameWidth = 21;
constexpr std::size_t kLossWidth = 19;
constexpr std::size_t kLossRows = 20;

/// Whether an action of this type takes something away on its first day.
bool takes_away(policy::ActionType type) {
    return type == policy::ActionType::deny || type == policy::ActionType::hold_back ||
           type == policy::ActionType::damage;
}

/// The day on which an arm begins to take something away, before 0 if that is before the calendar; nothing if it does
/// not.
std::optional<int> first_action_day(const scenario::Scenario& scenario, std::size_t arm) {
    std::optional<int> first;
    for (const std::uint32_t number : scenario.arms[arm].actions) {
        const policy::Action& action = scenario.actions[number];
        if (!takes_away(action.type)) continue;
        const int day = days_between(scenario.start, action.from);
        first = std::min(first.value_or(day), day);
    }
    return first;
}

std::string date_of(const scenario::Scenario& scenario, int day) {
    return format_date_long(scenario.start + std::chrono::days(day));
}

std::string cell(const study::ShownLoss& loss, double baseline) {
    if (loss.disclosed)
        return fmt::format("{}{:>11} {:>7}", kColumn, millions(loss.loss_usd), per_cent(loss.loss_usd, baseline));
    // A range from the lowest to the highest sales that the sums allow; a gain is a range of gains.
    const auto [low, high] = std::minmax(loss.low_usd, loss.high_usd);
    return fmt::format("{}{:>11} {:>7}", kColumn, fmt::format("{:.0f}..{:.0f}", low / 1e6, high / 1e6),
                       below_per_cent(loss.low_usd, loss.high_usd, baseline));
}

study::ShownLoss difference(const study::ShownLoss& a, const study::ShownLoss& b) {
    return {a.disclosed, a.loss_usd - b.loss_usd, a.low_usd - b.low_usd, a.high_usd - b.high_usd};
}

/// The companies to show: those of the report, then the largest losers of any arm.
std::vector<std::uint32_t> shown_companies(const scenario::Scenario& scenario, const study::StudyResult& study) {
    std::vector<std::uint32_t> shown = scenario.report_companies;
    std::vector<std::pair<double, std::uint32_t>> others;
    const std::size_t total = study.periods.size() - 1;
    for (const std::uint32_t company : study.companies) {
        if (std::find(shown.begin(), shown.end(), company) != shown.end()) continue;
        double largest = 0.0;
        for (std::size_t a = 0; a < study.arms.size(); ++a) {
            largest = std::max(largest, std::abs(study::shown_loss(scenario, study, a, company, total).loss_usd));
        }
        if (largest > 0.0) others.emplace_back(-largest, company);
    }
    std::sort(others.begin(), others.end());
    for (const auto& [loss, company] : others) {
        if (shown.size() < kLossRows) shown.push_back(company);
    }
    return shown;
}

std::string table_block(const scenario::Scenario& scenario, const study::StudyResult& study,
                        const std::vector<std::uint32_t>& companies, const std::vector<std::size_t>& arms,
                        std::size_t period) {
    std::string text = fitted("", kLossNameWidth);
    for (const std::size_t arm : arms)
        text += fmt::format("{}{:>{}}", kColumn, name_within(study.arms[arm].name, kLossWidth - 1), kLossWidth);
    const bool with_difference = arms.size() > 1;
    if (with_difference)
        text += fmt::format("{}{:>{}}", kColumn, name_within(study.arms[arms[1]].name, 12) + " saves", kLossWidth);
    text += "\n";
    bool any_hidden = false;
    for (const std::uint32_t company : companies) {
        const double baseline = study.baseline_usd[company][period];
        const bool hidden = !study::shown_loss(scenario, study, 0, company, period).disclosed;
        any_hidden = any_hidden || hidden;
        text += fitted(fmt::format("{}{}", scenario.model.companies.name(company), hidden ? " *" : ""), kLossNameWidth);
        for (const std::size_t arm : arms)
            text += cell(study::shown_loss(scenario, study, arm, company, period), baseline);
        if (with_difference) {
            text += cell(difference(study::shown_loss(scenario, study, arms[0], company, period),
                                    study::shown_loss(scenario, study, arms[1], company, period)),
                         baseline);
        }
        text += "\n";
    }
    if (any_hidden) text += "* sales to the target not disclosed: the range that the sums allow, lowest to highest\n";
    return text;
}

/// What is in and out of the cash of a target that the model keeps accounts of, over the year of the first action.
std::string cash_lines(const scenario::Scenario& scenario, const study::StudyResult& study,
                       const std::vector<std::size_t>& arms) {
    std::string text;
    if (arms.empty()) return text;
    const Date first =
        scenario.start + std::chrono::days(std::max(0, first_action_day(scenario, arms.front()).value_or(0)));
    for (const dynamics::CashAccount& account : scenario.model.behaviour.accounts) {
        const auto& shown = scenario.report_companies;
        if (std::find(shown.begin(), shown.end(), account.company) == shown.end()) continue;
        for (std::size_t p = 0; p < study.periods.size(); ++p) {
            if (study.periods[p].label != year_label(first)) continue;
            text +=
                fmt::format("cash of {} in {}, million {}:", printable(scenario.model.companies.name(account.company)),
                            study.periods[p].label, scenario.model.currency);
            for (const std::size_t arm : arms) {
                text += fmt::format(" {} {};", printable(study.arms[arm].name),
                                    millions(study.arms[arm].companies[account.company].cash_change_usd[p]));
            }
            double rest = 0.0;
            for (const std::uint32_t node : account.nodes)
                rest += account.margin * scenario.model.network.output[node];
            const int days = study.periods[p].last_day - study.periods[p].first_day + 1;
            text += fmt::format(" no action {}\n", millions(rest * days));
        }
    }
    return text;
}

}  // namespace

std::vector<std::size_t> policy_arms(const scenario::Scenario& scenario) {
    std::vector<std::size_t> arms;
    for (std::size_t a = 0; a < scenario.arms.size(); ++a) {
        if (!scenario.arms[a].actions.empty()) arms.push_back(a);
    }
    return arms;
}

std::vector<std::size_t> headline_periods(const scenario::Scenario& scenario, const std::vector<study::Period>& all,
                                          const LossShare& lost) {
    constexpr double kNoticed = 0.01;
    const std::vector<std::size_t> arms = policy_arms(scenario);
    const int first = arms.empty() ? 0 : std::max(0, first_action_day(scenario, arms.front()).value_or(0));
    const std::vector<std::uint32_t> targets = study::reported_targets(scenario);
    const auto is_noticed = [&](std::size_t p) {
        return std::any_of(targets.begin(), targets.end(), [&](std::uint32_t company) {
            return std::any_of(arms.begin(), arms.end(),
                               [&](std::size_t arm) { return std::abs(lost(arm, company, p)) > kNoticed; });
        });
    };
    const study::Period& total = all.back();
    std::vector<std::size_t> years;  // from that of the first action on
    for (std::size_t p = 0; p + 1 < all.size(); ++p) {
        const bool whole = all[p].first_day == total.first_day && all[p].last_day == total.last_day;
        if (all[p].label.size() == 4 && all[p].last_day >= first && !whole) years.push_back(p);
    }
    std::vector<std::size_t> periods;
    const auto noticed = std::find_if(years.begin(), years.end(), is_noticed);
    if (!years.empty()) periods.push_back(noticed == years.end() ? years.front() : *noticed);
    periods.push_back(all.size() - 1);
    return periods;
}

std::vector<std::size_t> headline_periods(const scenario::Scenario& scenario, const study::StudyResult& study) {
    return headline_periods(scenario, study.periods, [&](std::size_t arm, std::uint32_t company, std::size_t p) {
        const std::vector<double>& baseline = study.baseline_usd[company];
        if (baseline.empty() || baseline[p] <= 0.0) return 0.0;
        return 1.0 - study.arms[arm].companies[company].revenue_usd[p] / baseline[p];
    });
}

std::string milestone_sentence(const scenario::Scenario& scenario, const study::StudyResult& study, std::size_t arm,
                               std::uint32_t company) {
    const study::Milestones& milestones = study.arms[arm].companies[company].milestones;
    const std::string name = printable(scenario.model.companies.name(company));
    if (milestones.stop_day < 0) {
        if (milestones.lowest_day < 0 || milestones.lowest_share > 0.9995)
            return fmt::format("{} works on as before.", name);
        return fmt::format("{} does not stop; its output is lowest on {}, at {:.0f} % of normal.", name,
                           date_of(scenario, milestones.lowest_day), 100.0 * milestones.lowest_share);
    }
    const std::optional<int> first = first_action_day(scenario, arm);
    const std::string day = first ? fmt::format(" (day {})", milestones.stop_day - *first) : "";
    const std::string cause =
        milestones.stopped_by == kNone ? "" : " " + stop_words(milestones.stopped_by, scenario.model.directory);
    std::string text = fmt::format("{} stopped on {}{}{}", name, date_of(scenario, milestones.stop_day), day, cause);
    const std::string end = format_date_long(scenario.end);
    if (milestones.resume_day < 0) return text + fmt::format("; not resumed by {}.", end);
    text += fmt::format("; resumed on {}", date_of(scenario, milestones.resume_day));
    if (milestones.recovery_day < 0) return text + fmt::format(", not recovered by {}.", end);
    return text + fmt::format(", recovered on {}.", date_of(scenario, milestones.recovery_day));
}

std::string headline_text(const scenario::Scenario& scenario, const study::StudyResult& study, bool with_samples) {
    std::string text = printable(scenario.title) + "\n\n";
    const std::string cautions = caveat_lines(caveats(scenario));
    if (!cautions.empty()) text += cautions + "\n";
    const std::vector<std::size_t> arms = policy_arms(scenario);
    for (const std::uint32_t company : study::reported_targets(scenario)) {
        for (const std::size_t arm : arms) {
            text += fmt::format("{}: {}\n", printable(study.arms[arm].name),
                                milestone_sentence(scenario, study, arm, company));
        }
    }
    text += cash_lines(scenario, study, arms);
    if (arms.empty()) return text + "No arm has an action: everything works on as before.\n";
    const std::vector<std::uint32_t> companies = shown_companies(scenario, study);
    std::vector<std::size_t> periods = headline_periods(scenario, study);
    if (with_samples) periods.resize(1);
    for (const std::size_t period : periods) {
        const study::Period& span = study.periods[period];
        text +=
            fmt::format("\nRevenue lost, {} to {}, million {} and per cent of the baseline\n",
                        date_of(scenario, span.first_day), date_of(scenario, span.last_day), scenario.model.currency);
        text += table_block(scenario, study, companies, arms, period);
    }
    return text;
}

}  // namespace chokepoint::report
