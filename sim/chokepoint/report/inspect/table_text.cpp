#include <fmt/format.h>

#include <chokepoint/base/text/utf8.hpp>
#include <chokepoint/report/inspect/table_text.hpp>
#include <chokepoint/scenario/formats/table_format.hpp>
#include <string_view>

namespace chokepoint::report {

namespace {

constexpr std::size_t kShownCountries = 12;

/// `exact`, or the gaps.
std::string gap_words(const scenario::Identity& identity) {
    if (identity.checked == 0) return "nothing to compare";
    if (identity.largest_share < 1e-12) return "exact";
    if (identity.total_share < 1e-12) return fmt::format("up to {:.2g} %", 100.0 * identity.largest_share);
    return fmt::format("off by {:.2g} % in all, at most {:.2g} % in '{}'", 100.0 * identity.total_share,
                       100.0 * identity.largest_share, identity.where);
}

std::string country_words(const std::vector<std::string>& countries) {
    std::string text = fmt::format("{}: ", countries.size());
    for (std::size_t k = 0; k < countries.size() && k < kShownCountries; ++k)
        text += (k > 0 ? " " : "") + countries[k];
    return countries.size() > kShownCountries ? text + " ..." : text;
}

}  // namespace

void add_fact(std::string& text, std::string_view name, std::string_view value) {
    text += fmt::format("  {:<11} {}\n", name, printable(value));
}

std::string table_text(const scenario::TableReport& report) {
    std::string text;
    const scenario::TableFormat* format = scenario::find_table_format(report.format);
    std::string kind = fmt::format("{}: {}", report.format, format == nullptr ? "" : format->what);
    if (!report.edition.empty()) kind += ", " + report.edition;
    if (!report.year.empty()) kind += ", " + report.year;
    add_fact(text, "format", kind);
    if (!report.unit.empty())
        add_fact(text, "unit",
                 fmt::format("{}, {}", report.unit, report.states_unit ? "as the file states" : "as published"));
    add_fact(text, "countries", country_words(report.countries));
    add_fact(
        text, "industries",
        fmt::format("{} in all, {} different; {} flows between them", report.industries, report.sectors, report.flows));
    add_fact(text, "amounts",
             fmt::format("output {:.6g}, flows {:.6g}, final demand {:.6g}, value added {:.6g}", report.output,
                         report.flows_sum, report.final_demand, report.value_added));
    for (const scenario::Identity& identity : report.identities)
        add_fact(text, "identity", fmt::format("{}: {}", identity.meaning, gap_words(identity)));
    for (const std::string& note : report.notes)
        add_fact(text, "repair", note);
    return text;
}

}  // namespace chokepoint::report
