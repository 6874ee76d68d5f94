#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace chokepoint::cli {

/// A table in Markdown with a header row.
std::string markdown_table(const std::vector<std::string>& header, const std::vector<std::vector<std::string>>& rows);

/// The Markdown of help pages as plain text, each paragraph on one line. It understands headings, paragraphs, items
/// that begin with "- ", fenced blocks and tables. Code is shown in quotes, and tables without their header row.
std::string plain_text(std::string_view markdown);

}  // namespace chokepoint::cli
