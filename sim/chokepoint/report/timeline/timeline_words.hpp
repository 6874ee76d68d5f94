#pragma once

#include <chokepoint/study/timeline/timeline.hpp>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace chokepoint::report {

/// Amounts of companies or products, by number.
using ByNumber = std::map<std::uint32_t, double>;

/// (-amount, number), the largest amount first.
std::vector<std::pair<double, std::uint32_t>> largest_first(const ByNumber& amounts);

/// Describes in sentences what happens in an arm.
class TimelineWords {
   public:
    TimelineWords(const scenario::Scenario& scenario, const scenario::Arm& arm, const study::ArmTimeline& timeline)
        : scenario_(scenario), arm_(arm), timeline_(timeline) {}

    /// What ends, happens and begins on the day of a step, one sentence a line.
    std::string sentences(const study::TimelineStep& step) const;

   private:
    std::string company(std::uint32_t number) const { return std::string(scenario_.model.companies.name(number)); }
    std::size_t count_exporters(const ByNumber& companies) const;
    std::string exporter(const policy::Term& term, std::uint32_t number) const;
    std::string customer(const policy::Term& term, std::uint32_t number) const;
    std::string subject(const policy::Term& term) const;
    std::string object(const policy::Term& term) const;
    bool is_followed(std::uint32_t term) const;
    bool is_about(std::uint32_t action, std::uint32_t other) const;
    std::string begins(std::uint32_t term) const;
    std::string is_over(std::uint32_t term, int day) const;
    std::string pays(const policy::Action& action) const;
    std::string happens(const policy::Action& action) const;
    template <class Use>
    void for_links(const policy::Term& term, const Use& use) const;

    const scenario::Scenario& scenario_;
    const scenario::Arm& arm_;
    const study::ArmTimeline& timeline_;
};

}  // namespace chokepoint::report
