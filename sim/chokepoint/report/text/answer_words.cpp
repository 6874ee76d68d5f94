#include <fmt/format.h>

#include <algorithm>
#include <chokepoint/base/text/utf8.hpp>
#include <chokepoint/report/text/answer_drivers.hpp>
#include <chokepoint/report/text/answer_words.hpp>
#include <chokepoint/report/text/caveats.hpp>
#include <chokepoint/report/text/screen.hpp>
#include <chokepoint/study/evidence_weight.hpp>
#include <chokepoint/uncertainty/weighted.hpp>
#include <cmath>

namespace chokepoint::report {

namespace {

using scenario::MilestoneEvent;
using study::LossUnit;

constexpr double kMostly = 0.5;
constexpr double kSmallPart = 0.005;  ///< Of a country's losses: gains below it are not told, and the reverse.
constexpr double kFewSamples = 30.0;
constexpr std::size_t kMostArms = 4;

/// Makes the sentences of one answer.
class Writer {
   public:
    Writer(const scenario::Scenario& scenario, const study::Ensemble& ensemble, const study::Answer& answer)
        : scenario_(scenario), ensemble_(ensemble), answer_(answer) {}

    /// What a policy does to a target: its stop and its loss.
    std::string outcome(std::size_t arm, const study::AnswerRow& target) const {
        const study::Spread share = loss(target, arm, {}, LossUnit::share);
        std::string text = fmt::format("{}: {} {}", label(arm), printable(target.label), course(arm, target));
        if (is_nothing(share.p50)) return text + fmt::format(", and loses nothing in {}.", period());
        return text + fmt::format(", and {} {} in {}, {}.", share.p50 < 0.0 ? "gains" : "loses",
                                  amount_words(loss(target, arm), scenario_.model.currency), period(),
                                  share_words(share, " of its revenue"));
    }

    /// What companies of a country lose and gain under the first policy.
    std::string country(std::size_t group, bool in_short) const {
        const auto ask = [&](study::LossPart part) {
            return study::loss_spread(
                ensemble_,
                {.arm = answer_.arms[0], .place = group, .of_group = true, .part = part, .period = answer_.period},
                answer_.with_evidence);
        };
        const study::Spread losses = ask(study::LossPart::losses);
        const study::Spread gains = ask(study::LossPart::gains);
        const study::Spread net = ask(study::LossPart::net);
        const std::string& currency = scenario_.model.currency;
        const std::string name = country_name(group);
        const bool no_gains = gains.p50 < kSmallPart * losses.p50;
        const bool no_losses = losses.p50 < kSmallPart * gains.p50;
        if (in_short && !no_gains && !no_losses)
            return fmt::format("The net {1} of {0} companies is {2}.", name, net.p50 < 0.0 ? "gain" : "loss",
                               amount_words(net, currency));
        if (losses.p50 <= 0.0 && gains.p50 <= 0.0) return fmt::format("{} companies lose nothing.", name);
        if (no_gains) return fmt::format("{} companies lose {}.", name, amount_words(losses, currency));
        if (no_losses) return fmt::format("{} companies gain {}.", name, amount_words(gains, currency));
        return fmt::format("{} companies lose {} and others there gain {}: a net {} of {}.", name,
                           money(losses.p50, currency), money(gains.p50, currency), net.p50 < 0.0 ? "gain" : "loss",
                           amount_words(net, currency));
    }

