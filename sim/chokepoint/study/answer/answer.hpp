#pragma once

#include <chokepoint/study/answer/event_spread.hpp>
#include <chokepoint/study/answer/headline.hpp>
#include <chokepoint/study/answer/loss_question.hpp>
#include <cstdint>
#include <string>
#include <vector>

namespace chokepoint::study {

/// A company or a group that an answer has a row for.
struct AnswerRow {
    std::string label;
    std::size_t place = 0;  ///< As in LossQuestion.
    bool of_group = false;
    bool is_target = false;
    bool mixed_share = false;  ///< Shares are, at least in part, of sales to the targets and not of revenue.
};

/// Which numbers of a run make a short answer. All come from the samples; where the evidence contradicts every sample,
/// the samples count alike.
struct Answer {
    std::vector<std::size_t> arms;     ///< With actions; an answer leads with the first and sets the second against it.
    std::size_t period = 0;            ///< The first of headline_periods().
    bool with_evidence = false;        ///< The samples are weighed.
    std::vector<std::size_t> targets;  ///< Places of the targets that have a row, at most three.
    std::vector<AnswerRow> rows;       ///< Targets, groups by role, then named companies; about ten.
    std::vector<std::size_t> home;     ///< Groups of the countries whose exports are denied, at most two.
    std::vector<std::size_t> abroad;   ///< Groups of the targets' countries, likewise.
    std::vector<bool> sells_to_targets;  ///< By company: the model has its sales to targets, and no others.

    bool has_saving() const { return arms.size() > 1; }
    /// The loss of a row under the arm, or what the arm saves against another.
    LossQuestion ask(const AnswerRow& row, std::size_t arm, std::optional<std::size_t> against = {},
                     LossUnit unit = LossUnit::usd) const;
};

Answer make_answer(const scenario::Scenario& scenario, const Ensemble& ensemble);

}  // namespace chokepoint::study
