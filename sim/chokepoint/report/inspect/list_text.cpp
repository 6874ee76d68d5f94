#include <fmt/format.h>

#include <chokepoint/report/inspect/list_text.hpp>
#include <chokepoint/report/inspect/table_text.hpp>

namespace chokepoint::report {

namespace {

constexpr std::size_t kShownCounts = 8;

/// `12 SDN, 3 EL and 4 more`.
std::string count_words(const scenario::PartyCounts& counts) {
    std::string text;
    for (std::size_t k = 0; k < counts.size() && k < kShownCounts; ++k)
        text += fmt::format("{}{} {}", k > 0 ? ", " : "", counts[k].second, counts[k].first);
    return counts.size() > kShownCounts ? fmt::format("{} and {} more", text, counts.size() - kShownCounts) : text;
}

}  // namespace

std::string list_text(const scenario::ListSummary& summary) {
    std::string text;
    std::string kind = fmt::format("{}: {}", summary.format, summary.meaning);
    if (!summary.layout.empty()) kind += ", " + summary.layout;
    if (!summary.edition.empty()) kind += ", " + summary.edition;
    add_fact(text, "format", kind);
    add_fact(text, "parties",
             fmt::format("{}, with {} other names; {} entities without a country", summary.parties, summary.aliases,
                         summary.without_country));
    if (!summary.kinds.empty()) add_fact(text, "kinds", count_words(summary.kinds));
    if (!summary.sources.empty()) add_fact(text, "sources", count_words(summary.sources));
    if (!summary.programmes.empty()) add_fact(text, "programmes", count_words(summary.programmes));
    if (!summary.countries.empty()) add_fact(text, "countries", count_words(summary.countries));
    if (summary.first_listed && summary.last_listed)
        add_fact(text, "listed",
                 fmt::format("from {} to {}; {} with a last day", format_date(*summary.first_listed),
                             format_date(*summary.last_listed), summary.ended));
    return text;
}

std::string list_action_yaml(std::string_view file) {
    return fmt::format(
        "actions:\n  entity-list:\n    deny: {{exporters: {{country: US}}, target: {{list: {}}}}}\n    from: "
        "2019-05-21  # the day on which it takes effect\n",
        file);
}

}  // namespace chokepoint::report
