#pragma once

#include <chokepoint/base/diagnostic.hpp>
#include <chokepoint/scenario/yaml_tree.hpp>
#include <cstdint>
#include <string>
#include <vector>

namespace chokepoint {

/// The shape of what is believed about a figure.
enum class PriorShape : std::uint8_t { fixed, uniform, triangular, lognormal, choice };

/// A number of a model with where it comes from. `value` is the fixed value or the middle of the prior: the mean of a
/// uniform, the mode of a triangular, the median of a lognormal, the middle one of a choice.
struct Figure {
    double value = 0.0;
    PriorShape shape = PriorShape::fixed;
    std::vector<double> arguments;  ///< As written, in the order of the key.
    std::string source;             ///< Id in the model's list of sources; "" if it is an assumption.
    std::string quote;
    std::string assumption;  ///< The reasoning, if there is no source.
    std::string note;
    Diagnostic where;  ///< Its place, without a message.
    std::string path;  ///< Dotted path in its file, such as `products.phone-chips.stock_days`.

    bool has_provenance() const { return !source.empty() || !assumption.empty(); }
};

/// Reads a figure from a node that validate() has accepted.
Figure read_figure(const YamlTree& tree, const YamlNode& node, std::string path);

/// The prior as a person writes it: `24`, `uniform 0.25 to 0.3`, `choice of 1, 2, 3`.
std::string describe_prior(const Figure& figure);

}  // namespace chokepoint
