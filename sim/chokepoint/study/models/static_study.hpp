#pragma once

#include <chokepoint/study/models/static_model.hpp>
#include <chokepoint/study/study.hpp>

namespace chokepoint::study {

/// How well a static model was solved over a whole study.
struct StaticAccuracy {
    double residual = 0.0;  ///< The largest.
    bool converged = true;
};

/// The outcome of a scenario under a model without days: each day's loss is the full effect of that day's policy. There
/// is only revenue by period and company, without channels, milestones or cash. Each arm runs on one thread.
StudyResult run_static_study(const scenario::Scenario& scenario, StaticModel kind, unsigned threads,
                             const RunControl& control, StaticAccuracy& accuracy);

}  // namespace chokepoint::study
