#pragma once

#include <chokepoint/study/models/static_model.hpp>
#include <chokepoint/study/study.hpp>

namespace chokepoint::study {

/// How well a static model was solved over a whole study.
struct StaticAccuracy {
    double residual = 0.0;  ///< The largest.
    bool converged = true;
};

/// The outcome of a scenario under a model without days: each day's loss is that of the day's policy, once everyone has
/// met it. Revenue by period and company only: there are no channels, milestones or cash. Arms run one a thread.
StudyResult run_static_study(const scenario::Scenario& scenario, StaticModel kind, unsigned threads,
                             const RunControl& control, StaticAccuracy& accuracy);

}  // namespace chokepoint::study