    /// What the second policy saves of a target's loss, and what stays lost.
    std::string saving(const study::AnswerRow& target) const {
        const std::size_t arm = answer_.arms[1];
        const std::string& currency = scenario_.model.currency;
        const std::string name = printable(target.label);
        const study::Spread saved = loss(target, arm, answer_.arms[0]);
        if (is_nothing(loss(target, arm, answer_.arms[0], LossUnit::share).p50))
            return fmt::format("{}: it changes nothing for {} in {}.", label(arm), name, period());
        if (saved.p50 < 0.0)
            return fmt::format("{}: it costs {} a further {} in {}{}.", label(arm), name, amount_words(saved, currency),
                               period(), home_saving(arm));
        const study::EventSpread resumes = event(arm, target, MilestoneEvent::resumed);
        const std::string again =
            resumes.share > kMostly
                ? fmt::format("{} works again {}; ", name, when_words(scenario_, resumes.p50, resumes.p05, resumes.p95))
                : "";
        std::string text = fmt::format("{}: {}it saves {} {} in {}{}.", label(arm), again, name,
                                       amount_words(saved, currency), period(), home_saving(arm));
        const study::Spread left = loss(target, arm);
        if (left.p50 > 0.0)
            text += fmt::format(" {} stays lost, {}.", money(left.p50, currency),
                                share_words(loss(target, arm, {}, LossUnit::share), " of its revenue"));
        return text;
    }

    /// What a further policy does to a target, in a line.
    std::string further(std::size_t arm, const study::AnswerRow& target) const {
        const study::Spread share = loss(target, arm, {}, LossUnit::share);
        const bool stops = event(arm, target, MilestoneEvent::stopped).share > kMostly;
        if (is_nothing(share.p50)) return fmt::format("{}: {} loses nothing.", label(arm), printable(target.label));
        return fmt::format("{}: {} {} and {} {}, {:.0f} % of its revenue.", label(arm), printable(target.label),
                           stops ? "stops" : "does not stop", share.p50 < 0.0 ? "gains" : "loses",
                           amount_words(loss(target, arm), scenario_.model.currency), 100.0 * std::abs(share.p50));
    }

    std::string certainty() const {
        const std::size_t results = study::results_of(ensemble_).size();
        if (!ensemble_.has_ranges())
            return "one run. No uncertainty is given for any input, so the numbers have no ranges.";
        std::string text = fmt::format("ranges hold 90 % of {} samples", results);
        if (!ensemble_.parameters.empty())
            text += fmt::format(" of {} uncertain input{}", ensemble_.parameters.size(),
                                ensemble_.parameters.size() == 1 ? "" : "s");
        if (!ensemble_.is_finished()) text += fmt::format(" (interrupted; {} were asked for)", ensemble_.asked);
        if (is_weighed()) text += fmt::format(", weighted by what was observed (worth {:.0f})", worth());
        return text + "." + agreement() + " Medians of differences need not add up.";
    }

    std::vector<std::string> warnings() const {
        std::vector<std::string> all = caveats(scenario_);
        if (!ensemble_.has_ranges()) return all;
        if (!answer_.with_evidence)
            all.emplace_back("no sample agrees with the evidence, so it is left out: widen a prior, or check it");
        const std::size_t results = study::results_of(ensemble_).size();
        if (is_weighed() && worth() < kFewSamples && ensemble_.is_finished())
            all.push_back(
                fmt::format("the evidence leaves the worth of {:.0f} samples of {}; use '--set "
                            "uncertainty.samples={:.0f}'",
                            worth(), results, 100.0 * std::ceil(double(results) / worth())));
        return all;
    }

   private:
    bool is_weighed() const { return !scenario_.evidence.empty() && ensemble_.has_ranges() && answer_.with_evidence; }
    std::string country_name(std::size_t group) const {
        return printable(scenario_.model.directory.countries.name(ensemble_.groups.list[group].number));
    }
    std::string label(std::size_t arm) const { return printable(scenario_.arms[arm].label); }
    std::string period() const {
        const std::string year = year_of_period(scenario_, ensemble_.periods[answer_.period]);
        return year.empty() ? "the whole run" : year;
    }
    study::Spread loss(const study::AnswerRow& row, std::size_t arm, std::optional<std::size_t> against = {},
                       LossUnit unit = LossUnit::usd) const {
        return study::loss_spread(ensemble_, answer_.ask(row, arm, against, unit), answer_.with_evidence);
    }
    study::EventSpread event(std::size_t arm, const study::AnswerRow& row, MilestoneEvent what) const {
        return study::event_spread(ensemble_, arm, row.place, what, answer_.with_evidence);
    }
    static bool is_nothing(double share) { return std::abs(share) < 5e-4; }
    double worth() const { return uncertainty::effective_sample_size(study::weights_of(ensemble_, true)); }

