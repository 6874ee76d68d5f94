#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/report/live/live_figures.hpp>
#include <chokepoint/report/text/answer_words.hpp>
#include <chokepoint/report/text/screen.hpp>
#include <cmath>
#include <optional>

namespace chokepoint::report {

namespace {

using study::LiveResult;
using study::LossQuestion;

/// The same question to the file's result, where arms and companies may have other numbers.
std::optional<LossQuestion> asked_of(const LiveResult& file, const LiveResult& now, LossQuestion ask) {
    const auto& arms = file.scenario.arms;
    const auto arm = std::ranges::find(arms, now.scenario.arms[ask.arm].name, &scenario::Arm::name);
    const auto& periods = file.ensemble.periods;
    const auto period = std::ranges::find(periods, now.ensemble.periods[ask.period].label, &study::Period::label);
    if (arm == arms.end() || period == periods.end()) return std::nullopt;
    ask.arm = static_cast<std::size_t>(arm - arms.begin());
    ask.period = static_cast<std::size_t>(period - periods.begin());
    if (ask.of_group) {
        const study::Group& group = now.ensemble.groups.list[ask.place];
        ask.place = file.ensemble.groups.find(group.by, group.number);
        return ask.place == kNone ? std::nullopt : std::optional(ask);
    }
    const auto& companies = file.ensemble.companies;
    const auto company = std::ranges::find(companies, now.ensemble.companies[ask.place]);
    ask.place = static_cast<std::size_t>(company - companies.begin());
    return company == companies.end() ? std::nullopt : std::optional(ask);
}

std::string change_words(double now, double before, std::string_view currency) {
    const double change = now - before;
    // As people read it: what rounds to nothing is none.
    if (std::abs(change) < 5e-4 * std::max(std::abs(now), std::abs(before))) return "as in the file";
    return fmt::format("{} {}", money(std::abs(change), currency), change > 0.0 ? "more" : "less");
}

LiveFigure figure_of(const LiveResult& now, const LiveResult& file, LossQuestion ask, const std::string& who) {
    const std::string& currency = now.scenario.model.currency;
    const study::Spread usd = study::loss_spread(now.ensemble, ask);
    LossQuestion of_share = ask;
    of_share.unit = study::LossUnit::share;
    const bool gains = usd.p50 < 0.0;
    LiveFigure figure{fmt::format("{} {} under {} in {}", who, gains ? "gains" : "loses",
                                  now.scenario.arms[ask.arm].label, now.ensemble.periods[ask.period].label),
                      amount_words(usd, currency),
                      share_words(study::loss_spread(now.ensemble, of_share), ask.of_group ? "" : " of its revenue"),
                      "", ""};
    const std::optional<LossQuestion> same = asked_of(file, now, ask);
    if (!same) return figure;
    const study::Spread before = study::loss_spread(file.ensemble, *same);
    if (std::isfinite(usd.p50) && std::isfinite(before.p50)) {
        figure.before = money(std::abs(before.p50), currency);
        figure.change = change_words(gains ? -usd.p50 : usd.p50, gains ? -before.p50 : before.p50, currency);
    }
    return figure;
}

}  // namespace

std::vector<LiveFigure> live_figures(const LiveResult& now, const LiveResult& file) {
    std::vector<LiveFigure> figures;
    const study::Answer answer = study::make_answer(now.scenario, now.ensemble);
    for (const study::AnswerRow& row : answer.rows) {
        for (const std::size_t arm : answer.arms) {
            if (row.is_target) figures.push_back(figure_of(now, file, answer.ask(row, arm), row.label));
        }
    }
    for (const std::size_t place : answer.home) {
        const std::string who =
            study::group_label(now.ensemble.groups, now.ensemble.groups.list[place], now.scenario.model);
        for (std::size_t k = 0; k < std::min<std::size_t>(2, answer.arms.size()); ++k)
            figures.push_back(
                figure_of(now, file, answer.ask({who, place, true, false}, answer.arms[k]), who + " as a whole"));
    }
    return figures;
}

}  // namespace chokepoint::report
