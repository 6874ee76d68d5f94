#pragma once

#include <chokepoint/network/directory.hpp>
#include <chokepoint/study/models/ranking.hpp>
#include <string>

namespace chokepoint::cli {

/// Parses `country=US|JP,product=chips`, which matches firms that have one of the values of every key. Throws
/// UsageError, whose message names `option`.
study::FirmFilter parse_filter(const std::string& option, const std::string& text, const network::Directory& directory);

}  // namespace chokepoint::cli
