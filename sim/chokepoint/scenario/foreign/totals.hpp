#pragma once

#include <chokepoint/scenario/foreign/raw_table.hpp>

namespace chokepoint::scenario {

/// Refuses labels that stand twice, and countries that are written in two ways (`US_C26` and `USA_C26`), as a table put
/// together from two editions has. Throws InputError with both places.
void refuse_repeated_labels(const RawTable& table);

/// Refuses a table in which a total would be taken for an industry, which would double an economy: a row or column that
/// equals the sum of all others, or of its country's. Throws InputError that names it.
void refuse_hidden_totals(const RawTable& table);

/// Compares totals that are labelled as such with the sums that they claim to be, and refuses the table if they are off
/// by more than 1 % in all: rows or columns are then missing, or the label means something else. Adds what holds to
/// `identities`.
void check_totals(RawTable& table);

}  // namespace chokepoint::scenario
