#pragma once

#include <chokepoint/report/data/run_results.hpp>
#include <chokepoint/report/text/answer_words.hpp>
#include <chokepoint/study/answer/answer.hpp>
#include <chokepoint/study/timeline/denied_flows.hpp>
#include <string>
#include <vector>

namespace chokepoint::report {

/// Everything that the page shows.
struct PageInput : RunResults {
    const RunRecord& record;
    study::Answer answer;
    AnswerWords words;
    std::vector<std::size_t> arms;          ///< With a policy, in the scenario's order.
    std::vector<std::size_t> periods;       ///< To show, of headline_periods().
    std::vector<study::DeniedFlow> denied;  ///< Of the first of the arms.
    std::vector<bool> sells_to_targets;     ///< By company: the model has its sales to targets, and no others.
};

/// A day counted from the calendar's start, as `8 May 2018`; below 0: `-`.
std::string date_of(const PageInput& input, int day);

/// The first screen, which prints on one sheet: the answer in sentences, key figures and two charts.
std::string brief_section(const PageInput& input);

// The sections below it as HTML, in this order; "" if there is nothing to show.
std::string time_section(const PageInput& input);
std::string loss_section(const PageInput& input);
std::string saving_section(const PageInput& input);
std::string group_section(const PageInput& input);
std::string attribution_section(const PageInput& input);
std::string flow_section(const PageInput& input);
std::string network_section(const PageInput& input);
std::string delay_section(const PageInput& input);
std::string sensitivity_section(const PageInput& input);
std::string single_run_section(const PageInput& input);
std::string source_section(const PageInput& input);
std::string card_section(const PageInput& input);
std::string reproduction_section(const PageInput& input);

}  // namespace chokepoint::report
