#pragma once

#include <chokepoint/base/date.hpp>
#include <chokepoint/base/diagnostic.hpp>
#include <chokepoint/scenario/yaml/yaml_tree.hpp>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace chokepoint::scenario {

struct Key;

/// The shape of what is believed about a figure.
/// `hazard` and `chances` are of dates alone: a chance a day from a first day on, and a chance on each of some days.
enum class PriorShape : std::uint8_t { fixed, uniform, triangular, lognormal, choice, hazard, chances };

/// The day of an event that never comes: the last one that a file may name.
inline constexpr Date kLastDate = std::chrono::year(2199) / 12 / 31;

/// A number of a model with where it comes from, or a date in days since 1970-01-01. `value` is the fixed value or the
/// middle of the prior: the mean of a uniform, the mode of a triangular, the median of a lognormal, the middle one of a
/// choice, the median of a date.
struct Figure {
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

    bool has_provenance() const { return !source.empty() || !assumption.empty(); }
};

/// Reads the figure of a key from a node that validate() has accepted.
Figure read_figure(const YamlTree& tree, const YamlNode& node, const Key& key, std::string path);
/// The same of a mapping with a prior of a date.
Figure read_date_figure(const YamlTree& tree, const YamlNode& node, std::string path);

/// The value of the figure's prior at u in (0, 1), within the bounds of its key; never falling as u rises, but for a
/// choice that is written out of order.
double quantile(const Figure& figure, double u);

/// A value of the figure as its file has it: a number, or a date.
std::string format_value(const Figure& figure, double value);

/// The prior as a person writes it: `24`, `uniform 0.25 to 0.3`, `choice of 1, 2, 3`.
std::string describe_prior(const Figure& figure);

}  // namespace chokepoint::scenario
