#pragma once

#include <chokepoint/study/delay/delay.hpp>
#include <string>

namespace chokepoint::report {

/// What delay_cost() finds for outcome number `k`, a line for each sentence: what a day of delay costs on average, at
/// least and at most; between which dates the loss jumps; and the point of no return. Empty where it finds nothing.
std::string delay_sentences(const study::Sweep& sweep, std::size_t k);

}  // namespace chokepoint::report
