#pragma once

#include <chokepoint/scenario/model/model.hpp>
#include <cstdint>

namespace chokepoint::scenario {

/// What is known of the company's sales to a reconstructed buyer, or nullptr if it sells it nothing.
const Exposure* exposure_of(const Model& model, std::uint32_t company);

/// Whether the company's sales are not to be shown as a number.
bool hides_number(const Exposure* exposure);

}  // namespace chokepoint::scenario
