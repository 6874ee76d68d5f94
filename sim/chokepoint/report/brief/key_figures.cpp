#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/report/brief/brief.hpp>
#include <chokepoint/report/page/page_loss.hpp>
#include <chokepoint/report/text/screen.hpp>
#include <cmath>

namespace chokepoint::report {

namespace {

using scenario::MilestoneEvent;

study::Spread spread_of(const PageInput& input, const study::LossQuestion& question) {
    return study::loss_spread(input.ensemble, question, input.answer.with_evidence);
}

/// `11.2 billion USD (10.1 to 11.8)` as the number and its range.
KeyFigure split(std::string label, const std::string& words) {
    const std::size_t open = words.find(" (");
    if (open == std::string::npos) return {std::move(label), words, ""};
    return {std::move(label), words.substr(0, open), words.substr(open + 2, words.size() - open - 3)};
}

/// The loss in money, and below it the share of revenue.
KeyFigure target_loss(const PageInput& input, const study::AnswerRow& target) {
    const std::size_t arm = input.arms.front();
    const study::Spread usd = spread_of(input, input.answer.ask(target, arm));
    const study::Spread share = spread_of(input, input.answer.ask(target, arm, {}, LossUnit::share));
    KeyFigure figure = split(fmt::format("{} {} in {}", target.label, usd.p50 < 0.0 ? "gains" : "loses",
                                         period_label(input, input.answer.period)),
                             amount_words(usd, input.scenario.model.currency));
    figure.range +=
        (figure.range.empty() ? "" : "; ") + fmt::format("{:.0f} % of revenue", 100.0 * std::abs(share.p50));
    return figure;
}

KeyFigure stop_figure(const PageInput& input, const study::AnswerRow& target) {
    const study::EventSpread stop = study::event_spread(input.ensemble, input.arms.front(), target.place,
                                                        MilestoneEvent::stopped, input.answer.with_evidence);
    const std::string label = target.label + " stops";
    if (!(stop.share > 0.5)) {
        const study::Spread lowest =
            study::lowest_output(input.ensemble, input.arms.front(), target.place, input.answer.with_evidence);
        return {target.label + " at its lowest", fmt::format("{:.0f} % of output", 100.0 * lowest.p50),
                "does not stop"};
    }
    std::string words = when_words(input.scenario, stop.p50, stop.p05, stop.p95);
    words = words.substr(words.find(' ') + 1);
    KeyFigure figure = split(label, words);
    if (stop.share < 0.995) figure.range += fmt::format("; in {:.0f} % of samples", 100.0 * stop.share);
    return figure;
}

/// Of a country: the net loss, and below it what its companies lose and gain.
KeyFigure country_figure(const PageInput& input, std::size_t group) {
    const std::string& currency = input.scenario.model.currency;
    const auto ask = [&](study::LossPart part) {
        return spread_of(
            input,
            {.arm = input.arms.front(), .place = group, .of_group = true, .part = part, .period = input.answer.period});
    };
    const study::Spread net = ask(study::LossPart::net);
    const std::string name(input.scenario.model.directory.countries.name(input.ensemble.groups.list[group].number));
    KeyFigure figure =
        split(fmt::format("{} companies, net {}", name, net.p50 < 0.0 ? "gain" : "loss"), amount_words(net, currency));
    const double losses = ask(study::LossPart::losses).p50;
    const double gains = ask(study::LossPart::gains).p50;
    if (std::min(losses, gains) > 0.01 * std::max(losses, gains))
        figure.range = fmt::format("losses {}, gains {}", money(losses, currency), money(gains, currency));
    return figure;
}

std::string saving_label(const PageInput& input, const std::string& whom, double saved) {
    return fmt::format("{} {} {}", arm_label(input, input.arms[1]), saved < 0.0 ? "costs" : "saves", whom);
}

KeyFigure saving_figure(const PageInput& input, const study::AnswerRow& target) {
    const study::Spread usd = spread_of(input, input.answer.ask(target, input.arms[1], input.arms[0]));
    return split(saving_label(input, target.label, usd.p50), amount_words(usd, input.scenario.model.currency));
}

}  // namespace

std::vector<KeyFigure> key_figures(const PageInput& input) {
    std::vector<KeyFigure> figures;
    const study::Answer& answer = input.answer;
    if (answer.arms.empty()) return figures;
    const bool has_target = !answer.targets.empty();
    if (has_target) {
        figures.push_back(target_loss(input, answer.rows.front()));
        figures.push_back(stop_figure(input, answer.rows.front()));
    }
    for (const std::size_t group : answer.home)
        if (figures.size() < 4) figures.push_back(country_figure(input, group));
    if (has_target && answer.has_saving()) figures.push_back(saving_figure(input, answer.rows.front()));
    if (answer.has_saving() && !answer.home.empty() && figures.size() < 5) {
        const study::Spread usd = spread_of(input, {.arm = input.arms[1],
                                                    .against = input.arms[0],
                                                    .place = answer.home.front(),
                                                    .of_group = true,
                                                    .period = answer.period});
        const std::uint32_t country = input.ensemble.groups.list[answer.home.front()].number;
        const std::string name(input.scenario.model.directory.countries.name(country));
        if (usd.p50 != 0.0)
            figures.push_back(split(saving_label(input, name + " companies, net", usd.p50),
                                    amount_words(usd, input.scenario.model.currency)));
    }
    return figures;
}

}  // namespace chokepoint::report