    /// `stops around 17 May 2018 (...) because it runs out of network chips`, or how low its output falls.
    std::string course(std::size_t arm, const study::AnswerRow& target) const {
        const study::EventSpread stop = event(arm, target, MilestoneEvent::stopped);
        if (stop.share > kMostly) {
            const std::string when = when_words(scenario_, stop.p50, stop.p05, stop.p95);
            const std::string cause = stop_cause(ensemble_, arm, target.place, scenario_.model.directory);
            const std::string how_often =
                stop.share > 0.985 ? "" : fmt::format(" in {:.0f} % of samples,", 100.0 * stop.share);
            return fmt::format("stops{} {}{}", how_often, when, cause);
        }
        const study::Spread lowest = study::lowest_output(ensemble_, arm, target.place, answer_.with_evidence);
        if (!(lowest.p50 < 0.9995)) return "works on as before";
        const study::Spread day = study::lowest_day(ensemble_, arm, target.place, answer_.with_evidence);
        return fmt::format("does not stop, but falls to {} {}", share_words(lowest, " of normal output"),
                           when_words(scenario_, day.p50, std::nan(""), std::nan("")));
    }

    std::string home_saving(std::size_t arm) const {
        if (answer_.home.size() != 1) return "";
        const study::Spread net = study::loss_spread(ensemble_,
                                                     {.arm = arm,
                                                      .against = answer_.arms[0],
                                                      .place = answer_.home[0],
                                                      .of_group = true,
                                                      .period = answer_.period},
                                                     answer_.with_evidence);
        const bool sign_is_open = !std::isnan(net.p05) && net.p05 < 0.0 && net.p95 > 0.0;
        if (net.p50 == 0.0 || sign_is_open) return "";
        return fmt::format(", and {} {} companies {} net", net.p50 > 0.0 ? "saves" : "costs",
                           country_name(answer_.home[0]), amount_words(net, scenario_.model.currency));
    }

    /// In how many samples the second policy helps the first target.
    std::string agreement() const {
        if (!answer_.has_saving() || answer_.targets.empty()) return "";
        if (is_nothing(loss(answer_.rows[0], answer_.arms[1], answer_.arms[0], LossUnit::share).p50)) return "";
        const study::Spread saved = loss(answer_.rows[0], answer_.arms[1], answer_.arms[0]);
        const std::string often = saved.above_zero > 1.0 - 1e-9
                                      ? "every sample"
                                      : fmt::format("{:.0f} % of samples", 100.0 * saved.above_zero);
        return fmt::format(" {} helps {} in {}.", label(answer_.arms[1]), printable(answer_.rows[0].label), often);
    }

