#pragma once

#include <string>

namespace chokepoint::report {

/// The section with each word of the glossary that occurs in the prose of the page; "" if none does.
std::string glossary_section(const std::string& page);

/// HTML in which the first use of each word of the glossary in prose, not in a heading, a name or a table, is a link to
/// the glossary. Parts of the page may be linked one by one.
std::string link_words(const std::string& html);

}  // namespace chokepoint::report
