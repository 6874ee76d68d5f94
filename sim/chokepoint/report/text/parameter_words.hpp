#pragma once

#include <chokepoint/scenario/model/model.hpp>
#include <string>

namespace chokepoint::report {

/// A parameter's path as words: `products.network-chips.stock_days` is "the stock of network chips", and an entry of a
/// reconstruction's list goes by its firm or product. A path that the model does not have is worded as it stands.
std::string parameter_in_words(const std::string& path, const scenario::ModelSpec& spec);

/// A name as it reads in a sentence: `network-chips` is "network chips".
std::string as_words(std::string name);

}  // namespace chokepoint::report
