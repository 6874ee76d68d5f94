#pragma once

#include <chokepoint/study/answer/loss_question.hpp>
#include <chokepoint/study/live/live_session.hpp>
#include <string>
#include <vector>

namespace chokepoint::report {

/// A headline figure of a scenario with changes, beside that of the scenario as its file has it.
struct LiveFigure {
    std::string name;    ///< `ZTE loses under Reversal in 2018`.
    std::string amount;  ///< `2.9 billion USD (2.6 to 3.2)`.
    std::string share;   ///< `17 % of its revenue (15 to 19 %)`.
    std::string before;  ///< The median of the file; "" if it has no such figure.
    std::string change;  ///< `0.4 billion USD more`, or `as in the file`.
};

/// What each target loses under each policy, and what the country loses whose exports are denied. A change is that of
/// the medians.
std::vector<LiveFigure> live_figures(const study::LiveResult& now, const study::LiveResult& file);

}  // namespace chokepoint::report
