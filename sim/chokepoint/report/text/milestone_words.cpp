#include <fmt/format.h>

#include <chokepoint/base/text/utf8.hpp>
#include <chokepoint/report/text/channel_words.hpp>
#include <chokepoint/report/text/milestone_words.hpp>
#include <chokepoint/study/answer/headline.hpp>

namespace chokepoint::report {

namespace {

std::string date_of(const scenario::Scenario& scenario, int day) {
    return format_date_long(scenario.start + std::chrono::days(day));
}

}  // namespace

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
    const std::optional<int> first = study::first_action_day(scenario, arm);
    const std::string day = first ? fmt::format(" (day {})", milestones.stop_day - *first) : "";
    const std::string cause =
        milestones.stopped_by == kNone ? "" : " " + stop_words(milestones.stopped_by, scenario.model.directory);
    std::string text = fmt::format("{} stops on {}{}{}", name, date_of(scenario, milestones.stop_day), day, cause);
    const std::string end = format_date_long(scenario.end);
    if (milestones.resume_day < 0) return text + fmt::format("; it does not resume by {}.", end);
    text += fmt::format("; it resumes on {}", date_of(scenario, milestones.resume_day));
    if (milestones.recovery_day < 0) return text + fmt::format(" and does not recover by {}.", end);
    return text + fmt::format(" and recovers on {}.", date_of(scenario, milestones.recovery_day));
}

}  // namespace chokepoint::report
