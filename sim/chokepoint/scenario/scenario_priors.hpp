#pragma once

#include <chokepoint/scenario/schema/figure.hpp>
#include <chokepoint/scenario/schema/schema.hpp>
#include <chokepoint/scenario/yaml/yaml_tree.hpp>
#include <span>
#include <vector>

namespace chokepoint::scenario {

/// The priors among the numbers and dates of a tree that validate() has accepted, in its order. Each gives way to its
/// middle, so that whoever reads the tree finds plain values.
std::vector<Figure> take_priors(YamlTree& tree, const Schema& schema);

/// The tree with these values in the places of the priors that were taken from it.
YamlTree with_values(YamlTree tree, std::span<const Figure> figures, std::span<const double> values);

}  // namespace chokepoint::scenario
