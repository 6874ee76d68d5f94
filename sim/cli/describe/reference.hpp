#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace chokepoint::cli {

/// The topics of `describe`, a line each.
std::string reference_overview();

/// The page of one topic, for `width` columns; throws UsageError for an unknown one.
std::string reference_page(std::string_view topic, std::size_t width);

/// Every name that reference_page() takes, each once.
std::vector<std::string> reference_topics();

/// All topics as one page of Markdown.
std::string reference_markdown();

}  // namespace chokepoint::cli
