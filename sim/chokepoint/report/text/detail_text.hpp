#pragma once

#include <chokepoint/study/ensemble.hpp>
#include <string>

namespace chokepoint::report {

/// Everything that the short answer leaves out, for tables_within(): when targets stopped, resumed and recovered, the
/// losses of all companies and groups under all arms, what targets do without the evidence, and their cash.
std::string detail_text(const scenario::Scenario& scenario, const study::Ensemble& ensemble);

/// The run with central parameter values, as an appendix; `study` is that run.
std::string central_text(const scenario::Scenario& scenario, const study::StudyResult& study);

/// What arm `b` saves against arm `a`, and in which share of samples it helps: of at most `most` companies, in one
/// period, or with `detail` of all in all headline periods.
std::string paired_text(const scenario::Scenario& scenario, const study::Ensemble& ensemble, std::size_t a,
                        std::size_t b, bool detail);

}  // namespace chokepoint::report
