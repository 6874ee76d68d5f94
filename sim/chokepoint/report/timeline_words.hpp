#pragma once

#include <chokepoint/study/timeline.hpp>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace chokepoint {

/// Amounts of companies or products, by number.
using ByNumber = std::map<std::uint32_t, double>;

/// (-amount, number), the largest amount first.
std::vector<std::pair<double, std::uint32_t>> largest_first(const ByNumber& amounts);

/// Says in sentences what happens in an arm.
class TimelineWords {
   public:
    TimelineWords(const Scenario& scenario, const Arm& arm, const ArmTimeline& timeline)
        : scenario_(scenario), arm_(arm), timeline_(timeline) {}

    /// What ends, happens and begins on the day of a step: a sentence a line.
    std::string sentences(const TimelineStep& step) const;

   private:
    std::string company(std::uint32_t number) const { return std::string(scenario_.model.companies.name(number)); }
    std::size_t count_exporters(const ByNumber& companies) const;
    std::string exporter(const Term& term, std::uint32_t number) const;
    std::string subject(const Term& term) const;
    std::string object(const Term& term) const;
    bool is_followed(std::uint32_t term) const;
    bool is_about(std::uint32_t action, std::uint32_t other) const;
    std::string begins(std::uint32_t term) const;
    std::string is_over(std::uint32_t term, int day) const;
    std::string pays(const Action& action) const;
    std::string happens(const Action& action) const;
    template <class Use>
    void for_links(const Term& term, const Use& use) const;

    const Scenario& scenario_;
    const Arm& arm_;
    const ArmTimeline& timeline_;
};

}  // namespace chokepoint