    const scenario::Scenario& scenario_;
    const study::Ensemble& ensemble_;
    const study::Answer& answer_;
};

}  // namespace

std::string year_of_period(const scenario::Scenario& scenario, const study::Period& span) {
    if (span.label != "total") return span.label;
    const auto date = [&](int day) { return scenario.start + std::chrono::days(day); };
    const std::string first = format_date(date(span.first_day));
    const bool whole = first.ends_with("-01-01") && format_date(date(span.last_day)) == first.substr(0, 4) + "-12-31";
    return whole ? first.substr(0, 4) : "";
}

std::string when_words(const scenario::Scenario& scenario, double p50, double p05, double p95) {
    const auto date = [&](double day) {
        return scenario.start + std::chrono::days(static_cast<int>(std::lround(day)));
    };
    const std::string middle = format_date_long(date(p50));
    if (std::isnan(p05) || std::lround(p05) == std::lround(p95)) return "on " + middle;
    std::string low = format_date_long(date(p05));
    std::string high = format_date_long(date(p95));
    const std::string year = middle.substr(middle.size() - 5);
    if (low.ends_with(year) && high.ends_with(year)) {
        low.resize(low.size() - year.size());
        high.resize(high.size() - year.size());
    }
    return fmt::format("around {} ({} to {})", middle, low, high);
}

std::string amount_words(const study::Spread& usd, std::string_view currency) {
    const double size = std::max(std::abs(usd.p05), std::abs(usd.p95));
    const double largest = std::isnan(usd.p50) ? size : std::abs(usd.p50);
    const bool billions = largest >= 9.995e8;
    const auto number = [&](double amount) {
        const double value = amount / (billions ? 1e9 : 1e6);
        const std::string text = fmt::format("{:.{}f}", value, billions || largest < 9.95e6 ? 1 : 0);
        return text == "-0.0" || text == "-0" ? text.substr(1) : text;
    };
    const bool falls = usd.p50 < 0.0 || (std::isnan(usd.p50) && usd.p95 <= 0.0);
    const double sign = falls ? -1.0 : 1.0;
    const double low = falls ? -usd.p95 : usd.p05;
    const double high = falls ? -usd.p05 : usd.p95;
    const std::string unit = fmt::format("{} {}", billions ? "billion" : "million", currency);
    if (std::isnan(usd.p50)) return fmt::format("{} to {} {}", number(low), number(high), unit);
    const std::string middle = fmt::format("{} {}", number(sign * usd.p50), unit);
    return std::isnan(usd.p05) ? middle : fmt::format("{} ({} to {})", middle, number(low), number(high));
}

std::string share_words(const study::Spread& share, std::string_view of) {
    const double largest = std::abs(std::isnan(share.p50) ? share.p95 : share.p50);
    const auto number = [&](double part) { return fmt::format("{:.{}f}", 100.0 * part, largest < 0.0995 ? 1 : 0); };
    const double sign = share.p50 < 0.0 ? -1.0 : 1.0;
    const double low = share.p50 < 0.0 ? -share.p95 : share.p05;
    const double high = share.p50 < 0.0 ? -share.p05 : share.p95;
    if (std::isnan(share.p50)) return fmt::format("{} to {} %{}", number(low), number(high), of);
    const std::string middle = fmt::format("{} %{}", number(sign * share.p50), of);
    return std::isnan(share.p05) ? middle : fmt::format("{} ({} to {} %)", middle, number(low), number(high));
}

AnswerWords answer_words(const scenario::Scenario& scenario, const study::Ensemble& ensemble,
                         const study::Answer& answer) {
    const Writer writer(scenario, ensemble, answer);
    AnswerWords words;
    words.certainty = writer.certainty();
    words.warnings = writer.warnings();
    if (answer.arms.empty()) {
        words.target = "No arm has an action: everything works on as before.";
        return words;
    }
    if (answer.rows.empty()) words.target = "No company loses or gains anything.";
    const bool has_target = !answer.targets.empty();
    if (has_target) words.target = writer.outcome(answer.arms[0], answer.rows[0]);
    for (const std::size_t group : answer.home)
        words.home += (words.home.empty() ? "" : " ") + writer.country(group, false);
    for (const std::size_t group : answer.abroad)
        words.home += (words.home.empty() ? "" : " ") + writer.country(group, !answer.home.empty());
    if (answer.has_saving() && has_target) words.saving = writer.saving(answer.rows[0]);
    for (std::size_t k = 2; k < std::min(kMostArms, answer.arms.size()) && has_target; ++k)
        words.others += (words.others.empty() ? "" : " ") + writer.further(answer.arms[k], answer.rows[0]);
    words.more_arms = answer.arms.size() > kMostArms ? answer.arms.size() - kMostArms : 0;
    if (!answer.rows.empty()) words.drivers = driver_words(scenario, ensemble, answer);
    return words;
}

}  // namespace chokepoint::report
