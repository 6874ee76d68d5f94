#pragma once

#include <chokepoint/report/data/sweep_table.hpp>
#include <string>

namespace chokepoint::report {

/// What a sweep over one date says of outcome number `k` of its points, a line a sentence: what a day of delay costs on
/// average, at least and at most; between which dates the loss jumps; and from which date on the company does not
/// recover before the calendar's end. Empty for other sweeps, for fewer than two points, and where sales are not
/// disclosed.
std::string delay_sentences(const Sweep& sweep, std::size_t k);

}  // namespace chokepoint::report
