#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace chokepoint::report {

/// Text escaped for HTML elements and attributes. Control characters other than line ends become U+FFFD.
std::string escaped(std::string_view text);

/// The first `most` characters of a name, with an ellipsis if it is cut.
std::string shortened(std::string_view name, std::size_t most);

/// A name of the model, escaped and isolated from the text direction around it. A long one is cut, and its title has
/// the whole name.
std::string name_html(std::string_view name);

/// The id of a parameter's row on the page, for `id` and `href`.
std::string parameter_anchor(std::string_view path);

/// A table as HTML. Headings are text, cells HTML, and the first of each row heads it.
struct PageTable {
    std::string caption;  ///< HTML.
    std::vector<std::string> head;
    std::vector<std::vector<std::string>> rows;
    bool of_words = false;              ///< Cells are text, not numbers.
    std::vector<std::string> ids = {};  ///< Of the rows, "" for none; empty: no row has one.
    std::set<std::size_t> keys = {};    ///< Columns that a phone shows before a row is unfolded; empty: all.
};

std::string table_html(const PageTable& table);

/// A part that the reader can open; the summary is text, the content HTML.
std::string details_html(std::string_view summary, const std::string& content);

/// A section that the reader can open. Its heading is text; the teaser, HTML, says what the section shows.
struct PageSection {
    std::string_view id;
    std::string title;
    std::string teaser;
};

std::string section_html(const PageSection& section, const std::string& content);

}  // namespace chokepoint::report
