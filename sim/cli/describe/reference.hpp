#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace chokepoint::cli {

/// The topics of `describe`, one per line.
std::string reference_overview();

/// The help text on a topic for `width` columns; throws UsageError if the topic is unknown.
std::string reference_page(std::string_view topic, std::size_t width);

/// All names that reference_page() takes.
std::vector<std::string> reference_topics();

/// All topics as one Markdown page.
std::string reference_markdown();

}  // namespace chokepoint::cli
