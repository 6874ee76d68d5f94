#pragma once

#include <chokepoint/report/data/run_results.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace chokepoint::report {

/// The brief, or a section below it.
struct PagePart {
    std::string_view id;
    std::string html;
};

/// What a page has that a report has not; each may be empty.
struct PageExtras {
    std::string style;
    std::string script;
    std::string body;  ///< HTML at the end of the body. With it, scripts may ask the page's own server.
};

/// The parts of a page with these ids in their order on the page; no ids: all.
std::vector<PagePart> page_parts(const RunResults& results, const RunRecord& record,
                                 const std::vector<std::string>& ids = {});

/// A whole page. In one with a body of its own, each part is in an element that names it in `data-part`.
std::string page_html(const RunResults& results, const RunRecord& record, const std::vector<PagePart>& parts,
                      const PageExtras& extras);

/// report.html: one self-contained file of a run, with charts, which asks nothing of a network. Every number of a chart
/// stands in a table too. The bytes depend on the input alone.
std::string report_html(const RunResults& results, const RunRecord& record);

}  // namespace chokepoint::report
