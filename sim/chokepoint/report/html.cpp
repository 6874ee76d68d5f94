#include <chokepoint/report/html.hpp>
namespace chokepoint { std::string report_html(const Scenario&, const StudyResult&) { return ""; } }
