#pragma once

#include <chokepoint/report/chart/chart.hpp>
#include <chokepoint/report/page/page_sections.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace chokepoint::report {

using study::LossUnit;

/// A number as the page shows it: the median over the samples and the range of 90 % of them, or the number of a single
/// run. If sales are not disclosed there is no middle.
struct PageLoss {
    double middle;  ///< NaN: there is none.
    double low;     ///< NaN: there is no range.
    double high;

    bool is_nothing(LossUnit unit) const;  ///< Rounds to 0 as text.
    double for_ranking() const;            ///< The middle, or that of the range.
};

PageLoss as_page_loss(const study::Spread& spread);

/// A loss in USD or, unlike in the study, in per cent of revenue.
PageLoss page_loss(const PageInput& input, const study::LossQuestion& question);

/// Where the run records a company, if it does.
std::optional<std::size_t> place_of(const PageInput& input, std::uint32_t company);

/// The name of the company at a place, as text.
std::string company_name(const PageInput& input, std::size_t place);

/// Whether there are samples.
bool has_samples(const PageInput& input);

/// As a cell: million USD or per cent, the range below it.
std::string loss_cell(const PageLoss& loss, LossUnit unit);

/// Adds a loss to the end of a series, USD as millions.
void add_loss(ChartSeries& series, const PageLoss& loss, LossUnit unit);

/// Places of the companies of the report that the actions select, or if there is none of the company that loses most.
std::vector<std::size_t> page_targets(const PageInput& input);

/// The targets in a few words: `ZTE`, or `the targets`.
std::string target_words(const PageInput& input);

/// The place of the company of the report that loses most, which sections on a single company show.
std::size_t page_subject(const PageInput& input);

/// An arm as people read it, as text.
const std::string& arm_label(const PageInput& input, std::size_t arm);

/// The same in bold, as HTML.
std::string arm_html(const PageInput& input, std::size_t arm);

/// A heading with a target's name if there are several.
std::string target_heading(const PageInput& input, std::size_t place);

/// `2018`, or `the whole run, 1 January 2018 to 15 April 2025`.
std::string period_words(const PageInput& input, std::size_t period);

/// `2018` or `whole run`, as a column heading.
std::string period_label(const PageInput& input, std::size_t period);

/// The number that sets an arm's colour in charts and switches: 0 without a policy, else from 1 in their order.
int arm_style(const PageInput& input, std::size_t arm);

/// Views of a calendar: of a long one the two years from the first action on, and the whole calendar.
std::vector<ChartWindow> calendar_windows(const PageInput& input);

/// `medians, and the range of 90 % of the samples`, after a comma; "" of a single run.
std::string basis_words(const PageInput& input);

}  // namespace chokepoint::report
