#pragma once

#include <chokepoint/scenario/model/model_spec.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace chokepoint::scenario {

/// A unit of money as people state it: `USD`, `million`, `thousand EUR`.
struct StatedUnit {
    double scale = 1.0;
    std::string scale_word;  ///< thousand, million, billion, or "".
    std::string currency;    ///< "": not stated.

    /// `million EUR`, with this currency where none is stated.
    std::string name(std::string_view otherwise) const;
};

/// Reads at most one of thousand, million and billion and at most one currency of three capital letters, in any order.
std::optional<StatedUnit> parse_unit(std::string_view text);

/// Turns what model.yaml states as `unit`, `currency`, `usd_per_unit` and as `unit` of its `table` into the unit and
/// the currency of the spec. Faults go to `diagnostics`.
void read_money_unit(ModelSpec& spec, Diagnostics& diagnostics);

/// Values of an input-output table that states no unit are in millions.
void assume_table_unit(ModelSpec& spec);

/// Warns where the largest firm or industry earns so little or so much that the unit is probably another one.
void check_size_of_money(const ModelSpec& spec, Diagnostics& diagnostics);

}  // namespace chokepoint::scenario
