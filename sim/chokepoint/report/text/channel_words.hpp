#pragma once

#include <chokepoint/study/study.hpp>
#include <string>

namespace chokepoint::report {

/// A channel as the label of a loss: `own sales denied`, `shortage of network chips`.
std::string channel_words(std::uint32_t channel, const network::Directory& directory);

/// What stopped a company, as the end of a sentence: `because its own sales are denied`, `for want of network-chips`.
std::string stop_words(std::uint32_t channel, const network::Directory& directory);

}  // namespace chokepoint::report
