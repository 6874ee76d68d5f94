#pragma once

#include <chokepoint/base/date.hpp>
#include <chokepoint/base/diagnostic.hpp>
#include <chokepoint/scenario/yaml/yaml_tree.hpp>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace chokepoint::scenario {

struct AcceptedValue;

/// The shape of what is believed about a parameter. Only dates have `hazard`, a chance a day from a first day on, and
/// `chances`, a chance on each of some days.
enum class PriorShape : std::uint8_t { fixed, uniform, triangular, lognormal, choice, hazard, chances };

/// The day of an event that never comes: the last one that a file may name.
inline constexpr Date kLastDate = std::chrono::year(2199) / 12 / 31;

/// A number of a model or a scenario with its prior and its source, or a date in days since 1970-01-01. `value` is the
/// fixed value or the middle of the prior: the mean of a uniform, the mode of a triangular, the median of a lognormal,
/// the middle one of a choice, the median of a date.
struct Parameter {
    double value = 0.0;
    PriorShape shape = PriorShape::fixed;
    std::vector<double> arguments;  ///< As written, in the order of the key; chances: day, chance, day, chance, ...
    double low = -std::numeric_limits<double>::infinity();  ///< Bounds of its key.
    double high = std::numeric_limits<double>::infinity();
    bool is_date = false;
    std::string source;  ///< Id in the model's list of sources; "" if it is an assumption.
    std::string quote;
    std::string assumption;  ///< The reasoning, if there is no source.
    std::string note;
    std::string unit;  ///< As written; "": that of its key.
    Diagnostic where;  ///< Its place, without a message.
    std::string path;  ///< Dotted path in its file, such as `products.phone-chips.stock_days`.
    std::string key;   ///< The last name of it, such as `stock_days`.

    bool has_prior() const { return shape != PriorShape::fixed; }
    bool has_provenance() const { return !source.empty() || !assumption.empty(); }
};

/// A number or a date that validate() has accepted.
Parameter read_parameter(const AcceptedValue& at);
Parameter read_date_parameter(const AcceptedValue& at);

/// The date of a parameter that is one.
Date date_of(const Parameter& parameter);

/// The value of the parameter's prior at u in (0, 1), within the bounds of its key; never falling as u rises, except
/// for a choice whose values are not in order.
double quantile(const Parameter& parameter, double u);

/// A value of the parameter as its file writes it: a number, or a date.
std::string format_value(const Parameter& parameter, double value);

/// The prior as a person writes it: `24`, `uniform 0.25 to 0.3`, `choice of 1, 2, 3`.
std::string describe_prior(const Parameter& parameter);

}  // namespace chokepoint::scenario
